import {
  COLON,
  COMMA,
  LINE_FEED,
  LIST,
  LIST_END,
  NINE,
  OBJECT,
  OBJECT_END,
  QUOTE,
  SPACE,
  ZERO,
} from '../formats/json-characters.ts'
import type { TextEnds } from './text-ends.ts'

/** What lies deeper is JSON.parse's, which has more room on the stack. */
export const MOST_DEPTH = 50
const LITERAL = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** Goes over JSON that nobody reads, and makes nothing of it but sure that it is some, where there are no control characters. */
export class JsonSkipper {
  #text = ''
  #at = 0
  readonly #ends: TextEnds

  /** `ends`: of the texts of what is gone over. */
  constructor(ends: TextEnds) {
    this.#ends = ends
  }

  /** Behind the value that begins there, or after spaces; -1 where JSON.parse must say what it is. */
  skip(text: string, start: number, depth = MOST_DEPTH): number {
    this.#text = text
    this.#at = start
    return this.#skipValue(depth) ? this.#at : -1
  }

  #skipSpaces(): number {
    let code = this.#text.charCodeAt(this.#at)
    while (code === SPACE) code = this.#text.charCodeAt(++this.#at)
    return code
  }

  #skipValue(depth: number): boolean {
    const code = this.#skipSpaces()
    if (code === QUOTE) return this.#skipText()
    if (depth === 0) return false
    if (code === OBJECT) return this.#skipItems(OBJECT_END, depth - 1)
    if (code === LIST) return this.#skipItems(LIST_END, depth - 1)
    return this.#skipWord()
  }

  #skipItems(end: number, depth: number): boolean {
    this.#at += 1
    if (this.#skipSpaces() === end) return this.#goOn()
    for (;;) {
      if (end === OBJECT_END && !this.#skipName()) return false
      if (!this.#skipValue(depth)) return false
      const code = this.#skipSpaces()
      if (code !== COMMA && code !== end) return false
      this.#at += 1
      if (code === end) return true
    }
  }

  #skipName(): boolean {
    return this.#skipSpaces() === QUOTE && this.#skipText() && this.#skipSpaces() === COLON && this.#goOn()
  }

  #goOn(): true {
    this.#at += 1
    return true
  }

  #skipText(): boolean {
    const start = this.#at + 1
    const end = this.#ends.find(start)
    this.#at = end + 1
    return end >= 0 && (!this.#ends.hasEscape(start, end) || hasEscapesOfJson(this.#text, start, end, this.#ends))
  }

  /** A number, true, false or null. */
  #skipWord(): boolean {
    const text = this.#text
    const start = this.#at
    let at = start
    while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) at += 1
    const isPlain = at > start && text.charCodeAt(start) !== ZERO && endsWord(text.charCodeAt(at))
    this.#at = isPlain ? at : endOfWord(text, at)
    return isPlain || LITERAL.test(text.slice(start, this.#at))
  }
}

function hasEscapesOfJson(text: string, start: number, end: number, ends: TextEnds): boolean {
  for (let at = ends.nextBackslash(start); at < end; at = ends.nextBackslash(ESCAPE.lastIndex)) {
    ESCAPE.lastIndex = at
    if (!ESCAPE.test(text)) return false
  }
  return true
}

/** Where the word that begins there ends. */
export function endOfWord(text: string, start: number): number {
  let at = start
  while (!endsWord(text.charCodeAt(at))) at += 1
  return at
}

export const endsWord = (code: number): boolean =>
  code === COMMA ||
  code === OBJECT_END ||
  code === LIST_END ||
  code === SPACE ||
  code === LINE_FEED ||
  Number.isNaN(code)
