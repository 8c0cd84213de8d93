/** Prints a table as it stands in README.md. */
export function printTable(title: string, head: string[], rows: (string | number)[][]): void {
  const line = (cells: (string | number)[]): string => `| ${cells.join(' | ')} |`
  const text = [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), '', '']
  process.stdout.write(text.join('\n'))
}

/** The value below which that share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

export const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0)
