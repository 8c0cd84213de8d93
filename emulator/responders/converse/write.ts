import { isJsonObject, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { familyOf } from '../../../translator/formats/models/index.ts'
import type { ChatAnswer, ChatChoice } from '../../answers/answers.ts'
import { signatureOf, writeClaudeMessage } from '../claude-messages/write.ts'
import type { ConverseAsk } from './read.ts'
import type { WriteContext } from '../responder.ts'

const STOP_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'end_turn',
  maxTokens: 'max_tokens',
  stopSequence: 'stop_sequence',
  toolUse: 'tool_use',
}

const isClaude = ({ model }: WriteContext): boolean => familyOf(model.baseModelId) === 'claude-messages'

function contentOf({ text, reasoning }: ChatChoice, ask: ConverseAsk, context: WriteContext): JsonObject[] {
  const reasoningText = { text: ask.thoughtsOmitted ? '' : (reasoning ?? '') }
  const signature = isClaude(context) && { signature: signatureOf(context.fingerprint) }
  return [
    ...(reasoning === undefined ? [] : [{ reasoningContent: { reasoningText: { ...reasoningText, ...signature } } }]),
    ...(text === '' ? [] : [{ text }]),
  ]
}

const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** What a JSON Pointer finds, inside the members that lead to it; `undefined` when it finds nothing. */
function pick(value: Json, [name, ...rest]: string[]): Json | undefined {
  if (name === undefined) return value
  if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined
  const inner = pick(value[name]!, rest)
  return inner === undefined ? undefined : { [name]: inner }
}

const merge = (first: JsonObject, second: JsonObject): JsonObject => {
  const merged = { ...first }
  for (const [name, value] of Object.entries(second)) {
    const present = merged[name]
    merged[name] = isJsonObject(present) && isJsonObject(value) ? merge(present, value) : value
  }
  return merged
}

/** Members of the model's own answer that were asked for by JSON Pointers; AWS: paths that lead nowhere are left out. */
function additionalFields(native: JsonObject, paths: string[]): JsonObject | undefined {
  const found = paths
    .filter((path) => path.startsWith('/'))
    .map((path) => pick(native, path.slice(1).split('/').map(unescape)))
    .filter((part) => isJsonObject(part))
  return found.length === 0 ? undefined : found.reduce(merge)
}

/** UNVERIFIED for a batch; a steady function of the answer, so that the same input gives the same bytes. */
const latencyMs = ({ outputTokens }: ChatAnswer): number => 250 + 12 * outputTokens

/**
 * Shape: ConverseResponse of @aws-sdk/client-bedrock-runtime. Additional fields come only from Claude, whose own answer is
 * known here.
 */
export function writeConverse(answer: ChatAnswer, ask: ConverseAsk, context: WriteContext): JsonObject {
  const { inputTokens, outputTokens } = answer
  const choice = answer.choices[0]!
  const native = isClaude(context) ? writeClaudeMessage(answer, ask, context) : {}
  const additionalModelResponseFields = additionalFields(native, ask.responseFieldPaths ?? [])
  return {
    output: { message: { role: 'assistant', content: contentOf(choice, ask, context) } },
    stopReason: STOP_REASONS[choice.stopReason],
    usage: {
      inputTokens,
      outputTokens,
      totalTokens: inputTokens + outputTokens,
      cacheReadInputTokens: 0,
      cacheWriteInputTokens: 0,
    },
    metrics: { latencyMs: latencyMs(answer) },
    ...(additionalModelResponseFields && { additionalModelResponseFields }),
    ...ask.echoed,
  }
}
