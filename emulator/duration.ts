const UNIT_MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

const DURATION = /^([0-9]{1,12}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)?$/

/** Milliseconds of `250ms`, `1.5s`, `30m`, `2h`, `7d`, or of a bare number of milliseconds; `undefined` for anything else. */
export function parseDuration(text: string | number): number | undefined {
  const [, amount, unit = 'ms'] = DURATION.exec(String(text).trim()) ?? []
  return amount === undefined ? undefined : Number(amount) * UNIT_MILLISECONDS[unit as keyof typeof UNIT_MILLISECONDS]
}
