import { isObjectInJson, parseKeepingNumbers, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { Turn } from '../../answers/answers.ts'
import { tooDeeplyNested } from '../nesting.ts'

// Ours: a turn may hold millions, and the last ones matter.
const MOST_SPANS = 100

interface Span {
  start: number
  end: number
}

/**
 * The last pieces of a text from a brace to the one that closes it, without those inside another. Braces in strings do not
 * count, where a string ends with its line at the latest, as in JSON. Linear: one pass, and each piece is dropped once.
 */
function bracedSpans(text: string): Span[] {
  const open: number[] = []
  const spans: Span[] = []
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (isInString) {
      if (sign === '\\' && text[at + 1] !== '\n') at += 1
      else if (sign === '"' || sign === '\n') isInString = false
    } else if (sign === '{') open.push(at)
    else if (sign === '"') isInString = open.length > 0
    else if (sign === '}' && open.length > 0) {
      const start = open.pop()!
      while (spans.length > 0 && spans.at(-1)!.start > start) spans.pop()
      spans.push({ start, end: at + 1 })
      if (spans.length > 2 * MOST_SPANS) spans.splice(0, MOST_SPANS)
    }
  }
  return spans
}

/** `undefined` for what is no JSON, or no schema of an object that names its members. */
function parseSchema(text: string): JsonObject | undefined {
  if (!text.includes('"properties"')) return undefined
  try {
    const value = parseKeepingNumbers(text)
    const isSchema = isObjectInJson(value) && value['type'] === 'object' && isObjectInJson(value['properties'])
    return isSchema && !tooDeeplyNested(value) ? value : undefined
  } catch {
    // No JSON, or nested deeper than a parser can go.
    return undefined
  }
}

/**
 * The JSON Schema that a prompt asks its answer to follow: the last one in what the system or the user says (some batch
 * libraries put it there, as Llama has no member for it). Schemas inside other JSON, of tools for instance, are not meant.
 */
export function promptedSchema(turns: Turn[]): JsonObject | undefined {
  const asking = turns.filter(({ role }) => role === 'system' || role === 'user')
  for (const { text } of asking.toReversed())
    for (const { start, end } of bracedSpans(text).toReversed()) {
      const schema = parseSchema(text.slice(start, end))
      if (schema) return schema
    }
  return undefined
}
