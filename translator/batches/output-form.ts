import { cutLine, type CutLine, type CutRules } from './cut-line.ts'
import { MARKED_COUNT, type CountMarks } from './count-marks.ts'
import { LineForm, partsOf, type Part } from './line-form.ts'

const RULES: CutRules = { id: 'custom_id', isSaid: () => false, counts: MARKED_COUNT }

/** What lines became before and after they were marked. */
interface Outputs {
  first: string
  marked: string
}

/** The form of an output line, of what one became as it was and as it was marked; `undefined` where more has changed. */
export function toOutputForm(
  { first, marked }: Outputs,
  marks: ReadonlyMap<string, number>,
  counts: CountMarks,
): LineForm | undefined {
  const [before, after] = [first, marked].map(cutOutput)
  if (!before || !after || before.holes.length !== after.holes.length) return undefined
  const parts: Part[] = partsOf(after.pieces[0]!, marks)
  for (const [index, hole] of after.holes.entries()) {
    const text = after.cut[index]!
    const part = hole === 'id' ? marks.get(text) : toPart(before.cut[index]!, text, counts)
    if (part === undefined) return undefined
    parts.push(part, ...partsOf(after.pieces[index + 1]!, marks))
  }
  return new LineForm(parts)
}

const cutOutput = (text: string): CutLine | undefined => cutLine({ text, start: 0, stop: text.length }, RULES)

function toPart(first: string, marked: string, counts: CountMarks): Part | undefined {
  if (first === marked) return first
  const sum = counts.toSum(Number(first), Number(marked))
  const [only, ...others] = sum ?? []
  return only?.times === 1 && others.length === 0 ? only.index : sum
}
