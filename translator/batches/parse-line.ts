import {
  isJsonObject,
  mayHoldFragileNumbers,
  parseKeepingNumbers,
  type Json,
  type JsonObject,
} from '../formats/json-text.ts'
import type { Line } from '../formats/jsonl.ts'
import { withoutEscapes } from './unescape-line.ts'

/**
 * How the characters of a parsed line stand for what was read. `text`: as always. `bytes`: each character is one byte of the
 * line's UTF-8. What only moves texts from one place to another does the same with both, and the second is several times
 * as fast for anything beyond ASCII, since nothing is decoded and no string takes two bytes a character. `plain`: bytes
 * of a line without escapes, which is written faster (see write-json.ts).
 */
export type TextForm = 'plain' | 'bytes' | 'text'

/** A line as JSON.parse reads it: what its characters stand for, `form` says. */
export interface LineText {
  text: string
  form: TextForm
}

/** How every line can be read. */
export const AS_TEXT: LineText = { text: '', form: 'text' }

/** A line in the fastest form that it may have: characters that `\u` escapes stand for are no bytes, unless they can be made some. */
export function toFastestText({ latin1 }: Line): LineText {
  const first = latin1.indexOf('\\')
  if (first < 0) return { text: latin1, form: 'plain' }
  if (!latin1.includes('\\u', first)) return { text: latin1, form: 'bytes' }
  const text = withoutEscapes(latin1)
  if (text.includes('\\u')) return { text: latin1, form: 'text' }
  return { text, form: text.includes('\\') ? 'bytes' : 'plain' }
}

/**
 * The object that a line holds; `undefined` when it is none, or not UTF-8. `keepsNumbers` says of the parsed object whether
 * it has numbers that must come out as they went in.
 */
export function parseLine(
  line: Line,
  { text, form }: LineText,
  keepsNumbers: (value: JsonObject) => boolean,
): JsonObject | undefined {
  if (!line.isUtf8) return undefined
  const read = form === 'text' ? line.bytes.toString('utf8') : text
  try {
    const value = JSON.parse(read) as Json
    if (!isJsonObject(value)) return undefined
    return keepsNumbers(value) && mayHoldFragileNumbers(read) ? (parseKeepingNumbers(read) as JsonObject) : value
  } catch {
    return undefined
  }
}

/** How halves of characters begin, beside some whole ones. */
const HALVES = ['\\ud', '\\uD']

/** Whether a parsed line has half a character anywhere; only escapes can make one. */
export const hasHalfCharacters = ({ latin1 }: Line, value: JsonObject): boolean =>
  HALVES.some((half) => latin1.includes(half)) && !isWellFormed(value)

/** Whether every name and every text is made of whole characters. */
function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.keys(value).every((name) => name.isWellFormed() && isWellFormed(value[name]!))
}

/** Whether a text, if it is one, is the same in every form and needs no escape for a control character. */
export function isPrintable(value: Json | undefined): boolean {
  if (typeof value !== 'string') return true
  if (value.length > SHORT) return /^[ -~]*$/.test(value)
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at)
    if (code < 0x20 || code > 0x7e) return false
  }
  return true
}

/** Calling a regex takes longer than looking at so many characters. */
const SHORT = 64
