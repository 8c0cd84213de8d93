export type Status = 'ok' | 'warning' | 'wrong' | 'skipped'

/** What a check has found, in words for people. Never a secret: findings are printed. */
export interface Finding {
  status: Status
  finding: string
  /** The way out, where there is something to do. */
  remedy?: string
}

/** One thing that is looked at. The signal ends what takes too long. */
export interface Check {
  name: string
  look: (signal: AbortSignal) => Promise<Finding>
}

export const ok = (finding: string): Finding => ({ status: 'ok', finding })
export const warning = (finding: string, remedy: string): Finding => ({ status: 'warning', finding, remedy })
export const wrong = (finding: string, remedy: string): Finding => ({ status: 'wrong', finding, remedy })
export const notNeeded = (why: string): Finding => ({ status: 'skipped', finding: `not needed: ${why}` })
export const notChecked = (why: string): Finding => ({ status: 'skipped', finding: `not checked: ${why}` })

/** For what several checks build on: looked at once, for the first of them. */
export function once<T>(look: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let looking: Promise<T> | undefined
  return (signal) => (looking ??= look(signal))
}
