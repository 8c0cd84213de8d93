import {
  LINE_FEED,
  SPACE,
  QUOTE,
  COMMA,
  COLON,
  LIST,
  BACKSLASH,
  LIST_END,
  OBJECT,
  OBJECT_END,
} from '../formats/json-characters.ts'
import type { Json, JsonObject } from '../formats/json-text.ts'
import type { LongTexts } from './long-texts.ts'
import type { TextForm } from './parse-line.ts'

const ROOM = 128 * 1024
/** Shorter texts are written faster character by character than by a call of the runtime. */
const SHORT = 64
/** What lies deeper is JSON.stringify's, which has more room on the stack. */
const MOST_DEPTH = 50

/**
 * JSONL under way: lines of any form become bytes together, in memory that is used again: new memory for each chunk costs more
 * than writing to it. Values whose characters are bytes are written straight to it, as JSON.stringify writes them, and
 * without making a text of the line: putting one together takes twice as long.
 */
export class JsonLines {
  #bytes = Buffer.allocUnsafeSlow(0)
  #length = 0
  readonly #long: LongTexts

  /** `long`: texts of which is known how they are written, when values are made of bytes. */
  constructor(long: LongTexts) {
    this.#long = long
  }

  /** How many bytes have come since the last time. */
  get length(): number {
    return this.#length
  }

  /** Takes back what has been added since there were so many bytes. */
  cutBack(length: number): void {
    this.#length = length
  }

  add(value: JsonObject, form: TextForm): void {
    if (form === 'text') this.#write(JSON.stringify(value), 'utf8')
    else this.#addValue(value, MOST_DEPTH)
    this.#put(LINE_FEED)
  }

  /** A line whose characters are bytes, without its line feed. */
  addBytes(line: string): void {
    this.#write(line, 'latin1')
    this.#put(LINE_FEED)
  }

  /** What has been added since there were so many bytes, each as a character, but for the last line feed. */
  textFrom(length: number): string {
    return this.#bytes.toString('latin1', length, this.#length - 1)
  }

  /** The lines that have come since it was asked for the last time. */
  take(): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.#length)
    this.#bytes.copy(taken, 0, 0, this.#length)
    this.#length = 0
    // What one long line needed is not kept for the others.
    if (this.#bytes.length > 8 * ROOM) this.#bytes = Buffer.allocUnsafeSlow(ROOM)
    return taken
  }

  #addValue(value: Json, depth: number): void {
    if (typeof value === 'string') this.#addString(value)
    else if (typeof value !== 'object' || value === null) this.#addWord(wordOf(value))
    else if (depth === 0 || isRaw(value)) this.#write(JSON.stringify(value), 'latin1')
    else if (Array.isArray(value)) this.#addList(value, depth - 1)
    else this.#addObject(value, depth - 1)
  }

  #addList(items: (Json | undefined)[], depth: number): void {
    let before = LIST
    for (const item of items) {
      this.#put(before)
      this.#addValue(item ?? null, depth)
      before = COMMA
    }
    if (before === LIST) this.#put(LIST)
    this.#put(LIST_END)
  }

  #addObject(object: { [name: string]: Json | undefined }, depth: number): void {
    let before = OBJECT
    for (const name in object) {
      const member = object[name]
      if (member === undefined) continue
      this.#put(before)
      this.#addString(name)
      this.#put(COLON)
      this.#addValue(member, depth)
      before = COMMA
    }
    if (before === OBJECT) this.#put(OBJECT)
    this.#put(OBJECT_END)
  }

  #addWord(word: string): void {
    this.#makeRoom(word.length)
    for (let index = 0; index < word.length; index += 1) this.#bytes[this.#length + index] = word.charCodeAt(index)
    this.#length += word.length
  }

  #addString(text: string): void {
    if (text.length > SHORT) this.#addLong(text)
    else if (!this.#addShort(text)) this.#write(JSON.stringify(text), 'latin1')
  }

  #addLong(text: string): void {
    const written = this.#long.find(text)
    if (written === undefined) return this.#write(JSON.stringify(text), 'latin1')
    this.#put(QUOTE)
    this.#write(written, 'latin1')
    this.#put(QUOTE)
  }

  /** False, with nothing added, where a character needs an escape. */
  #addShort(text: string): boolean {
    this.#makeRoom(text.length + 2)
    const bytes = this.#bytes
    let at = this.#length
    bytes[at] = QUOTE
    at += 1
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      if (code < SPACE || code === QUOTE || code === BACKSLASH) return false
      bytes[at] = code
      at += 1
    }
    bytes[at] = QUOTE
    this.#length = at + 1
    return true
  }

  #put(code: number): void {
    this.#makeRoom(1)
    this.#bytes[this.#length] = code
    this.#length += 1
  }

  #write(text: string, encoding: 'latin1' | 'utf8'): void {
    this.#makeRoom(encoding === 'utf8' ? 3 * text.length : text.length)
    this.#length += this.#bytes.write(text, this.#length, encoding)
  }

  #makeRoom(byteCount: number): void {
    if (this.#length + byteCount <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(ROOM, 2 * this.#length, this.#length + byteCount))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** As JSON.stringify writes it, which takes longer to be called than to write. */
const wordOf = (value: number | boolean | null): string =>
  typeof value === 'number' && !Number.isFinite(value) ? 'null' : `${value}`

/** What is no number's own text costs no call of the runtime. */
const isRaw = (value: Json[] | JsonObject): boolean => 'rawJSON' in value && JSON.isRawJSON(value)
