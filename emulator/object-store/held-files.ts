export interface Hold {
  /** May be called more than once. */
  release(): void
}

/** Counts who uses which file, so that one that is removed while it is read goes when its last reader has gone. */
export class HeldFiles {
  readonly #holders = new Map<string, number>()
  readonly #doomed = new Set<string>()
  readonly #remove: (name: string) => void

  /** `remove` is called for a doomed file when it is free. */
  constructor(remove: (name: string) => void) {
    this.#remove = remove
  }

  hold(files: { name: string }[]): Hold {
    for (const { name } of files) this.#holders.set(name, (this.#holders.get(name) ?? 0) + 1)
    let isHeld = true
    return {
      release: () => {
        if (isHeld) for (const { name } of files) this.#release(name)
        isHeld = false
      },
    }
  }

  get isEmpty(): boolean {
    return this.#holders.size === 0
  }

  /** Whether the file is held; it is removed when it is free. */
  doom(name: string): boolean {
    if (!this.#holders.has(name)) return false
    this.#doomed.add(name)
    return true
  }

  #release(name: string): void {
    const others = this.#holders.get(name)! - 1
    if (others > 0) return void this.#holders.set(name, others)
    this.#holders.delete(name)
    if (this.#doomed.delete(name)) this.#remove(name)
  }
}
