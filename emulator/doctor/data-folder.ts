import { existsSync } from 'node:fs'
import { mkdtemp, rmdir, stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DATABASE_NAME } from '../data-folder.ts'
import { DatabaseInUseError, inspectDatabase, NewerSchemaError } from '../database.ts'
import { ok, warning, wrong, type Finding } from './finding.ts'

/** What a file system says of itself: `bavail` blocks of `bsize` bytes are free for this user. */
export type FileSystemOf = (path: string) => Promise<{ type: number; bsize: number; bavail: number }>

const ANOTHER = 'choose another folder with --data'

/** Whether jobs and objects can be kept there, and for how long. Leaves the folder as it is. */
export async function checkDataFolder(
  data: string | undefined,
  fileSystemOf: FileSystemOf = (path) => statfs(path),
): Promise<Finding> {
  const folder = data === undefined ? tmpdir() : resolve(data)
  const place = nearestThatExists(folder)
  const refusal = await refusalOf(place)
  if (refusal !== undefined)
    return wrong(refusal, data === undefined ? 'choose one with --data, or set TMPDIR' : ANOTHER)
  const { type, bsize, bavail } = await fileSystemOf(place)
  const room = bavail * bsize
  const kept = data === undefined ? undefined : (stateOfDatabase(folder) ?? frailtyOf(folder, type))
  return kept ?? shortageOf(place, room) ?? ok(describe(data, folder, room))
}

function nearestThatExists(path: string): string {
  let place = path
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place)
  return place
}

/** Why nothing can be written there. */
async function refusalOf(place: string): Promise<string | undefined> {
  try {
    if (!(await stat(place)).isDirectory()) return `${place} is no folder`
    // Rights do not tell of quotas, nor of file systems that only look like folders.
    await rmdir(await mkdtemp(join(place, '.outcrop-doctor-')))
    return undefined
  } catch (error) {
    return `${place} cannot be written to: ${(error as NodeJS.ErrnoException).code}`
  }
}

/** What stands against the database in the folder, if one is there. */
function stateOfDatabase(folder: string): Finding | undefined {
  const path = join(folder, DATABASE_NAME)
  if (!existsSync(path)) return undefined
  try {
    inspectDatabase(path)
    return undefined
  } catch (error) {
    // It may be the one that is asked about, as with the port.
    if (error instanceof DatabaseInUseError)
      return warning(`${folder} is in use by a running Outcrop`, `stop that one, or ${ANOTHER}`)
    const { message } = error as Error
    const remedy = error instanceof NewerSchemaError ? 'use a newer Outcrop' : ANOTHER
    return wrong(`the database in ${folder} cannot be used: ${message}`, remedy)
  }
}

/** Linux: numbers of file systems (statfs(2)) that forget, or whose locks cannot be relied on. */
const FRAIL: Record<number, string> = {
  0x01021994: 'is kept in memory (tmpfs), and gone when the machine stops',
  0x858458f6: 'is kept in memory (ramfs), and gone when the machine stops',
  0x794c7630: 'is in a layer of a container (overlay), and gone with it',
  0x6969: 'is on a network (NFS), where locks cannot be relied on',
  0xff534d42: 'is on a network (CIFS), where locks cannot be relied on',
  0xfe534d42: 'is on a network (SMB), where locks cannot be relied on',
  0x01021997: 'is a folder of the host (9p), where locks cannot be relied on',
}

const frailtyOf = (folder: string, type: number): Finding | undefined =>
  // Some of the numbers come with a sign.
  process.platform === 'linux' && FRAIL[type >>> 0] !== undefined
    ? warning(`${folder} ${FRAIL[type >>> 0]}`, 'choose a folder on a disk of this machine, or a volume, with --data')
    : undefined

const MEGABYTE = 1_000_000
const LITTLE_ROOM = 1000 * MEGABYTE
const NO_ROOM = 20 * MEGABYTE

function shortageOf(place: string, room: number): Finding | undefined {
  if (room >= LITTLE_ROOM) return undefined
  const judge = room < NO_ROOM ? wrong : warning
  return judge(`only ${toMegabytes(room)} are free at ${place}`, `make room there, or ${ANOTHER}`)
}

function describe(data: string | undefined, folder: string, room: number): string {
  const free = `${toMegabytes(room)} are free`
  if (data === undefined) return `a temporary folder in ${folder}, removed at the end (--data keeps it); ${free}`
  return `${existsSync(folder) ? '' : 'to be made: '}${folder}, which is kept; ${free}`
}

const toMegabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE).toLocaleString('en')} MB`
