import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Says of a container whose it is. */
export interface ProcessIdentity {
  /** Where the id means something: elsewhere the same id is another process. */
  host: string
  pid: string
  /** When the process began: ids are given again. Empty where the system does not tell. */
  started: string
}

export const ownIdentity = (): ProcessIdentity => ({
  host: `${hostname()} ${ownNamespace()}`.trim(),
  pid: String(process.pid),
  started: startOf(process.pid) ?? '',
})

/** Whether a process of this machine is gone; of one on another machine nothing is known. */
export function isGone({ host, pid, started }: ProcessIdentity): boolean {
  if (host !== ownIdentity().host || !/^[1-9][0-9]{0,9}$/.test(pid)) return false
  const id = Number(pid)
  const startedNow = startOf(id)
  return started !== '' && startedNow !== undefined ? startedNow !== started : !isRunning(id)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux: containers of one name may have processes of the same id. */
function ownNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id'
const START_FIELD = 22

/** Linux: the boot and the tick; `undefined` where there is no such process, or no such file. */
function startOf(pid: number): string | undefined {
  try {
    // The second field is a name in parentheses, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '2').split(' ')
    return `${readFileSync(BOOT_ID, 'utf8').trim()} ${fields[START_FIELD - 2]}`
  } catch {
    return undefined
  }
}
