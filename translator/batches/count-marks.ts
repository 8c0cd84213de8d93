import type { CutLine } from './cut-line.ts'
import type { Sum } from './line-form.ts'

/** No sum has a count so often. */
const MOST_TIMES = 8
/** So that sums of marked counts are numbers that nothing is lost of. */
export const MOST_COUNTS = 14
/** Counts that nothing is lost of where they are added. */
export const COUNT = /^(?:0|[1-9][0-9]{0,8})$/
/** What sums of marked ones may be. */
export const MARKED_COUNT = /^(?:0|[1-9][0-9]{0,14})$/

/** The counts of a line, of which each is marked by being more by another power: what is made of them tells which were added. */
export class CountMarks {
  readonly #counts: { index: number; value: number }[]

  constructor({ holes, cut }: CutLine) {
    this.#counts = cut
      .map((text, index) => ({ index, value: Number(text) }))
      .filter(({ index }) => holes[index] === 'count')
  }

  toMark(index: number): string {
    const place = this.#counts.findIndex((count) => count.index === index)
    return `${this.#counts[place]!.value + MOST_TIMES ** place}`
  }

  /** What was added where a number was `first`, and is `marked` when all are marked; `undefined` for what is no such sum. */
  toSum(first: number, marked: number): Sum | undefined {
    let rest = marked - first
    if (rest < 0) return undefined
    const terms = this.#counts.map(({ index, value }) => {
      const times = rest % MOST_TIMES
      rest = Math.floor(rest / MOST_TIMES)
      return { index, value, times }
    })
    const isSum = rest === 0 && terms.reduce((sum, { value, times }) => sum + value * times, 0) === first
    return isSum ? terms.filter(({ times }) => times > 0).map(({ index, times }) => ({ index, times })) : undefined
  }
}
