import { copyOf } from '../copy-of.ts'
import { NINE, ZERO } from '../formats/json-characters.ts'
import type { Place } from '../formats/line.ts'
import { isSolid, type CutLine, type Hole } from './cut-line.ts'
import { JsonSkipper } from './json-skipper.ts'
import { isPlainId } from './record-id.ts'
import { TextEnds } from './text-ends.ts'

/** What fills a hole of a line: a text as it is written between its quotes, or a count. */
export type Filling = string | number

/** As count-marks.ts has it. */
const MOST_DIGITS = 9

/** Lines that are the same to the byte but for their holes. */
export class LinePattern {
  readonly #pieces: readonly string[]
  readonly #holes: readonly Hole[]
  readonly #idIndex: number
  readonly #ends = new TextEnds()
  readonly #skipper = new JsonSkipper(this.#ends)
  #count = 0

  constructor({ pieces, holes }: CutLine) {
    this.#pieces = pieces.map(copyOf)
    this.#holes = holes
    this.#idIndex = holes.indexOf('id')
  }

  /** What fills the holes of a line of this pattern, in its order; `undefined` for another line. */
  fillingsOf({ text, start, stop }: Place): Filling[] | undefined {
    const fillings: Filling[] = []
    let at = start
    this.#ends.lookIn(text)
    for (let index = 0; ; index += 1) {
      const piece = this.#pieces[index]!
      if (!text.startsWith(piece, at)) return undefined
      at += piece.length
      const hole = this.#holes[index]
      if (hole === undefined) return at === stop ? fillings : undefined
      const end = this.#endOf(hole, text, at)
      if (end < 0 || end > stop) return undefined
      fillings.push(hole === 'count' ? this.#count : hole === 'unread' ? '' : text.slice(at, end))
      at = end
    }
  }

  idOf(fillings: Filling[]): string {
    return fillings[this.#idIndex] as string
  }

  /** Where what fills a hole ends; -1 where nothing that may fill it stands there. */
  #endOf(hole: Hole, text: string, start: number): number {
    if (hole === 'unread') return this.#skipper.skip(text, start)
    if (hole === 'count') return this.#endOfCount(text, start)
    const end = this.#ends.find(start)
    if (end < 0) return -1
    const isFilled = hole === 'id' ? isPlainId(text.slice(start, end)) : isSolid(text, start, end, this.#ends)
    return isFilled ? end : -1
  }

  /** What stands behind it is the next piece's: no digit, nor anything else of a number. */
  #endOfCount(text: string, start: number): number {
    let at = start
    let count = 0
    for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(++at))
      count = 10 * count + code - ZERO
    this.#count = count
    const isWritten = at === start + 1 || text.charCodeAt(start) !== ZERO
    return at > start && at - start <= MOST_DIGITS && isWritten ? at : -1
  }
}
