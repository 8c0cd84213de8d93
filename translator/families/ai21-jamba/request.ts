import type { ChatRequest } from '../../chat/chat-request.ts'
import { asWritten, type Dialect } from '../../chat/openai-form/dialect.ts'
import { toOpenAIMessages } from '../../chat/openai-form/messages.ts'
import { dropChoice, toOpenAITools } from '../../chat/openai-form/tools.ts'
import type { ResponseFormat } from '../../chat/response-format.ts'
import type { Tools } from '../../chat/tools.ts'
import { unsupportedValue } from '../../errors.ts'
import type { Json, JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'

/** AWS's page on Jamba knows the roles system, user and assistant, and content as text. */
const DIALECT: Dialect = {
  developer: false,
  lateSystem: false,
  images: false,
  parts: false,
  names: false,
  contentBesideCalls: true,
  typedCalls: true,
  spellId: asWritten,
}

/** A chat completion as Jamba takes it: model-formats §10.3. */
export function toModelInput(request: ChatRequest, { modelId, report }: RequestContext): JsonObject {
  const can = capabilitiesOf(modelId)
  if (!can.tools) checkHistory(request.messages)
  return {
    messages: toOpenAIMessages(request.messages, DIALECT, report),
    ...request.copied,
    ...toTools(request.tools, can, report),
    ...toFormat(request.responseFormat, can, report),
    ...toDocuments(request.rest.documents, can, report),
  }
}

function checkHistory(messages: JsonObject[]): void {
  const index = messages.findIndex((message) =>
    ['tool_calls', 'function_call', 'tool_call_id'].some((name) => (message[name] ?? null) !== null),
  )
  if (index >= 0) throw unsupportedValue(`messages[${index}]`, 'This model knows no calls of tools.')
}

function toTools(asked: Tools, can: Capabilities, report: LossReport): JsonObject {
  const { tools, choice, isParallel } = asked
  if (tools.length === 0) return dropChoice(asked, report)
  if (!can.tools) {
    report.unsupported('tools', 'This model calls no tools.')
    return {}
  }
  if (isParallel === false) report.unsupported('parallel_tool_calls', 'Jamba cannot be kept from parallel calls.')
  if (choice === 'none') {
    report.change('tool_choice', 'Jamba cannot be forbidden to call tools; it is not told of them.')
    return {}
  }
  if (choice === 'required' || typeof choice === 'object') {
    const why = 'Jamba cannot be forced to call a tool.'
    report.approximate('tool_choice', `${why} It chooses by itself.`, unsupportedValue('tool_choice', why))
  }
  return { tools: toOpenAITools(tools, false, report) }
}

function toFormat(format: ResponseFormat | undefined, can: Capabilities, report: LossReport): JsonObject {
  if (!format) return {}
  if (!can.jsonObject) {
    report.unsupported('response_format', 'This model has no mode for JSON.')
    return {}
  }
  if (format.type === 'json_schema') {
    const why = 'Jamba writes JSON and follows no schema.'
    report.approximate('response_format', `${why} It is sent json_object.`, unsupportedValue('response_format', why))
  }
  return { response_format: { type: 'json_object' } }
}

function toDocuments(documents: Json | undefined, can: Capabilities, report: LossReport): JsonObject {
  if (documents === undefined) return {}
  if (can.documents) return { documents }
  report.unsupported('documents', 'This model takes no documents.')
  return {}
}
