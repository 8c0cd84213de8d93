import type { JsonObject } from '../../formats/json-text.ts'

/** Whether a thought is in the form that Claude gives it, signed or redacted: what Claude takes back. */
export const isOwnThought = ({ type, thinking, signature, data }: JsonObject): boolean =>
  (type === 'thinking' && typeof thinking === 'string' && typeof signature === 'string' && signature !== '') ||
  (type === 'redacted_thinking' && typeof data === 'string')

/** Claude's form of a thought, which LiteLLM gives to clients for every model, as Converse has it. */
export const toReasoning = ({ type, thinking, signature, data }: JsonObject): JsonObject =>
  type === 'redacted_thinking'
    ? { reasoningContent: { redactedContent: data! } }
    : { reasoningContent: { reasoningText: { text: thinking!, signature: signature! } } }

/** The inverse. */
export function toThought({ reasoningText, redactedContent }: JsonObject): JsonObject | undefined {
  if (typeof redactedContent === 'string') return { type: 'redacted_thinking', data: redactedContent }
  const { text, signature } = (reasoningText ?? {}) as JsonObject
  if (typeof text !== 'string') return undefined
  return { type: 'thinking', thinking: text, ...(typeof signature === 'string' && { signature }) }
}
