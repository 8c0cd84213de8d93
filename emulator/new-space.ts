import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Of both its halves together. Jobs are no faster with more. */
const ENOUGH_BYTES = 32 * 1024 * 1024

/**
 * Lets the engine's space for new objects grow no further than is of use: what outlives collections doubles it, to 128 MB on a
 * machine with much memory (Node 24; Node 26 stops at 64 by itself). For a process of Outcrop's own; one that was given a size
 * for it keeps that.
 */
export function boundNewSpace(): void {
  if ([...process.execArgv, process.env['NODE_OPTIONS']].some((option) => option?.includes('semi-space'))) return
  const observer = new PerformanceObserver(() => {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    if (!space || space.space_size < ENOUGH_BYTES) return
    // The engine looks at this one when it is about to grow, so that it may change at any time.
    setFlagsFromString('--semi-space-growth-factor=1')
    observer.disconnect()
  })
  observer.observe({ entryTypes: ['gc'] })
}
