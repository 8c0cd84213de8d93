import { rmSync, statSync, writeFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { LOG_BYTES } from '../database.ts'
import { ObjectStoreError } from './object-store.ts'
import { transact } from './transact.ts'

/**
 * As much as the log of the database has before it is put into its tables: they may grow by that first. One key's deletion
 * changes a handful of pages of 4 KB, and that of an object with parts one for some 30 of them.
 */
const BYTES = LOG_BYTES

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
      giveBackLog(database)
      return transact(database, work)
    } finally {
      giveBackLog(database)
      this.#restore()
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

/** What was written down takes room in the log of the database until it is in its table; a log that is read just now stays. */
function giveBackLog(database: Database): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // There may be no room for what grows by it.
  }
}
