import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConfigError } from './config.ts'
import { DatabaseInUseError, NewerSchemaError, openDatabase, type Database } from './database.ts'

/** A folder that belongs to this process alone: one database, and the bodies of objects. */
export interface DataFolder {
  path: string
  isTemporary: boolean
  database: Database
  /** Where bodies of objects go. */
  objectsPath: string
  /** Temporary folders of dead processes that were removed at the start. */
  sweptPaths: string[]
  close(): void
}

export const DATABASE_NAME = 'outcrop.sqlite'
const TEMPORARY_PREFIX = 'outcrop-'
/** Marks the folders that may be removed: somebody may keep one that is called as ours are. */
const TEMPORARY_MARK = 'temporary'
/** A folder younger than this may belong to a process that has not locked it yet. */
const SWEEP_AGE = 60_000

/** Opens the folder at `path`, or a temporary one that close() removes. Throws a ConfigError where it cannot be used. */
export function openDataFolder(path: string | undefined): DataFolder {
  const isTemporary = path === undefined
  const sweptPaths = isTemporary ? sweepTemporaryFolders() : []
  const folder = isTemporary ? makeTemporaryFolder() : resolve(path)
  const database = openFolder(folder, isTemporary)
  return {
    path: folder,
    isTemporary,
    database,
    objectsPath: join(folder, 'objects'),
    sweptPaths,
    close: () => {
      database.close()
      if (isTemporary) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), TEMPORARY_PREFIX))
  writeFileSync(join(folder, TEMPORARY_MARK), 'Outcrop made this folder for one run and will remove it.\n')
  return folder
}

function openFolder(folder: string, isTemporary: boolean): Database {
  try {
    mkdirSync(join(folder, 'objects'), { recursive: true })
    const database = openDatabase(join(folder, DATABASE_NAME), { durable: !isTemporary })
    // Whoever opens the folder of a killed process by its name keeps it from now on.
    if (!isTemporary) rmSync(join(folder, TEMPORARY_MARK), { force: true })
    return database
  } catch (error) {
    if (error instanceof DatabaseInUseError)
      throw new ConfigError(
        `the data folder ${folder} is in use by another Outcrop; stop that one, or choose another folder with --data`,
        { cause: error },
      )
    const reason =
      error instanceof NewerSchemaError ? `${error.message}; use a newer Outcrop` : (error as Error).message
    throw new ConfigError(`the data folder ${folder} cannot be used: ${reason}`, { cause: error })
  }
}

/** A killed process leaves its temporary folder behind; whoever can lock the database in it may remove it. */
function sweepTemporaryFolders(): string[] {
  const isOld = (path: string): boolean => Date.now() - statSync(path).mtimeMs > SWEEP_AGE
  const swept: string[] = []
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(TEMPORARY_PREFIX)) continue
    const path = join(tmpdir(), name)
    try {
      const database = join(path, DATABASE_NAME)
      if (!existsSync(join(path, TEMPORARY_MARK)) || !isOld(path) || !isOld(database)) continue
      openDatabase(database, { durable: false }).close()
      rmSync(path, { recursive: true })
      swept.push(path)
    } catch {
      // Not ours, in use, or somebody else is removing it.
    }
  }
  return swept
}
