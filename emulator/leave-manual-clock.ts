import type { clockMemory } from './clock-memory.ts'
import type { JobStore } from './jobs/job-store.ts'
import type { Log } from './log.ts'

interface Left {
  memory: ReturnType<typeof clockMemory>
  jobs: JobStore
  log: Pick<Log, 'info'>
}

/** Lets unfinished jobs go on from now where a manual clock was turned ahead of a clock that moves by itself. */
export function leaveManualClock({ memory, jobs, log }: Left): void {
  jobs.atomically(() => {
    const ahead = (memory.load() ?? 0) - Date.now()
    memory.forget()
    const moved = ahead > 0 ? jobs.times.moveAll(-ahead) : 0
    if (moved > 0)
      log.info(
        `the manual clock of this data folder was ${Math.ceil(ahead / 60_000)} minutes ahead: ` +
          `the times of its ${moved} unfinished jobs were moved back by that, so that they go on from now`,
      )
  })
}
