/** A few places that many take in turn, as they came: what is done in them needs memory, and nobody shall wait for ever. */
export class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(places: number) {
    this.#free = places
  }

  /** Whether somebody waits for a place. */
  get areWanted(): boolean {
    return this.#waiting.length > 0
  }

  /** Does the work when there is a place for it. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free += 1
    }
  }
}
