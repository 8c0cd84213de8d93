import { randomBytes } from 'node:crypto'
import { CountMarks } from './count-marks.ts'
import type { CutLine } from './cut-line.ts'

/** A line with marks in its holes. */
export interface MarkedLine {
  line: string
  /** Which hole each mark stands in: of those that are found again as they stand. */
  marks: Map<string, number>
  counts: CountMarks
}

/** Puts something into the holes of lines that is found again in what they become. */
export class Marks {
  /** In no line by chance, nor by anyone's will. */
  readonly #nonce = randomBytes(12).toString('hex')

  of(cut: CutLine): MarkedLine {
    const counts = new CountMarks(cut)
    const marks = new Map<string, number>()
    let line = cut.pieces[0]!
    for (const [index, hole] of cut.holes.entries()) {
      const mark =
        hole === 'unread' ? '{}' : hole === 'count' ? counts.toMark(index) : this.#toMark(index, hole === 'id')
      if (hole === 'id' || hole === 'text') marks.set(mark, index)
      line += mark + cut.pieces[index + 1]!
    }
    return { line, marks, counts }
  }

  /**
   * With white space about it and an escape in it, unless it is an id: what would be cut off or made less, or becomes a text
   * within a text, is not found again.
   */
  #toMark(index: number, isId: boolean): string {
    const mark = `mark${this.#nonce}n${index}e`
    return isId ? mark : ` ${mark}\\" `
  }
}
