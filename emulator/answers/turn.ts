import { setImmediate } from 'node:timers/promises'

const LONGEST_MS = 20

/** Work that others on its thread wait for: it is asked between its steps to give way to them, and does when it was long. */
export class Turn {
  #startedAt = performance.now()

  async giveWay(): Promise<void> {
    if (performance.now() - this.#startedAt < LONGEST_MS) return
    await setImmediate()
    this.#startedAt = performance.now()
  }
}
