import { isJsonObject, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { familyOf } from '../../../translator/formats/models/index.ts'
import type { ChatAnswer, ChatChoice } from '../../answers/answers.ts'
import { answeringTime } from '../answering-time.ts'
import { signatureOf, writeClaudeMessage } from '../claude-messages/write.ts'
import { REDACTED, toToolUse } from '../nova/write.ts'
import type { WriteContext } from '../responder.ts'
import { STOP_REASONS } from '../stop-reasons.ts'
import { merge } from './merge.ts'
import type { ConverseAsk } from './read.ts'

const isClaude = ({ model }: WriteContext): boolean => familyOf(model.baseModelId) === 'claude-messages'

/** Claude signs its thoughts, Nova shows none of them. */
function thoughtOf(reasoning: string, { thoughtsOmitted }: ConverseAsk, context: WriteContext): JsonObject {
  if (isClaude(context)) return { text: thoughtsOmitted ? '' : reasoning, signature: signatureOf(context.fingerprint) }
  return { text: familyOf(context.model.baseModelId) === 'nova' ? REDACTED : reasoning }
}

const contentOf = ({ text, reasoning, calls }: ChatChoice, ask: ConverseAsk, context: WriteContext): JsonObject[] => [
  ...(reasoning === undefined ? [] : [{ reasoningContent: { reasoningText: thoughtOf(reasoning, ask, context) } }]),
  ...(text === '' ? [] : [{ text }]),
  ...calls.map((call, index) => toToolUse(call, index, context.fingerprint)),
]

const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** What a JSON Pointer finds, inside the members that lead to it; `undefined` when it finds nothing. */
function pick(value: Json, [name, ...rest]: string[]): Json | undefined {
  if (name === undefined) return value
  if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined
  const inner = pick(value[name]!, rest)
  return inner === undefined ? undefined : { [name]: inner }
}

/** Members of the model's own answer that were asked for by JSON Pointers; AWS: paths that lead nowhere are left out. */
function additionalFields(native: JsonObject, paths: string[]): JsonObject | undefined {
  const found = paths
    .filter((path) => path.startsWith('/'))
    .map((path) => pick(native, path.slice(1).split('/').map(unescape)))
    .filter((part) => isJsonObject(part))
  return found.length === 0 ? undefined : found.reduce((first, second) => merge(first, second))
}

/**
 * Shape: ConverseResponse of @aws-sdk/client-bedrock-runtime. AWS: in a batch, usage says nothing of caches (a project's notes
 * of a job of 200 records). Additional fields come only from Claude, whose own answer is known here.
 */
export function writeConverse(answer: ChatAnswer, ask: ConverseAsk, context: WriteContext): JsonObject {
  const { inputTokens, outputTokens } = answer
  const choice = answer.choices[0]!
  const native = isClaude(context) ? writeClaudeMessage(answer, ask, context) : {}
  const additionalModelResponseFields = additionalFields(native, ask.responseFieldPaths ?? [])
  return {
    output: { message: { role: 'assistant', content: contentOf(choice, ask, context) } },
    stopReason: STOP_REASONS[choice.stopReason],
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
    // UNVERIFIED for a batch.
    metrics: { latencyMs: answeringTime(outputTokens) },
    ...(additionalModelResponseFields && { additionalModelResponseFields }),
    ...ask.echoed,
  }
}
