import type { Place } from '../formats/line.ts'
import {
  BACKSLASH,
  COLON,
  COMMA,
  LIST,
  LIST_END,
  OBJECT,
  OBJECT_END,
  QUOTE,
  SPACE,
} from '../formats/json-characters.ts'
import { endOfWord, JsonSkipper } from './json-skipper.ts'
import { isPlainId } from './record-id.ts'
import { TextEnds } from './text-ends.ts'

/** What differs between lines that are alike: `unread` is a value that nobody looks at. */
export type Hole = 'id' | 'text' | 'count' | 'unread'

/** Where the holes of some kind of lines are. */
export interface CutRules {
  /** The member of the whole that names the line. */
  id: string
  /** Whether a text has a name that lines say different things under; `depth` is 1 in the whole. */
  isSaid: (name: string, depth: number) => boolean
  /** Numbers that are holes, too. */
  counts?: RegExp
  /** A member of the whole that nothing is made of. */
  unread?: string
}

/** A line without what others like it have otherwise: what stands before, between and behind that, quotes included. */
export interface CutLine {
  pieces: string[]
  holes: Hole[]
  /** What was cut out, as it is written, between quotes if it has any. */
  cut: string[]
}

/** Longer conversations are translated one by one. */
const MOST_HOLES = 100
/** What may follow a backslash where JSON.stringify would write the same. */
const COMMON_ESCAPES = new Set(['"', '\\', 'b', 'f', 'n', 'r', 't'])
const VISIBLE_ESCAPES = new Set(['"', '\\'])
const WORD = /[-0-9a-z]/

/** `undefined` for a line without a plain id. What is no JSON is cut into what is none either. */
export function cutLine(place: Place, rules: CutRules): CutLine | undefined {
  const line = new Cutter(place, rules).cut()
  const ids = line?.holes.filter((hole) => hole === 'id').length
  return line && ids === 1 && line.holes.length <= MOST_HOLES ? line : undefined
}

class Cutter {
  readonly #line: CutLine = { pieces: [], holes: [], cut: [] }
  readonly #ends = new TextEnds()
  readonly #skipper = new JsonSkipper(this.#ends)
  readonly #place: Place
  readonly #rules: CutRules
  #from: number
  #depth = 0
  #name: string | undefined

  constructor(place: Place, rules: CutRules) {
    this.#place = place
    this.#rules = rules
    this.#from = place.start
  }

  cut(): CutLine | undefined {
    const { text, start, stop } = this.#place
    this.#ends.lookIn(text)
    for (let at = start; at < stop;) {
      at = this.#goOver(at)
      if (at < 0 || at > stop) return undefined
    }
    this.#line.pieces.push(text.slice(this.#from, stop))
    return this.#line
  }

  /** Behind what begins there; -1 where the line cannot be cut. */
  #goOver(at: number): number {
    const { text } = this.#place
    const code = text.charCodeAt(at)
    if (code === QUOTE) return this.#goOverText(at)
    if (WORD.test(text[at]!)) return this.#goOverWord(at)
    if (code === OBJECT || code === LIST) this.#depth += 1
    if (code === OBJECT_END || code === LIST_END) this.#depth -= 1
    if (code === COMMA || code === LIST) this.#name = undefined
    return at + 1
  }

  #goOverText(at: number): number {
    const { text } = this.#place
    const start = at + 1
    const end = this.#ends.find(start)
    if (end < 0) return -1
    const colon = afterSpaces(text, end + 1)
    if (text.charCodeAt(colon) === COLON) return this.#goOverName(text.slice(start, end), colon + 1)
    if (this.#depth === 1 && this.#name === this.#rules.id) {
      if (!isPlainId(text.slice(start, end))) return -1
      this.#addHole('id', start, end)
    } else if (
      this.#name !== undefined &&
      this.#rules.isSaid(this.#name, this.#depth) &&
      isSolid(text, start, end, this.#ends)
    )
      this.#addHole('text', start, end)
    return end + 1
  }

  #goOverName(name: string, behind: number): number {
    this.#name = name
    if (this.#depth !== 1 || name !== this.#rules.unread) return behind
    const end = this.#skipper.skip(this.#place.text, behind)
    if (end >= 0) this.#addHole('unread', behind, end)
    return end
  }

  #goOverWord(at: number): number {
    const { text } = this.#place
    const end = endOfWord(text, at)
    if (this.#depth > 1 && this.#rules.counts?.test(text.slice(at, end))) this.#addHole('count', at, end)
    return end
  }

  #addHole(hole: Hole, start: number, end: number): void {
    const { text } = this.#place
    this.#line.pieces.push(text.slice(this.#from, start))
    this.#line.holes.push(hole)
    this.#line.cut.push(text.slice(start, end))
    this.#from = end
  }
}

function afterSpaces(text: string, start: number): number {
  let at = start
  while (text.charCodeAt(at) === SPACE) at += 1
  return at
}

/** Whether a text has something to be seen, and JSON.stringify would write it as it stands. */
export function isSolid(text: string, start: number, end: number, ends: TextEnds): boolean {
  for (let at = ends.nextBackslash(start); at < end; at = ends.nextBackslash(at + 2))
    if (!COMMON_ESCAPES.has(text[at + 1]!)) return false
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== SPACE && code !== BACKSLASH) return true
    if (code === BACKSLASH && VISIBLE_ESCAPES.has(text[++at]!)) return true
  }
  return false
}
