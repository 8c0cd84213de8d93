import type { Clock, Timed } from '../clock.ts'
import type { Log } from '../log.ts'
import type { AnsweringContext } from './answer-records.ts'
import { failureMessage, messageOf } from './failure-message.ts'
import { isFinished, type Job } from './job.ts'
import type { JobStore } from './job-store.ts'
import { processingTime, recordsDue, type Phases } from '../phases.ts'
import { preflight, type PreflightContext } from './preflight.ts'
import { RecordRun, type RunContext } from './process-records.ts'

export interface JobRunnerOptions extends Omit<PreflightContext, 'signal'>, Pick<RunContext, 'seed'> {
  jobs: JobStore
  clock: Clock
  phases: Phases
  log: Log
  /** What answers the records of a job. */
  answering: (job: Job) => Pick<AnsweringContext, 'model' | 'family' | 'responder' | 'answers'>
}

/** Brings every job from status to status when it is due. When that is, the clock says; what happens, the files beside. */
export class JobRunner implements Timed {
  readonly #options: JobRunnerOptions
  /** What is being done now, by job: one thing at a time. */
  readonly #work = new Map<string, Promise<void>>()
  readonly #runs = new Map<string, RecordRun>()
  #aborter = new AbortController()

  constructor(options: JobRunnerOptions) {
    this.#options = options
    options.jobs.on('status', () => options.clock.changed())
  }

  nextDueAt(): number | undefined {
    return this.#options.jobs.nextDueAt(this.#work)
  }

  async runDue(): Promise<void> {
    const { jobs, clock } = this.#options
    await Promise.all(jobs.due(clock.now()).map((job) => this.#do(job, () => this.#step(job))))
  }

  async catchUp(): Promise<void> {
    const { jobs, clock, phases } = this.#options
    const catchUpOne = (job: Job) => this.#runOf(job).processUntil(recordsDue(job, phases, clock.now()))
    await Promise.all(jobs.withStatus('InProgress').map((job) => this.#do(job, () => catchUpOne(job))))
  }

  /** Begins to stop an active job: no record more is processed. `undefined` when its status has changed meanwhile. */
  stop(job: Job): Job | undefined {
    const { jobs, clock, phases } = this.#options
    const run = this.#runs.get(job.jobArn)
    run?.stop()
    const now = clock.now()
    const { counts, tokens } = run ?? job
    return jobs.move(job, 'Stopping', now, { dueAt: now + phases.stopping, counts, tokens })
  }

  /** Interrupts everything, forgets every job, and is ready for new ones. */
  async reset(): Promise<void> {
    await this.close()
    this.#options.jobs.clear()
    this.#aborter = new AbortController()
    this.#options.clock.changed()
  }

  /** Interrupts what is being done; unfinished jobs go on when a runner is started over the same store. */
  async close(): Promise<void> {
    this.#aborter.abort()
    await Promise.allSettled(this.#work.values())
    await Promise.allSettled(Array.from(this.#runs.values(), (run) => run.abort()))
    this.#runs.clear()
  }

  async #do(job: Job, task: () => Promise<void>): Promise<void> {
    if (this.#work.has(job.jobArn) || this.#aborter.signal.aborted) return
    const work = task()
      .catch((error: unknown) => this.#fail(job, error))
      .finally(() => {
        this.#work.delete(job.jobArn)
        this.#options.clock.changed()
      })
    this.#work.set(job.jobArn, work)
    await work
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
    const inputs = await preflight(job, { ...this.#options, signal: this.#aborter.signal })
    const now = clock.now()
    const total = inputs.reduce((sum, { recordCount }) => sum + recordCount, 0)
    jobs.atomically(() => {
      const dueAt = Math.min(now + phases.scheduled, Math.max(now, job.expiresAt))
      const moved = jobs.move(job, 'Scheduled', now, { scheduledAt: now, dueAt, counts: { ...job.counts, total } })
      if (moved) jobs.saveInputs(job.jobArn, inputs)
    })
  }

  #begin(job: Job): void {
    const { jobs, clock, phases, limits, unverified } = this.#options
    const now = clock.now()
    if (now >= job.expiresAt) {
      // AWS: expired jobs show an endTime a few minutes after submission, not at expiry (January 2025).
      jobs.move(job, 'Expired', now, { endedAt: job.scheduledAt, message: failureMessage.expired(job.timeoutHours) })
      return
    }
    const { concurrentJobs } = limits.quotasOf(job.baseModelId)
    const isFull = jobs.countWithStatus(job, job.baseModelId, 'InProgress') >= concurrentJobs
    if (unverified.overConcurrentJobs === 'queue' && isFull) jobs.setDueAt(job.jobArn, job.expiresAt)
    else {
      const dueAt = Math.min(now + processingTime(phases, job.counts.total), job.expiresAt)
      jobs.move(job, 'InProgress', now, { startedAt: now, dueAt })
    }
  }

  async #end(job: Job): Promise<void> {
    const { jobs, clock, phases } = this.#options
    const run = this.#runOf(job)
    await run.processUntil(recordsDue(job, phases, clock.now()))
    // A stop may have come meanwhile: then the output is completed when the stop is due.
    if (jobs.find(job.jobArn)?.status !== 'InProgress') return
    await run.finish()
    const { counts, tokens } = run
    const result = { endedAt: clock.now(), counts, tokens }
    if (counts.processed === counts.total) this.#finish(jobs.move(job, 'Completed', clock.now(), result))
    else {
      const message = failureMessage.partiallyCompleted(counts.processed, counts.total, job.timeoutHours)
      this.#finish(jobs.move(job, 'PartiallyCompleted', clock.now(), { ...result, message }))
    }
  }

  /** A job that never came to InProgress writes nothing. */
  async #endStop(job: Job): Promise<void> {
    const { jobs, clock, unverified } = this.#options
    const writesOutput = job.startedAt !== undefined && unverified.stoppedJobOutput === 'processedRecords'
    const run = writesOutput ? this.#runOf(job) : undefined
    await run?.processUntil(job.counts.processed)
    await run?.finish()
    const { counts, tokens } = run ?? job
    this.#finish(jobs.move(job, 'Stopped', clock.now(), { endedAt: clock.now(), counts, tokens }))
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    if (this.#aborter.signal.aborted) return
    const { jobs, clock, log } = this.#options
    const message = messageOf(error)
    if (message === undefined) log.error(`job ${job.jobId} met an internal error`, error)
    const current = jobs.find(job.jobArn)
    const { counts, tokens } = this.#runs.get(job.jobArn) ?? job
    const changes = { endedAt: clock.now(), message: message ?? failureMessage.internal(), counts, tokens }
    if (current?.status === 'Validating' || current?.status === 'InProgress')
      this.#finish(jobs.move(current, 'Failed', clock.now(), changes))
    else if (current?.status === 'Stopping') this.#finish(jobs.move(current, 'Stopped', clock.now(), changes))
    await this.#runs.get(job.jobArn)?.abort()
    this.#runs.delete(job.jobArn)
  }

  /** Forgets the run of a job that has finished, and lets one that waits for its place begin. */
  #finish(job: Job | undefined): void {
    if (!job || !isFinished(job.status)) return
    const { jobs, clock } = this.#options
    this.#runs.delete(job.jobArn)
    const waiting = jobs
      .withStatus('Scheduled')
      .find((other) => other.baseModelId === job.baseModelId && other.dueAt === other.expiresAt)
    if (waiting) jobs.setDueAt(waiting.jobArn, clock.now())
  }

  #runOf(job: Job): RecordRun {
    const existing = this.#runs.get(job.jobArn)
    if (existing) return existing
    const { jobs, log, seed } = this.#options
    const run = new RecordRun(job, jobs.inputs(job.jobArn), {
      ...this.#options,
      signal: this.#aborter.signal,
      answering: {
        ...this.#options.answering(job),
        seed,
        errorFlags: this.#options.unverified.errorFlags,
        startedAt: job.startedAt!,
        onBug: (error) => log.error(`job ${job.jobId} could not answer a record`, error),
      },
      onProgress: (progress) => jobs.saveCounts(job.jobArn, progress),
    })
    this.#runs.set(job.jobArn, run)
    return run
  }
}
