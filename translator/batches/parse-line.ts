import { isUtf8 } from 'node:buffer'
import {
  isJsonObject,
  mayHoldFragileNumbers,
  parseKeepingNumbers,
  type Json,
  type JsonObject,
} from '../formats/json-text.ts'
import { withoutEscapes } from './unescape-line.ts'

/**
 * How the characters of a parsed line stand for what was read. `text`: as always. `bytes`: each character is one byte of the
 * line's UTF-8. What only moves texts from one place to another does the same with both, and the second is several times
 * as fast for anything beyond ASCII, since nothing is decoded and no string takes two bytes a character. `plain`: bytes
 * of a line without escapes, which is written faster (see write-json.ts).
 */
export type TextForm = 'plain' | 'bytes' | 'text'

const BACKSLASH = 0x5c
const ESCAPE = Buffer.from('\\u')
/** How halves of characters begin, beside some whole ones. */
const HALVES = [Buffer.from('\\ud'), Buffer.from('\\uD')]

/** A line in the fastest form that it may have: one with `\u` escapes has characters that are no bytes. */
export function formOf(bytes: Buffer): TextForm {
  const first = bytes.indexOf(BACKSLASH)
  if (first < 0) return 'plain'
  return bytes.includes(ESCAPE, first) ? 'text' : 'bytes'
}

/** A line that has escapes only of characters beyond ASCII can have them as bytes: the same JSON, and its form. */
export function toFastestForm(line: Buffer): { bytes: Buffer; form: TextForm } {
  const form = formOf(line)
  if (form !== 'text') return { bytes: line, form }
  const bytes = withoutEscapes(line)
  return { bytes, form: bytes === line ? form : formOf(bytes) }
}

/**
 * The object that a line holds; `undefined` when it is none, or not UTF-8. `keepsNumbers` says of the parsed object whether
 * it has numbers that must come out as they went in.
 */
export function parseLine(
  bytes: Buffer,
  form: TextForm,
  keepsNumbers: (value: JsonObject) => boolean,
): JsonObject | undefined {
  if (!isUtf8(bytes)) return undefined
  const text = bytes.toString(form === 'text' ? 'utf8' : 'latin1')
  try {
    const value = JSON.parse(text) as Json
    if (!isJsonObject(value)) return undefined
    return keepsNumbers(value) && mayHoldFragileNumbers(text) ? (parseKeepingNumbers(text) as JsonObject) : value
  } catch {
    return undefined
  }
}

/** Whether a parsed line has half a character anywhere; only escapes can make one. */
export const hasHalfCharacters = (bytes: Buffer, value: JsonObject): boolean =>
  HALVES.some((half) => bytes.includes(half)) && !isWellFormed(value)

/** Whether every name and every text is made of whole characters. */
function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.keys(value).every((name) => name.isWellFormed() && isWellFormed(value[name]!))
}

/** Whether a text, if it is one, is the same in every form and needs no escape for a control character. */
export const isPrintable = (value: Json | undefined): boolean => typeof value !== 'string' || /^[ -~]*$/.test(value)

const ROOM = 128 * 1024

/** JSONL under way: lines of any form become bytes together, each at once: one long text of them all is slower to encode. */
export class JsonLines {
  #bytes = Buffer.alloc(0)
  #length = 0

  add(text: string, form: TextForm): void {
    const encoding = form === 'text' ? 'utf8' : 'latin1'
    this.#makeRoom(encoding === 'utf8' ? 3 * text.length : text.length)
    this.#length += this.#bytes.write(text, this.#length, encoding)
  }

  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #makeRoom(byteCount: number): void {
    if (this.#length + byteCount <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(ROOM, 2 * this.#length, this.#length + byteCount))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
