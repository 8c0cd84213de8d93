import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAnswer, ChatAsk, ChatChoice, ToolCall } from '../../answers/answers.ts'
import { derivedId } from '../derived-id.ts'
import type { WriteContext } from '../responder.ts'
import { STOP_REASONS } from '../stop-reasons.ts'

/** AWS: Nova 2 answers so in the place of every thought ("Reasoning capabilities"). */
export const REDACTED = '[REDACTED]'

export const toToolUse = ({ name, arguments: input }: ToolCall, index: number, fingerprint: string): JsonObject => ({
  toolUse: { name, toolUseId: `tooluse_${derivedId(fingerprint, `call ${index}`, 22)}`, input },
})

const contentOf = ({ text, reasoning, calls }: ChatChoice, fingerprint: string): JsonObject[] => [
  ...(reasoning === undefined ? [] : [{ reasoningContent: { reasoningText: { text: REDACTED } } }]),
  ...(text === '' ? [] : [{ text }]),
  ...calls.map((call, index) => toToolUse(call, index, fingerprint)),
]

/** Shape: AWS's samples of InvokeModel with Nova; unlike Converse's, the counts of the cache end in `Count`. */
export function writeNova(answer: ChatAnswer, _ask: ChatAsk, { fingerprint }: WriteContext): JsonObject {
  const { inputTokens, outputTokens } = answer
  const choice = answer.choices[0]!
  return {
    output: { message: { content: contentOf(choice, fingerprint), role: 'assistant' } },
    stopReason: STOP_REASONS[choice.stopReason],
    usage: {
      inputTokens,
      outputTokens,
      totalTokens: inputTokens + outputTokens,
      cacheReadInputTokenCount: 0,
      cacheWriteInputTokenCount: 0,
    },
  }
}
