import {
  isJsonObject,
  mayHoldFragileNumbers,
  parseKeepingNumbers,
  type Json,
  type JsonObject,
} from '../formats/json-text.ts'
import type { Line, Place } from '../formats/line.ts'
import { LineParser } from './line-parser.ts'
import { LongTexts } from './long-texts.ts'
import { withoutEscapes } from './unescape-line.ts'

/**
 * How the characters of a parsed line stand for what was read. `text`: as always. `bytes`: each character is one byte of the
 * line's UTF-8. What only moves texts from one place to another does the same with both, and the second is several times
 * as fast for anything beyond ASCII, since nothing is decoded and no string takes two bytes a character.
 */
export type TextForm = 'bytes' | 'text'

/** A line as JSON.parse reads it: what its characters stand for, `form` says. */
export type LineText = { form: 'bytes'; place: Place } | { form: 'text' }

/** How every line can be read. */
export const AS_TEXT: LineText = { form: 'text' }

/** A line in the fastest form that it may have: characters that `\u` escapes stand for are no bytes, unless they can be made some. */
export function toFastestText(line: Line): LineText {
  const { latin1 } = line
  if (!latin1.includes('\\u')) return { form: 'bytes', place: line.place }
  const text = withoutEscapes(latin1)
  return text.includes('\\u') ? AS_TEXT : { form: 'bytes', place: { text, start: 0, stop: text.length } }
}

const textOf = ({ text, start, stop }: Place): string => text.slice(start, stop)

/** Reads line after line, and knows of the last one how its long texts were written. */
export class LineReader {
  readonly longTexts = new LongTexts()
  readonly #parser: LineParser

  /** `unread`: a member of lines that nobody asks for; a reader may leave it out. */
  constructor(options: { unread?: string } = {}) {
    this.#parser = new LineParser(this.longTexts, options)
  }

  /**
   * The object that a line holds; `undefined` when it is none, or not UTF-8. `keepsNumbers` says of the parsed object whether
   * it has numbers that must come out as they went in.
   */
  read(line: Line, how: LineText, keepsNumbers: (value: JsonObject) => boolean): JsonObject | undefined {
    if (!line.isUtf8) return undefined
    const text = (): string => (how.form === 'text' ? line.bytes.toString('utf8') : textOf(how.place))
    try {
      const value = this.#parseFast(line, how) ?? (JSON.parse(text()) as Json)
      if (!isJsonObject(value)) return undefined
      if (!keepsNumbers(value) || !mayHoldFragileNumbers(text())) return value
      return parseKeepingNumbers(text()) as JsonObject
    } catch {
      return undefined
    }
  }

  #parseFast(line: Line, how: LineText): JsonObject | undefined {
    if (how.form === 'text' || line.mayHoldControls) return undefined
    const { text, start, stop } = how.place
    return this.#parser.parse(text, start, stop)
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
