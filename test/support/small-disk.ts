import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const mount = (megabytes: number): string => `mount -t tmpfs -o size=${megabytes}m outcrop-test "$1"`
const FILL = 'cat /dev/zero > "$1/filler" 2>/dev/null'

/** What stands before a command that shall see a small disk at `folder`, whoever runs it; the disk is gone with it. */
export function withSmallDisk(folder: string, { isFull = false, megabytes = 5 } = {}): string[] {
  const script = `${mount(megabytes)} && { ${isFull ? FILL : ':'}; shift; exec "$@"; }`
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', folder]
}

/** Why small disks cannot be had here; `undefined` where they can. */
export function whyNoSmallDisk(folder: string): string | undefined {
  if (process.platform !== 'linux') return `${process.platform} has no mounts of one process`
  const [command, ...commandArguments] = withSmallDisk(folder)
  const { status, stderr, error } = spawnSync(command!, [...commandArguments, 'true'], { encoding: 'utf8' })
  return status === 0 ? undefined : (error?.message ?? stderr.trim())
}

/** Takes the room on the disk that a process sees at `folder`, but for so many bytes. */
export function fillDisk(pid: number, folder: string, bytesLeft: number): { giveBack: () => void } {
  const path = join(`/proc/${pid}/root`, folder, 'filler')
  const file = openSync(path, 'w')
  try {
    ftruncateSync(file, writeUntilFull(file) - bytesLeft)
  } finally {
    closeSync(file)
  }
  return { giveBack: () => rmSync(path) }
}

function writeUntilFull(file: number): number {
  const piece = Buffer.alloc(4096)
  let written = 0
  try {
    for (;;) written += writeSync(file, piece)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return written
  }
}
