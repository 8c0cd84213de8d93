import type { ChatRequest } from '../../chat/chat-request.ts'
import { toOpenAIMessages } from '../../chat/openai-form/messages.ts'
import { toFormatMember } from '../../chat/openai-form/response-format.ts'
import { toToolMembers } from '../../chat/openai-form/tools.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'
import { toOlderToolMembers } from './older-tools.ts'

/** A chat completion as Mistral's models take it: model-formats §8.2. */
export function toModelInput(request: ChatRequest, { modelId, report }: RequestContext): JsonObject {
  const can = capabilitiesOf(modelId)
  const limit = toTokenLimit(request.rest, { max: can.maxTokens }, report)
  return {
    messages: toMessages(request.messages, can, report),
    ...(limit !== undefined && { max_tokens: limit }),
    ...request.copied,
    ...toOpenAIMembers(request.rest, can, report),
    ...(can.isOpenAIForm
      ? { ...toToolMembers(request.tools, report), ...toFormatMember(request.responseFormat) }
      : toOlderToolMembers(request, report)),
  }
}

const OPENAI_MEMBERS = ['stop', 'seed', 'frequency_penalty', 'presence_penalty', 'logprobs', 'top_logprobs'] as const

function toOpenAIMembers(rest: JsonObject, { isOpenAIForm }: Capabilities, report: LossReport): JsonObject {
  const members: JsonObject = {}
  for (const name of OPENAI_MEMBERS) {
    const value = rest[name]
    if (value === undefined) continue
    if (isOpenAIForm) members[name] = value
    else report.unsupported(name, 'This model has no such parameter.')
  }
  return members
}

function toMessages(messages: JsonObject[], { dialect, isOpenAIForm }: Capabilities, report: LossReport): JsonObject[] {
  const sent = toOpenAIMessages(messages, dialect, report)
  if (!isOpenAIForm) checkOrder(sent)
  const end = sent.findLastIndex(({ role }) => role !== 'assistant') + 1
  if (end === sent.length) return sent
  const path = `messages[${messages.findLastIndex(({ role }) => role === 'assistant')}]`
  const why = 'This model does not continue an answer that the client has begun.'
  report.unsupported(path, why, unsupportedValue(path, why))
  return sent.slice(0, end)
}

/** mistral-common's validator: "Unexpected role 'user' after role 'tool'". */
function checkOrder(sent: JsonObject[]): void {
  if (sent.some(({ role }, index) => role === 'user' && sent[index - 1]?.role === 'tool'))
    throw unsupportedValue('messages', 'This model must answer the results of its calls before the user speaks again.')
}
