import { rmSync, statSync, writeFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { ObjectStoreError } from './object-store.ts'
import { transact } from './transact.ts'

/** A deletion changes a handful of pages. */
const BYTES = 256 * 1024

/**
 * A file that keeps room on the disk for deletions: they have to be written down too, and without it nobody could make room on
 * a full disk by deleting.
 */
export class SpareRoom {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
    this.#restore()
  }

  /** Does all of it or nothing, in the spare room where there is no other. */
  transact<T>(database: Database, work: () => T): T {
    try {
      const result = transact(database, work)
      this.#restore()
      return result
    } catch (error) {
      if (!(error instanceof ObjectStoreError && error.kind === 'full')) throw error
      return this.#transactWithin(database, work)
    }
  }

  /** What does not fit into the spare room either leaves it for a smaller deletion. */
  #transactWithin<T>(database: Database, work: () => T): T {
    rmSync(this.#path, { force: true })
    try {
      return transact(database, work)
    } catch (error) {
      this.#restore()
      throw error
    }
  }

  #restore(): void {
    if (statSync(this.#path, { throwIfNoEntry: false })?.size === BYTES) return
    try {
      writeFileSync(this.#path, Buffer.alloc(BYTES))
    } catch {
      // There is no room for it now.
      rmSync(this.#path, { force: true })
    }
  }
}
