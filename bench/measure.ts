import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/**
 * CPU seconds of a piece of work, of all threads of this process. It starts with a clean heap, and warm: with the garbage the
 * engine throws away what it has learnt of the code, so a little of the work is done first.
 */
export async function secondsOf(work: () => Promise<void> | void, little: () => Promise<void> | void): Promise<number> {
  collectGarbage()
  await little()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]!
}
