import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Unverified } from '../unverified.ts'
import type { Job } from './job.ts'
import type { JobStore } from './job-store.ts'

export interface WaitingJobsOptions {
  jobs: JobStore
  clock: Clock
  limits: Limits
  unverified: Unverified
}

/** Scheduled jobs that a full quota keeps from beginning: nothing is due for them but their expiry. */
export class WaitingJobs {
  readonly #options: WaitingJobsOptions

  constructor(options: WaitingJobsOptions) {
    this.#options = options
  }

  /** Has all of them tried again: a process may have ended between the end of one job and the beginning of the next. */
  wakeAll(): void {
    const { jobs, clock } = this.#options
    for (const job of jobs.times.waiting()) jobs.times.wake(job, clock.now())
  }

  /** Has the one tried again that has waited longest for the place of this job. */
  wakeNextOf(job: Job): void {
    const { jobs, clock } = this.#options
    const next = jobs.times.waiting().find((other) => isOfOneQuota(other, job))
    if (next) jobs.times.wake(next, clock.now())
  }

  /** Lets a job wait where its quota is full; returns whether it does. */
  add(job: Job): boolean {
    const { jobs, limits, unverified } = this.#options
    const { concurrentJobs } = limits.quotasOf(job.baseModelId)
    const isFull = jobs.countWithStatus(job, job.baseModelId, 'InProgress') >= concurrentJobs
    const mustWait = unverified.overConcurrentJobs === 'queue' && isFull
    if (mustWait) jobs.times.letWait(job)
    return mustWait
  }
}

const isOfOneQuota = (one: Job, other: Job): boolean =>
  one.baseModelId === other.baseModelId && one.region === other.region && one.account === other.account
