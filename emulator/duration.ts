const UNIT_MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

const DURATION = /^([0-9]{1,12}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)?$/

/** Whole milliseconds of `250ms`, `1.5s`, `30m`, `2h`, `7d`, or of a bare number of milliseconds; `undefined` for anything else. */
export function parseDuration(text: string | number): number | undefined {
  const [, amount, unit = 'ms'] = DURATION.exec(String(text).trim()) ?? []
  if (amount === undefined) return undefined
  const milliseconds = Number(amount) * UNIT_MILLISECONDS[unit as keyof typeof UNIT_MILLISECONDS]
  // Times are stored as integers. What is not nothing does not become nothing.
  return Math.max(Math.round(milliseconds), milliseconds > 0 ? 1 : 0)
}
