import type { TokenCount } from '../cost/cost.ts'
import type { Line } from '../formats/line.ts'
import type { Loss } from '../loss-report.ts'
import { COUNT, MOST_COUNTS, type CountMarks } from './count-marks.ts'
import { cutLine, type CutRules } from './cut-line.ts'
import { completionId } from './derived-id.ts'
import { lineIds } from './error-line.ts'
import { sumOf, type LineForm, type Sum } from './line-form.ts'
import { LinePattern, type Filling } from './line-pattern.ts'
import { Marks } from './marks.ts'
import { toOutputForm } from './output-form.ts'
import { PatternList } from './pattern-list.ts'

/** What one record became: its line, whose characters are bytes; what was lost, and what it has cost. */
export interface WrittenOutput {
  line: string
  losses: readonly Loss[]
  tokens: TokenCount | undefined
}

/** A record that is like one before: what becomes of it. */
export interface AlikeOutput extends WrittenOutput {
  customId: string
}

interface Known {
  pattern: LinePattern
  form: LineForm
  losses: readonly Loss[]
  tokens: { input: Sum; output: Sum } | undefined
  /** The filling behind those of the record's own: from there on they are ids that derive from the line's. */
  derived: number
}

/** What models write, or thought, or sign stands under one of these names; an answer's own id is not looked at either. */
const SAID = new Set(['text', 'thinking', 'signature', 'generation'])
const RULES: CutRules = {
  id: 'recordId',
  isSaid: (name, depth) => (depth > 1 && SAID.has(name)) || (depth === 2 && name === 'id'),
  counts: COUNT,
  unread: 'modelInput',
}

/**
 * Outputs of a job are mostly alike: they differ in their ids, in what the model wrote and in how many tokens that took. Such a
 * record is translated once more with marks in these places; of the others only these are taken, byte for byte, and counts are
 * added as they were in the first. For mappings that answer with what they find (see mapping.ts).
 */
export class OutputPatterns {
  readonly #known = new PatternList<Known>()
  readonly #marks = new Marks()

  get isOpen(): boolean {
    return this.#known.isOpen
  }

  find(line: Line): AlikeOutput | undefined {
    const place = this.#known.placeOf(line)
    if (!place) return undefined
    return this.#known.find((known) => {
      const fillings = known.pattern.fillingsOf(place)
      return fillings && toAlike(known, fillings)
    })
  }

  /** Learns of a record that has become `first`; `translate` gives what another record becomes. */
  learn(line: Line, first: WrittenOutput, translate: (line: string) => WrittenOutput | undefined): void {
    const place = this.#known.placeOf(line)
    const cut = place && cutLine(place, RULES)
    if (!cut || cut.holes.filter((hole) => hole === 'count').length > MOST_COUNTS) return
    const { line: text, marks, counts } = this.#marks.of(cut)
    const marked = translate(text)
    if (!marked || JSON.stringify(marked.losses) !== JSON.stringify(first.losses)) return
    const pattern = new LinePattern(cut)
    const derived = cut.holes.length
    const markOfId = [...marks].find(([, index]) => cut.holes[index] === 'id')![0]
    derivedIds(markOfId, true).forEach((id, index) => marks.set(id, derived + index))
    const form = toOutputForm({ first: first.line, marked: marked.line }, marks, counts)
    const tokens = toSums(first.tokens, marked.tokens, counts)
    const fillings = pattern.fillingsOf(place)
    if (!form || !tokens || !fillings) return
    const known = { pattern, form, losses: first.losses, tokens: tokens.sums, derived }
    const alike = toAlike(known, fillings)
    if (alike.line === first.line) this.#known.add(known)
  }
}

function toAlike({ pattern, form, losses, tokens, derived }: Known, fillings: Filling[]): AlikeOutput {
  const customId = pattern.idOf(fillings)
  fillings.push(...derivedIds(customId, form.has(derived + 2)))
  const count = tokens && { input: sumOf(tokens.input, fillings), output: sumOf(tokens.output, fillings) }
  return { customId, line: form.fill(fillings), losses, tokens: count }
}

/** Ids that derive from a line's: its own, its request's and, where the model gives none, its answer's. */
function derivedIds(customId: string, hasAnswer: boolean): string[] {
  const { id, requestId } = lineIds(customId)
  return hasAnswer ? [id, requestId, completionId(customId)] : [id, requestId]
}

/** Of what the tokens of a record are the sums, if it tells any; `undefined` when they are none. */
function toSums(
  first: TokenCount | undefined,
  marked: TokenCount | undefined,
  counts: CountMarks,
): { sums: Known['tokens'] } | undefined {
  if (!first || !marked) return first === marked ? { sums: undefined } : undefined
  const input = counts.toSum(first.input, marked.input)
  const output = counts.toSum(first.output, marked.output)
  return input && output ? { sums: { input, output } } : undefined
}
