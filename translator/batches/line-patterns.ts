import { randomBytes } from 'node:crypto'
import type { Line, Place } from '../formats/jsonl.ts'
import type { Loss } from '../loss-report.ts'
import { cutLine } from './cut-line.ts'
import { LinePattern, type Written } from './line-pattern.ts'
import { toFastestText } from './parse-line.ts'
import { TextEnds } from './text-ends.ts'

/** A line that is like one before: what becomes of it. */
export interface Alike {
  customId: string
  record: string
  losses: readonly Loss[]
}

const MOST_PATTERNS = 8
/** So many lines may be unlike all others before none is looked at any more; each that is alike makes up for one. */
const MOST_MISSES = 100

/**
 * Lines of a file are mostly alike: one model, the same parameters, as many messages. Such a line is translated once, with marks
 * in the places of its custom_id and of what its messages say; of the others only these are taken, byte for byte. For
 * mappings that send texts whole (see mapping.ts).
 */
export class LinePatterns {
  readonly #patterns: LinePattern[] = []
  readonly #ends = new TextEnds()
  /** In no line by chance, nor by anyone's will. */
  readonly #nonce = randomBytes(12).toString('hex')
  #misses = 0

  find(line: Line): Alike | undefined {
    const place = this.#placeOf(line)
    if (!place) return undefined
    for (const [index, pattern] of this.#patterns.entries()) {
      const texts = pattern.textsOf(place, this.#ends)
      if (!texts) continue
      if (index > 0) this.#toFront(pattern, index)
      if (this.#misses > 0) this.#misses -= 1
      return { customId: pattern.customIdOf(texts), record: pattern.recordOf(texts), losses: pattern.losses }
    }
    this.#misses += 1
    return undefined
  }

  /** Learns of a line that has become `record`; `translate` gives what another line with the same parameters becomes. */
  learn(line: Line, record: string, translate: (line: string) => Written | undefined): void {
    const place = this.#placeOf(line)
    const cut = place && cutLine(place)
    if (!cut) return
    const marks = cut.texts.map((_, index) => this.#toMark(index, index === cut.idIndex))
    const written = translate(cut.pieces.map((piece, index) => piece + (marks[index] ?? '')).join(''))
    if (!written) return
    const pattern = new LinePattern(cut, marks, written)
    if (pattern.recordOf(cut.texts) === record) this.#toFront(pattern, MOST_PATTERNS - 1)
  }

  /**
   * With white space about it and an escape in it, unless it is an id: what would be cut off or made less, or becomes a text
   * within a text, is not found again.
   */
  #toMark(index: number, isId: boolean): string {
    const mark = `mark${this.#nonce}n${index}e`
    return isId ? mark : ` ${mark}\\" `
  }

  /** Where the bytes of a line stand; `undefined` for a line that must be looked at closer. */
  #placeOf(line: Line): Place | undefined {
    if (this.#misses >= MOST_MISSES || line.mayHoldControls || !line.isUtf8) return undefined
    const text = toFastestText(line)
    return text.form === 'bytes' ? text.place : undefined
  }

  #toFront(pattern: LinePattern, index: number): void {
    this.#patterns.splice(index, 1)
    this.#patterns.unshift(pattern)
  }
}
