import type { Line, Place } from '../formats/line.ts'
import { toFastestText } from './parse-line.ts'

const MOST_PATTERNS = 8
/** So many lines may be unlike all others before none is looked at any more; each that is alike makes up for one. */
const MOST_MISSES = 100

/** The patterns that the last lines of a file were of. */
export class PatternList<Pattern> {
  readonly #patterns: Pattern[] = []
  #misses = 0

  /** What the first pattern that has something for a line has for it. */
  find<Found>(match: (pattern: Pattern) => Found | undefined): Found | undefined {
    for (let index = 0; index < this.#patterns.length; index += 1) {
      const pattern = this.#patterns[index]!
      const found = match(pattern)
      if (found === undefined) continue
      if (index > 0) this.#toFront(pattern, index)
      if (this.#misses > 0) this.#misses -= 1
      return found
    }
    this.#misses += 1
    return undefined
  }

  add(pattern: Pattern): void {
    this.#toFront(pattern, MOST_PATTERNS - 1)
  }

  /** Whether lines of this file are looked at. */
  get isOpen(): boolean {
    return this.#misses < MOST_MISSES
  }

  /** Where the bytes of a line stand; `undefined` for a line that must be looked at closer, or is not looked at any more. */
  placeOf(line: Line): Place | undefined {
    if (!this.isOpen || line.mayHoldControls || !line.isUtf8) return undefined
    const text = toFastestText(line)
    return text.form === 'bytes' ? text.place : undefined
  }

  #toFront(pattern: Pattern, index: number): void {
    this.#patterns.splice(index, 1)
    this.#patterns.unshift(pattern)
  }
}
