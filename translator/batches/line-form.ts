import { copyOf } from '../copy-of.ts'
import type { Filling } from './line-pattern.ts'

/** A number that some fillings make: how often each of them counts. */
export type Sum = readonly { index: number; times: number }[]

/** What lines of one pattern become: what is always there, which filling stands between, and sums of fillings. */
export type Part = string | number | Sum

export class LineForm {
  readonly #parts: readonly Part[]

  constructor(parts: readonly Part[]) {
    this.#parts = parts.reduce<Part[]>(joinTexts, [])
  }

  /** Whether a filling stands in it. */
  has(index: number): boolean {
    return this.#parts.includes(index)
  }

  fill(fillings: readonly Filling[]): string {
    let line = ''
    for (const part of this.#parts)
      line += typeof part === 'string' ? part : typeof part === 'number' ? fillings[part]! : sumOf(part, fillings)
    return line
  }
}

function joinTexts(parts: Part[], part: Part): Part[] {
  const before = parts.at(-1)
  if (typeof part === 'string' && typeof before === 'string') parts[parts.length - 1] = before + part
  else parts.push(part)
  return parts
}

export function sumOf(sum: Sum, fillings: readonly Filling[]): number {
  let value = 0
  for (const { index, times } of sum) value += times * (fillings[index] as number)
  return value
}

/** A text with marks in it as parts: `marks` says which filling each stands for. */
export const partsOf = (text: string, marks: ReadonlyMap<string, number>): Part[] =>
  // Split by a group, a text has what the group matched at odd places.
  text
    .split(new RegExp(`(${Array.from(marks.keys(), (mark) => RegExp.escape(mark)).join('|')})`))
    .map((part) => marks.get(part) ?? copyOf(part))
