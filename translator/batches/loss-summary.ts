import type { Loss } from '../loss-report.ts'

export interface CountedLoss extends Loss {
  lines: number
}

/** What was lost of a whole file: each kind of loss once, with the number of lines. */
export class LossSummary {
  readonly #losses = new Map<string, CountedLoss>()

  /** What was lost of one line, which may have lost the same in several places or records. */
  add(losses: readonly Loss[]): void {
    if (losses.length === 0) return
    const counted = new Set<string>()
    for (const { param, action, why } of losses) {
      const kind = param.replace(/\[[0-9]+\]/g, '[]')
      const key = `${action} ${kind} ${why}`
      if (counted.has(key)) continue
      counted.add(key)
      const known = this.#losses.get(key)
      if (known) known.lines += 1
      else if (this.#losses.size < MOST_KINDS) this.#losses.set(key, { param: kind, action, why, lines: 1 })
    }
  }

  toList(): CountedLoss[] {
    return [...this.#losses.values()]
  }
}

/** Texts hold names that clients choose: their number is bounded. */
const MOST_KINDS = 1000
