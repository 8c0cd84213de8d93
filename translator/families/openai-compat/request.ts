import type { ChatRequest } from '../../chat/chat-request.ts'
import { nearestEffort } from '../../chat/efforts.ts'
import { toOpenAIMessages } from '../../chat/openai-form/messages.ts'
import { toFormatMember } from '../../chat/openai-form/response-format.ts'
import { toToolMembers } from '../../chat/openai-form/tools.ts'
import { unsupportedValue } from '../../errors.ts'
import type { Json, JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'

/** A chat completion without what a record must not say: model-formats §10.5. */
export function toModelInput(request: ChatRequest, { modelId, report }: RequestContext): JsonObject {
  const can = capabilitiesOf(modelId)
  const { messages, tools, responseFormat, copied, rest } = request
  if (responseFormat && !can.followsFormat)
    report.change('response_format', 'This model is told of it, and its answer is not held to it.')
  return {
    messages: toOpenAIMessages(messages, can.dialect, report),
    ...copied,
    ...toToolMembers(tools, report),
    ...toFormatMember(responseFormat),
    ...toEffort(rest.reasoning_effort, can, report),
  }
}

function toEffort(effort: Json | undefined, { efforts }: Capabilities, report: LossReport): JsonObject {
  if (typeof effort !== 'string') return {}
  if (efforts === 'any') return { reasoning_effort: effort }
  if (effort === 'none') {
    const why = 'This model always thinks.'
    if (efforts.length > 0) report.unsupported('reasoning_effort', why, unsupportedValue('reasoning_effort', why))
    return {}
  }
  if (efforts.length > 0) return { reasoning_effort: nearestEffort(effort, efforts, report) }
  report.unsupported('reasoning_effort', 'This model does not think.')
  return {}
}
