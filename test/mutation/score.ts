import type { Mutant } from './stryker.ts'

export interface Score {
  survived: number
  /** With one digit behind the point, never rounded up. */
  percent: string
}

export function scoreOf(mutants: readonly Mutant[]): Score {
  const survived = mutants.filter(({ fate }) => fate === 'survived').length
  const share = mutants.length === 0 ? 1 : 1 - survived / mutants.length
  return { survived, percent: (Math.floor(share * 1000) / 10).toFixed(1) }
}

/** A mutant and what became of it in one line. */
export const toLine = ({ path, line, mutator, before, after, fate }: Mutant): string =>
  mutator === 'BooleanLiteral' && before === 'true' && after === 'false'
    ? `${fate} ${path}:${line} taken out, or true → false`
    : `${fate} ${path}:${line} ${mutator}: ${inShort(before)} → ${inShort(after)}`

const MOST_SHOWN = 70

function inShort(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line
}

/** The scores that a document has in its table, by family. */
export const writtenScores = (document: string): Map<string, string> =>
  new Map(
    Array.from(document.matchAll(/^\| ([a-z0-9-]+) +\|.*\| +([0-9.]+) % +\|$/gm), ([, family, percent]) => [
      family!,
      percent!,
    ]),
  )

export const isBelow = (percent: string, written: string | undefined): boolean =>
  written === undefined || Number(percent) < Number(written)
