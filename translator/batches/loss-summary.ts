import { copyOf } from '../copy-of.ts'
import type { Loss } from '../loss-report.ts'

export interface CountedLoss extends Loss {
  lines: number
}

/** What was lost of a whole file: each kind of loss once, with the number of lines. */
export class LossSummary {
  readonly #losses = new Map<string, CountedLoss>()
  readonly #others = { dropped: others('dropped'), changed: others('changed') }

  /** What was lost of one line, which may have lost the same in several places or records. */
  add(losses: readonly Loss[]): void {
    if (losses.length === 0) return
    const counted = new Set<CountedLoss>()
    for (const loss of losses) {
      const kind = this.#kindOf(loss)
      if (counted.has(kind)) continue
      counted.add(kind)
      kind.lines += 1
    }
  }

  #kindOf({ param, action, why }: Loss): CountedLoss {
    const place = param.replace(/\[[0-9]+\]/g, '[]')
    const key = `${action} ${place} ${why}`
    const known = this.#losses.get(key)
    if (known) return known
    if (this.#losses.size >= MOST_KINDS) return this.#others[action]
    const kind = { param: copyOf(place), action, why: copyOf(why), lines: 0 }
    this.#losses.set(key, kind)
    return kind
  }

  toList(): CountedLoss[] {
    return [...this.#losses.values(), this.#others.dropped, this.#others.changed].filter(({ lines }) => lines > 0)
  }
}

/** Texts hold names that clients choose: their number is bounded. */
const MOST_KINDS = 1000

const others = (action: Loss['action']): CountedLoss => ({
  param: 'others',
  action,
  why: `Beyond ${MOST_KINDS} kinds, losses are counted together.`,
  lines: 0,
})
