import type { Database } from 'better-sqlite3'
import { errorOfDisk } from './disk-error.ts'

/** Does all of it or nothing. Fails with `full` and `unavailable` where the disk does, and with what `work` throws. */
export function transact<T>(database: Database, work: () => T): T {
  try {
    return database.transaction(work).immediate()
  } catch (error) {
    throw errorOfDisk(error)
  }
}
