import { setImmediate } from 'node:timers/promises'

const LONGEST_MS = 20

/** Work that others on its thread wait for: between its steps it asks whether it was long, and gives way to them then. */
export class Turn {
  #startedAt = performance.now()

  get isLong(): boolean {
    return performance.now() - this.#startedAt >= LONGEST_MS
  }

  async giveWay(): Promise<void> {
    await setImmediate()
    this.#startedAt = performance.now()
  }
}
