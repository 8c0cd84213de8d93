import { isPlainId } from './record-id.ts'
import type { Place } from '../formats/jsonl.ts'
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
import { TextEnds } from './text-ends.ts'

/** A line without its custom_id and its long texts: what stands before, between and behind them, quotes included. */
export interface CutLine {
  pieces: string[]
  /** What was cut out, as it is written between quotes. */
  texts: string[]
  /** Which of them is the custom_id. */
  idIndex: number
}

/** What messages say stands under one of these names. */
const SAID = new Set(['content', 'text'])
/** Longer conversations are translated one by one. */
const MOST_TEXTS = 100
/** What may follow a backslash where JSON.stringify would write the same. */
const COMMON_ESCAPES = new Set(['"', '\\', 'b', 'f', 'n', 'r', 't'])
const VISIBLE_ESCAPES = new Set(['"', '\\'])

/** `undefined` for a line without a plain custom_id. What is no JSON is cut into what is none either. */
export function cutLine({ text, start, stop }: Place): CutLine | undefined {
  const ends = new TextEnds()
  const cut: CutLine = { pieces: [], texts: [], idIndex: -1 }
  let from = start
  let depth = 0
  let name: string | undefined
  ends.lookIn(text, start)
  for (let at = start; at < stop; at += 1) {
    const code = text.charCodeAt(at)
    if (code === OBJECT || code === LIST) depth += 1
    if (code === OBJECT_END || code === LIST_END) depth -= 1
    if (code === COMMA || code === LIST) name = undefined
    if (code !== QUOTE) continue
    const end = ends.find(at + 1)
    if (end < 0 || end >= stop) return undefined
    const isId = depth === 1 && name === 'custom_id'
    if (isId && (cut.idIndex >= 0 || !isPlainId(text.slice(at + 1, end)))) return undefined
    if (isName(text, end)) name = text.slice(at + 1, end)
    else if (isId || (depth > 1 && name !== undefined && SAID.has(name) && isSolid(text, at + 1, end, ends))) {
      if (isId) cut.idIndex = cut.texts.length
      cut.pieces.push(text.slice(from, at + 1))
      cut.texts.push(text.slice(at + 1, end))
      from = end
    }
    at = end
  }
  cut.pieces.push(text.slice(from, stop))
  return cut.idIndex < 0 || cut.texts.length > MOST_TEXTS ? undefined : cut
}

/** Whether the text that ends there names a member. */
function isName(text: string, end: number): boolean {
  let at = end + 1
  while (text.charCodeAt(at) === SPACE) at += 1
  return text.charCodeAt(at) === COLON
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
