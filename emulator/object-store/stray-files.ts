import { setImmediate } from 'node:timers/promises'
import { transactDeletion, type StoreParts } from './embedded-buckets.ts'
import { fileNames } from './file-names.ts'
import { NameSet } from './name-set.ts'
import { SweepMark } from './sweep-mark.ts'

/** What was removed because nobody has it. */
export interface Swept {
  files: number
  bytes: number
}

/**
 * The files that no row names, which a killed process leaves behind. They are swept while requests are answered, so a file is
 * spared where a row named it when the sweep began, where it was under way then, and where it was begun since: a row cannot
 * come by any other.
 */
export class StrayFiles {
  readonly #parts: StoreParts
  readonly #mark: SweepMark
  readonly #end = new AbortController()
  #mayBeThere: boolean
  #sweeping: Promise<unknown> = Promise.resolve()

  constructor(parts: StoreParts) {
    this.#parts = parts
    this.#mark = new SweepMark(parts.database)
    this.#mayBeThere = this.#mark.isDue
    // Before the first body is begun: from now on a kill may leave some.
    if (!this.#mayBeThere) transactDeletion(parts, () => (this.#mark.isDue = true))
  }

  /** Removes what a killed process left; after an end that was none there is nothing, and nothing is read. */
  async sweepLeftovers(): Promise<Swept> {
    return this.#mayBeThere ? await this.sweep() : { files: 0, bytes: 0 }
  }

  /** Removes all of them, when the sweep before has ended. */
  async sweep(): Promise<Swept> {
    const sweeping = this.#sweeping.then(async () => await this.#sweepNow())
    this.#sweeping = sweeping.catch(() => undefined)
    return await sweeping
  }

  /** Ends a sweep that is under way. */
  async close(): Promise<void> {
    this.#end.abort()
    await this.#sweeping
    if (this.#mayBeThere || !this.#parts.bodies.areSettled) return
    try {
      transactDeletion(this.#parts, () => (this.#mark.isDue = false))
    } catch {
      // The next start looks for what is not there.
    }
  }

  async #sweepNow(): Promise<Swept> {
    const { bodies } = this.#parts
    const begun = bodies.watchBegun()
    try {
      const named = await this.#readNames()
      const swept = { files: 0, bytes: 0 }
      for await (const names of bodies.names()) {
        if (this.#end.signal.aborted) return swept
        const sizes = await bodies.removeStrays(named.missing(names).filter((name) => !begun.has(name)))
        swept.files += sizes.length
        swept.bytes += sizes.reduce((sum, size) => sum + size, 0)
      }
      this.#mayBeThere = false
      return swept
    } finally {
      begun.end()
    }
  }

  async #readNames(): Promise<NameSet> {
    const names = new NameSet()
    for (const page of fileNames(this.#parts.database)) {
      if (this.#end.signal.aborted) break
      for (const name of page) names.add(name)
      await setImmediate()
    }
    return names
  }
}
