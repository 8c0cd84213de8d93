import type { ChatAsk } from './answers.ts'

const BYTES_OF_TOKEN = 4

/**
 * How many tokens a text has, at four bytes of UTF-8 each: 4 letters of English, 2 of Greek or Russian, 1⅓ signs of
 * Chinese, one emoji. No model's own count, but near it, additive (up to rounding), and as quick as memory.
 */
export const countTokens = (text: string): number =>
  text === '' ? 0 : Math.ceil(Buffer.byteLength(text) / BYTES_OF_TOKEN)

const encoder = new TextEncoder()

/** The longest start of a text that has at most `count` tokens; it never ends within a surrogate pair. */
export function firstTokens(text: string, count: number): string {
  if (countTokens(text) <= count) return text
  return text.slice(0, encoder.encodeInto(text, new Uint8Array(Math.max(0, count) * BYTES_OF_TOKEN)).read)
}

const TURN_TOKENS = 4
const MEDIUM_TOKENS = 256
const TOOL_TOKENS = 8

/**
 * Tokens of everything that a model reads: its texts, 4 more for each turn, 256 for each image or other medium, 8 more for
 * each tool beside its name and schema, and the schema of the answer.
 */
export function countInputTokens({ turns, mediaCount, tools, schema }: ChatAsk): number {
  let tokens = mediaCount * MEDIUM_TOKENS
  for (const { text } of turns) tokens += TURN_TOKENS + countTokens(text)
  for (const tool of tools) tokens += TOOL_TOKENS + countTokens(tool.name) + countTokens(JSON.stringify(tool.schema))
  return schema ? tokens + countTokens(JSON.stringify(schema)) : tokens
}
