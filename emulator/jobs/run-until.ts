import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { ManualClock, type Clock } from '../clock.ts'
import { canReach, type Job } from './job.ts'
import type { JobStore } from './job-store.ts'

/** The job will never have the status that somebody waits for. */
export class StatusNeverReachedError extends Error {}

/**
 * Resolves with the job when it has the status. A manual clock is turned for it, from one due time to the next; another
 * clock is waited for. Rejects when the job can't come to that status any more, or does not exist.
 */
export async function runUntil(
  jobArn: string,
  status: JobStatus,
  { jobs, clock }: { jobs: JobStore; clock: Clock },
): Promise<Job> {
  const current = (): Job => {
    const job = jobs.find(jobArn)
    if (!job) throw new StatusNeverReachedError(`there is no job ${jobArn}`)
    if (job.status === status || canReach(job.status, status)) return job
    throw new StatusNeverReachedError(
      `job ${jobArn} is ${job.status}${job.message ? ` (${job.message})` : ''} and will never be ${status}`,
    )
  }
  const isReached = (): boolean => current().status === status
  if (clock instanceof ManualClock) {
    if (!(await clock.turnUntil(isReached)))
      throw new StatusNeverReachedError(
        jobs.isClosed ? 'Outcrop is being closed' : `job ${jobArn} stays ${current().status}: nothing more is due`,
      )
  } else if (!isReached()) await statusReached(jobs, isReached)
  return current()
}

async function statusReached(jobs: JobStore, isReached: () => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const giveUp = (why: string): void => reject(new StatusNeverReachedError(why))
  const listen = (): void => {
    try {
      if (isReached()) resolve()
    } catch (error) {
      reject(error)
    }
  }
  jobs.on('status', listen)
  jobs.on('gone', giveUp)
  try {
    await promise
  } finally {
    jobs.off('status', listen)
    jobs.off('gone', giveUp)
  }
}
