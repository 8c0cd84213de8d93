import { randomUUID } from 'node:crypto'

/** Follows which names are begun. */
export interface Watch {
  /** Whether a body of this name was under way when the watch began, or was begun since. */
  has(name: string): boolean
  end(): void
}

/** Names of bodies that no row names yet. They are random: none comes twice, and none is made from a key. */
export class BegunNames {
  readonly #names = new Set<string>()
  readonly #watches = new Set<Set<string>>()

  begin(): string {
    const name = randomUUID().replaceAll('-', '')
    this.#names.add(name)
    for (const seen of this.#watches) seen.add(name)

    return name
  }

  /** A row names it now, or it is given up. */
  end(name: string): void {
    this.#names.delete(name)
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  get isEmpty(): boolean {
    return this.#names.size === 0
  }

  watch(): Watch {
    const seen = new Set(this.#names)
    this.#watches.add(seen)
    return { has: (name) => seen.has(name), end: () => void this.#watches.delete(seen) }
  }
}
