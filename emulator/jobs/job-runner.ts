import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import type { Clock, Timed } from '../clock.ts'
import type { Log } from '../log.ts'
import type { AnsweringContext } from './answer-records.ts'
import { detailOf, failureMessage, messageOf } from './failure-message.ts'
import { isFinished, type Job } from './job.ts'
import type { JobChanges, JobStore } from './job-store.ts'
import { processingTime, type Phases } from '../phases.ts'
import { preflight, type PreflightContext } from './preflight.ts'
import type { RunContext } from './process-records.ts'
import { JobWork } from './job-work.ts'
import { toRunContext } from './run-context.ts'
import { RunningJobs } from './running-jobs.ts'
import { Turns } from './turns.ts'
import { WaitingJobs } from './waiting-jobs.ts'

export interface JobRunnerOptions extends Omit<PreflightContext, 'signal'>, Pick<RunContext, 'seed'> {
  jobs: JobStore
  clock: Clock
  phases: Phases
  log: Log
  /** What answers the records of a job. */
  answering: (job: Job) => Promise<Pick<AnsweringContext, 'model' | 'family' | 'responder' | 'answers'>>
}

/** Brings every job from status to status when it is due. When that is, the clock says; what happens, the files beside. */
export class JobRunner implements Timed {
  readonly #options: JobRunnerOptions
  readonly #work: JobWork
  readonly #running: RunningJobs
  readonly #waiting: WaitingJobs
  /** One after the other: the next interrupts what has begun since. */
  readonly #ends = new Turns(1)
  #aborter = new AbortController()

  constructor(options: JobRunnerOptions) {
    this.#options = options
    this.#work = new JobWork({ onError: (job, error) => this.#fail(job, error), onEnd: () => options.clock.changed() })
    this.#running = new RunningJobs({
      ...options,
      contextOf: (job) => toRunContext(job, options, this.#aborter.signal),
    })
    options.jobs.on('status', () => options.clock.changed())
    this.#waiting = new WaitingJobs(options)
    this.#waiting.wakeAll()
  }

  nextDueAt(): number | undefined {
    return this.#aborter.signal.aborted ? undefined : this.#options.jobs.times.nextDueAt(this.#work)
  }

  isProgressing(): boolean {
    return !this.#aborter.signal.aborted && this.#options.jobs.has('InProgress')
  }

  async runDue(): Promise<void> {
    const { jobs, clock } = this.#options
    await this.#doAll(jobs.times.due(clock.now(), this.#work), (job) => this.#step(job))
  }

  async catchUp(): Promise<void> {
    const running = this.#options.jobs.withStatus('InProgress')
    await this.#doAll(running, async (job) => void (await this.#running.process(job)))
  }

  /** Begins to stop an active job: it processes what is due and no record more. `undefined` when its status has changed. */
  stop(job: Job): Job | undefined {
    const { jobs, clock, phases } = this.#options
    const now = clock.now()
    // Once all runs are being dropped, none may begin: a job with the same ARN would get it.
    const isRunning = job.status === 'InProgress' && !this.#aborter.signal.aborted
    const run = isRunning ? this.#running.of(job) : undefined
    const isProcessing = this.#running.isProcessing(job)
    run?.limitTo(Math.max(job.counts.processed, isProcessing ? run.counts.processed : this.#running.recordsDue(job)))
    return jobs.move(job, 'Stopping', now, { dueAt: now + phases.stopping, ...this.#running.progressOf(job) })
  }

  /** Interrupts everything, forgets every job, and is ready for new ones. */
  async reset(): Promise<void> {
    await this.#ends.take(async () => {
      await this.#interrupt()
      this.#options.jobs.clear()
      this.#aborter = new AbortController()
      this.#options.clock.changed()
    })
  }

  /** Interrupts what is being done; unfinished jobs go on when a runner is started over the same store. */
  async close(): Promise<void> {
    await this.#ends.take(() => this.#interrupt())
  }

  async #interrupt(): Promise<void> {
    this.#aborter.abort()
    await this.#work.settled()
    await this.#running.dropAll()
  }

  async #doAll(jobs: Job[], task: (job: Job) => Promise<void>): Promise<void> {
    if (!this.#aborter.signal.aborted) await this.#work.doAll(jobs, task)
  }

  async #step(job: Job): Promise<void> {
    const { jobs, clock, phases } = this.#options
    const now = clock.now()
    if (job.status === 'Submitted') jobs.move(job, 'Validating', now, { dueAt: now + phases.validating })
    else if (job.status === 'Validating') await this.#validate(job)
    else if (job.status === 'Scheduled') this.#begin(job)
    else if (job.status === 'InProgress') await this.#end(job)
    else if (job.status === 'Stopping') await this.#endStop(job)
  }

  async #validate(job: Job): Promise<void> {
    const { jobs, clock, phases } = this.#options
    const inputs = await this.#running.turns.take(() =>
      preflight(job, { ...this.#options, signal: this.#aborter.signal }),
    )
    const now = clock.now()
    const total = inputs.reduce((sum, { recordCount }) => sum + recordCount, 0)
    jobs.atomically(() => {
      const dueAt = Math.min(now + phases.scheduled, Math.max(now, job.expiresAt))
      const moved = jobs.move(job, 'Scheduled', now, { scheduledAt: now, dueAt, counts: { ...job.counts, total } })
      if (moved) jobs.saveInputs(job.jobArn, inputs)
    })
  }

  #begin(job: Job): void {
    const { jobs, clock, phases } = this.#options
    const now = clock.now()
    if (now >= job.expiresAt) {
      // AWS: expired jobs show an endTime a few minutes after submission, not at expiry (January 2025).
      const changes = { endedAt: job.scheduledAt, message: failureMessage.expired(job.timeoutHours) }
      jobs.atomically(() => {
        this.#waiting.wakeNextOf(job)
        jobs.move(job, 'Expired', now, changes)
      })
      return
    }
    if (this.#waiting.add(job)) return
    const dueAt = Math.min(now + processingTime(phases, job.counts.total), job.expiresAt)
    jobs.move(job, 'InProgress', now, { startedAt: now, dueAt })
  }

  async #end(job: Job): Promise<void> {
    const { jobs, clock } = this.#options
    const run = await this.#running.process(job)
    // A stop may have come meanwhile: then the output is completed when the stop is due.
    if (jobs.find(job.jobArn)?.status !== 'InProgress') return
    await this.#running.turns.take(() => run.finish())
    const { counts, tokens } = run
    const result = { endedAt: clock.now(), counts, tokens }
    if (counts.processed === counts.total) await this.#finish(job, 'Completed', result)
    else {
      const message = failureMessage.partiallyCompleted(counts.processed, counts.total, job.timeoutHours)
      await this.#finish(job, 'PartiallyCompleted', { ...result, message })
    }
  }

  /** A job that never came to InProgress writes nothing. */
  async #endStop(job: Job): Promise<void> {
    const { clock, unverified } = this.#options
    if (job.startedAt !== undefined) {
      const writesOutput = unverified.stoppedJobOutput === 'processedRecords'
      const run = await this.#running.process(job, writesOutput ? job.counts.total : 0)
      if (writesOutput) await this.#running.turns.take(() => run.finish())
    }
    await this.#finish(job, 'Stopped', { endedAt: clock.now(), ...this.#running.progressOf(job) })
  }

  /** What a job could not be brought to becomes its status; where there is none for it, the error goes on to the clock. */
  async #fail(job: Job, error: unknown): Promise<void> {
    if (this.#aborter.signal.aborted) return
    const { jobs, clock, log } = this.#options
    const current = jobs.find(job.jobArn)
    if (current?.status === 'Submitted' || current?.status === 'Scheduled') throw error
    const message = messageOf(error)
    const detail = detailOf(error)
    if (message === undefined) log.error(`job ${job.jobId} met an internal error`, error)
    if (detail !== undefined) log.info(`job ${job.jobId}: ${detail}`)
    if (current && !isFinished(current.status)) {
      const ended = { endedAt: clock.now(), message: message ?? failureMessage.internal() }
      const changes = { ...ended, ...this.#running.progressOf(current) }
      // Where there is no room for the status either, the job is due still: then it begins anew.
      await this.#running.drop(job.jobArn)
      await this.#finish(current, current.status === 'Stopping' ? 'Stopped' : 'Failed', changes)
    } else await this.#running.drop(job.jobArn)
  }

  /** Brings a job to its last status, and lets one that waits for its place begin. */
  async #finish(job: Job, status: JobStatus, changes: JobChanges): Promise<void> {
    const { jobs, clock } = this.#options
    const moved = jobs.atomically(() => {
      this.#waiting.wakeNextOf(job)
      return jobs.move(job, status, clock.now(), changes)
    })
    // A stop may have come between; then the run is finished later.
    if (moved) await this.#running.drop(job.jobArn)
  }
}
