import { copyOf } from '../copy-of.ts'
import type { Place } from '../formats/jsonl.ts'
import type { Loss } from '../loss-report.ts'
import { isSolid, type CutLine } from './cut-line.ts'
import { isPlainId } from './record-id.ts'
import type { TextEnds } from './text-ends.ts'

/** What became of one line: its record, and what was lost of it. Characters are bytes. */
export interface Written {
  record: string
  losses: readonly Loss[]
}

/** Lines that are the same but for their custom_id and what their messages say, and the records that they become. */
export class LinePattern {
  readonly losses: readonly Loss[]
  readonly #pieces: string[]
  readonly #idIndex: number
  /** The record: what is always there, and numbers of the texts that stand between. */
  readonly #parts: (string | number)[]

  /** `marks` stood in a line in the places of its texts when it became `written`. */
  constructor({ pieces, idIndex }: CutLine, marks: string[], { record, losses }: Written) {
    this.#pieces = pieces.map(copyOf)
    this.#idIndex = idIndex
    this.losses = losses
    const numbers = new Map(marks.map((mark, index) => [mark, index]))
    // Split by a group, a text has what the group matched at odd places.
    this.#parts = record
      .split(new RegExp(`(${marks.map((mark) => RegExp.escape(mark)).join('|')})`))
      .map((part) => numbers.get(part) ?? part)
  }

  /** The texts of a line of this pattern, in its order; `undefined` for another line. */
  textsOf({ text, start, stop }: Place, ends: TextEnds): string[] | undefined {
    const texts: string[] = []
    let at = start
    ends.lookIn(text, start)
    for (const piece of this.#pieces) {
      if (!text.startsWith(piece, at)) return undefined
      at += piece.length
      if (texts.length === this.#pieces.length - 1) return at === stop ? texts : undefined
      const end = ends.find(at)
      if (end < 0 || end >= stop) return undefined
      const found = text.slice(at, end)
      if (texts.length === this.#idIndex ? !isPlainId(found) : !isSolid(text, at, end, ends)) return undefined
      texts.push(found)
      at = end
    }
    return undefined
  }

  customIdOf(texts: string[]): string {
    return texts[this.#idIndex]!
  }

  recordOf(texts: string[]): string {
    let record = ''
    for (const part of this.#parts) record += typeof part === 'number' ? texts[part]! : part
    return record
  }
}
