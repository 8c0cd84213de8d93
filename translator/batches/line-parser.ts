import {
  SPACE,
  QUOTE,
  COMMA,
  ZERO,
  NINE,
  COLON,
  LIST,
  LIST_END,
  SMALL_N,
  OBJECT,
  OBJECT_END,
} from '../formats/json-characters.ts'
import type { Json, JsonObject } from '../formats/json-text.ts'
import { endOfWord, endsWord, JsonSkipper, MOST_DEPTH } from './json-skipper.ts'
import { KnownNames } from './known-names.ts'
import type { LongTexts } from './long-texts.ts'
import { TextEnds } from './text-ends.ts'

/** From here on it is worth keeping how a text is written. */
const LONG = 64
/** So many digits are a number that nothing is lost of. */
const MOST_DIGITS = 9

/** What is out of the ordinary, or wrong, JSON.parse must look at. */
const ODD = new Error('out of the ordinary')

/**
 * Parses what JSON.parse parses, where there are no control characters, in less time: long texts are not gone through, and not
 * copied where they have no escapes (they are parts of the text that is read, and keep it in memory).
 */
export class LineParser {
  #text = ''
  #at = 0
  /** The member of the whole that nobody reads: it is gone over, and undefined. */
  readonly #unread: string | undefined
  readonly #ends = new TextEnds()
  readonly #skipper = new JsonSkipper(this.#ends)
  readonly #names = new KnownNames()
  readonly #long: LongTexts

  constructor(long: LongTexts, { unread }: { unread?: string | undefined } = {}) {
    this.#long = long
    this.#unread = unread
  }

  /** The object that stands there; `undefined` when JSON.parse must say what it is. */
  parse(text: string, start: number, stop: number): JsonObject | undefined {
    this.#text = text
    this.#ends.lookIn(text)
    this.#at = start
    this.#long.clear()
    try {
      if (this.#skipSpaces() !== OBJECT) return undefined
      const value = this.#readObject(MOST_DEPTH, this.#unread)
      this.#skipSpaces()
      return this.#at === stop ? value : undefined
    } catch (error) {
      if (error === ODD || error instanceof SyntaxError) return undefined
      throw error
    }
  }

  /** The next character that is no space. */
  #skipSpaces(): number {
    let code = this.#text.charCodeAt(this.#at)
    while (code === SPACE) code = this.#text.charCodeAt(++this.#at)
    return code
  }

  #readValue(depth: number): Json {
    const code = this.#skipSpaces()
    if (code === QUOTE) return this.#readText()
    if (depth === 0) throw ODD
    if (code === OBJECT) return this.#readObject(depth - 1)
    if (code === LIST) return this.#readList(depth - 1)
    return this.#readWord(code)
  }

  #readObject(depth: number, unread?: string): JsonObject {
    const object: JsonObject = {}
    this.#at += 1
    for (let hasMore = this.#hasItems(OBJECT_END); hasMore; hasMore = this.#hasMore(OBJECT_END)) {
      if (this.#skipSpaces() !== QUOTE) throw ODD
      const name = this.#names.read(this.#text, this.#at + 1)
      if (name === undefined) throw ODD
      this.#at += name.length + 2
      if (this.#skipSpaces() !== COLON) throw ODD
      this.#at += 1
      if (name === unread) this.#skipValue(depth)
      else object[name] = this.#readValue(depth)
    }
    return object
  }

  #readList(depth: number): Json[] {
    const list: Json[] = []
    this.#at += 1
    for (let hasMore = this.#hasItems(LIST_END); hasMore; hasMore = this.#hasMore(LIST_END))
      list.push(this.#readValue(depth))
    return list
  }

  /** Behind the bracket that opens; goes over the one that closes where there is nothing between. */
  #hasItems(end: number): boolean {
    if (this.#skipSpaces() !== end) return true
    this.#at += 1
    return false
  }

  /** Behind an item; goes over the comma, or the bracket that closes. */
  #hasMore(end: number): boolean {
    const code = this.#skipSpaces()
    this.#at += 1
    if (code !== COMMA && code !== end) throw ODD
    return code === COMMA
  }

  #readText(): string {
    const text = this.#text
    const start = this.#at + 1
    const end = this.#endOfText(start)
    if (this.#ends.hasEscape(start, end)) return this.#readEscaped(start, end)
    const read = text.slice(start, end)
    if (end - start >= LONG) this.#long.add(read, read)
    return read
  }

  /** What JSON.stringify writes of it is the same again, but for two escapes that it has other words for. */
  #readEscaped(start: number, end: number): string {
    const written = this.#text.slice(start, end)
    const read = JSON.parse(this.#text.slice(start - 1, end + 1)) as string
    if (read.length >= LONG && !written.includes('\\/') && !written.includes('\\u')) this.#long.add(read, written)
    return read
  }

  #skipValue(depth: number): void {
    this.#at = this.#skipper.skip(this.#text, this.#at, depth)
    if (this.#at < 0) throw ODD
  }

  /** Goes over a text, to behind its closing quote. */
  #endOfText(start: number): number {
    const end = this.#ends.find(start)
    if (end < 0) throw ODD
    this.#at = end + 1
    return end
  }

  /** A number, true, false or null. */
  #readWord(first: number): Json {
    const text = this.#text
    const start = this.#at
    let value = 0
    let at = start
    for (let code = first; code >= ZERO && code <= NINE; code = text.charCodeAt(++at)) value = 10 * value + code - ZERO
    const isPlain = at > start && at - start <= MOST_DIGITS && (first !== ZERO || at === start + 1)
    const isWhole = endsWord(text.charCodeAt(at))
    at = endOfWord(text, at)
    this.#at = at
    if (isPlain && isWhole) return value
    return first === SMALL_N && text.startsWith('null', start) && at === start + 4
      ? null
      : (JSON.parse(text.slice(start, at)) as Json)
  }
}
