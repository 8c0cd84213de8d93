import type { Line } from '../formats/line.ts'
import type { Loss } from '../loss-report.ts'
import { cutLine, type CutRules } from './cut-line.ts'
import { LineForm, partsOf } from './line-form.ts'
import { LinePattern } from './line-pattern.ts'
import { Marks } from './marks.ts'
import { PatternList } from './pattern-list.ts'

/** What became of one line: its record, and what was lost of it. Characters are bytes. */
export interface Written {
  record: string
  losses: readonly Loss[]
}

/** A line that is like one before: what becomes of it. */
export interface Alike extends Written {
  customId: string
}

interface Known {
  pattern: LinePattern
  form: LineForm
  losses: readonly Loss[]
}

/** What messages say stands under one of these names. */
const SAID = new Set(['content', 'text'])
const RULES: CutRules = { id: 'custom_id', isSaid: (name, depth) => depth > 1 && SAID.has(name) }

/**
 * Lines of a file are mostly alike: one model, the same parameters, as many messages. Such a line is translated once, with marks
 * in the places of its custom_id and of what its messages say; of the others only these are taken, byte for byte. For
 * mappings that send texts whole (see mapping.ts).
 */
export class LinePatterns {
  readonly #known = new PatternList<Known>()
  readonly #marks = new Marks()

  find(line: Line): Alike | undefined {
    const place = this.#known.placeOf(line)
    if (!place) return undefined
    return this.#known.find(({ pattern, form, losses }) => {
      const fillings = pattern.fillingsOf(place)
      return fillings && { customId: pattern.idOf(fillings), record: form.fill(fillings), losses }
    })
  }

  /** Learns of a line that has become a record; `translate` gives what another line with the same parameters becomes. */
  learn(line: Line, recordOf: () => string, translate: (line: string) => Written | undefined): void {
    const place = this.#known.placeOf(line)
    const cut = place && cutLine(place, RULES)
    if (!cut) return
    const marked = this.#marks.of(cut)
    const written = translate(marked.line)
    if (!written) return
    const pattern = new LinePattern(cut)
    const form = new LineForm(partsOf(written.record, marked.marks))
    const fillings = pattern.fillingsOf(place)
    if (fillings && form.fill(fillings) === recordOf()) this.#known.add({ pattern, form, losses: written.losses })
  }
}
