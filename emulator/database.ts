import Database from 'better-sqlite3'

export type { Database } from 'better-sqlite3'

// Raise it with every change of a table, and add the step that brings an older folder there.
// Tables that are only new are made by those who use them; 2: an older Outcrop would not mark that a sweep is due.
const SCHEMA_VERSION = 2

/** What is written is in a log first, which is put into the tables when it has so many bytes. */
export const LOG_BYTES = 1024 * 1024

/** The folder belongs to a running Outcrop. */
export class DatabaseInUseError extends Error {}

/** The folder was written by a newer Outcrop. */
export class NewerSchemaError extends Error {
  constructor(found: number) {
    super(`it has schema version ${found}, and this Outcrop knows versions up to ${SCHEMA_VERSION}`)
  }
}

/** Finds out whether the database could be opened, and changes nothing in it. Throws what openDatabase() would throw. */
export function inspectDatabase(path: string): void {
  const database = new Database(path, { timeout: 0, fileMustExist: true })
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    checkSchema(database)
  } catch (error) {
    throw toOpenError(error)
  } finally {
    database.close()
  }
}

/**
 * Opens (or creates) the one database of a data folder and keeps it locked for this process: the lock ends with the
 * process, however it ends. `durable` waits for the disk at every commit; without it a loss of power may lose the last ones.
 */
export function openDatabase(path: string, { durable }: { durable: boolean }): Database.Database {
  const database = new Database(path, { timeout: 0 })
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('journal_mode = WAL')
    database.pragma(`synchronous = ${durable ? 'FULL' : 'OFF'}`)
    const pageSize = database.pragma('page_size', { simple: true }) as number
    database.pragma(`wal_autocheckpoint = ${LOG_BYTES / pageSize}`)
    database.pragma('foreign_keys = ON')
    checkSchema(database)
    database.pragma(`user_version = ${SCHEMA_VERSION}`)
  } catch (error) {
    database.close()
    throw toOpenError(error)
  }
  return database
}

/** Whether a change could not be written for want of room. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code === 'SQLITE_FULL'

function checkSchema(database: Database.Database): void {
  const found = database.pragma('user_version', { simple: true }) as number
  if (found > SCHEMA_VERSION) throw new NewerSchemaError(found)
}

const toOpenError = (error: unknown): unknown =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY') ? new DatabaseInUseError() : error
