import type { Clock } from '../clock.ts'
import { recordsDue, type Phases } from '../phases.ts'
import type { Job } from './job.ts'
import type { JobStore } from './job-store.ts'
import { RecordRun, type RunContext } from './process-records.ts'
import { Turns } from './turns.ts'

export interface RunningJobsOptions {
  jobs: JobStore
  clock: Clock
  phases: Phases
  /** What a run is made with; its progress is kept here. */
  contextOf: (job: Job) => Omit<RunContext, 'onProgress' | 'isResumed'>
}

/** How many jobs read and write at a time. */
const PLACES = 16
/** Records of a job before others get its place; more where nobody waits for it, since each time the input is opened anew. */
const TURN_RECORDS = { wanted: 1000, alone: 5000 }

/** The runs of the jobs whose records are on their way, and how far each may go. */
export class RunningJobs {
  readonly turns = new Turns(PLACES)
  readonly #options: RunningJobsOptions
  readonly #runs = new Map<string, RecordRun>()
  readonly #processing = new Set<string>()
  /** Jobs that a process before this one had begun to run. */
  readonly #resumed: Set<string>

  constructor(options: RunningJobsOptions) {
    this.#options = options
    const { jobs } = options
    this.#resumed = new Set(
      [...jobs.withStatus('InProgress'), ...jobs.withStatus('Stopping')].map(({ jobArn }) => jobArn),
    )
  }

  /** The run of a job; after a restart a new one, which writes the same bytes again. */
  of(job: Job): RecordRun {
    const existing = this.#runs.get(job.jobArn)
    if (existing) return existing
    const { jobs, contextOf } = this.#options
    const onProgress: RunContext['onProgress'] = (progress) => jobs.saveCounts(job.jobArn, progress)
    const isResumed = this.#resumed.delete(job.jobArn)
    const run = new RecordRun(job, jobs.inputs(job.jobArn), { ...contextOf(job), onProgress, isResumed })
    if (job.status === 'Stopping') run.limitTo(job.counts.processed)
    this.#runs.set(job.jobArn, run)
    return run
  }

  /** Processes records of a job until `count` are, or as many as are due; a long job lets others in between. */
  async process(job: Job, count = this.recordsDue(job)): Promise<RecordRun> {
    const run = this.of(job)
    let before: number
    do {
      before = run.counts.processed
      await this.turns.take(async () => {
        const records = this.turns.areWanted ? TURN_RECORDS.wanted : TURN_RECORDS.alone
        this.#processing.add(job.jobArn)
        await run.processUntil(Math.min(count, before + records)).finally(() => this.#processing.delete(job.jobArn))
      })
    } while (before < run.counts.processed && run.counts.processed < count)
    return run
  }

  /** Whether records of a job are being answered now; one that waits for its turn is not there yet. */
  isProcessing({ jobArn }: Pick<Job, 'jobArn'>): boolean {
    return this.#processing.has(jobArn)
  }

  /** How many records of a job in InProgress are due: time beyond its expiry does not count. */
  recordsDue(job: Job): number {
    const { clock, phases } = this.#options
    return recordsDue(job, phases, Math.min(clock.now(), job.expiresAt))
  }

  /** The counters of a job; after a restart its run lags behind what they have said before. */
  progressOf(job: Job): Pick<Job, 'counts' | 'tokens'> {
    const run = this.#runs.get(job.jobArn)
    const { counts, tokens } = run && run.counts.processed >= job.counts.processed ? run : job
    return { counts: { ...counts }, tokens: { ...tokens } }
  }

  /** Forgets a run, and leaves nothing of an output that is not complete. */
  async drop(jobArn: string): Promise<void> {
    const run = this.#runs.get(jobArn)
    this.#runs.delete(jobArn)
    await run?.abort()
  }

  async dropAll(): Promise<void> {
    await Promise.allSettled(Array.from(this.#runs.keys(), (jobArn) => this.drop(jobArn)))
  }
}
