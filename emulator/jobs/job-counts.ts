import { JOB_STATUSES, type JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { isFinished, type Job } from './job.ts'
import type { JobStore, Progress } from './job-store.ts'

const NONE: Progress = { counts: { total: 0, processed: 0, success: 0, error: 0 }, tokens: { input: 0, output: 0 } }

/** What jobs have done since the start, whatever became of them later. */
export class JobCounts {
  /** How often a job came to each status. */
  readonly statuses = Object.fromEntries(JOB_STATUSES.map((status) => [status, 0])) as Record<JobStatus, number>
  readonly records = { succeeded: 0, failed: 0 }
  readonly tokens = { input: 0, output: 0 }
  /** What was counted of jobs that run. */
  readonly #counted = new Map<string, Progress>()

  constructor(jobs: JobStore) {
    jobs.on('status', (job) => this.#onStatus(job))
    jobs.on('progress', (jobArn, progress) => this.#onProgress(jobArn, progress))
    jobs.on('gone', () => this.#counted.clear())
  }

  #onStatus({ status, jobArn }: Job): void {
    this.statuses[status] += 1
    if (isFinished(status)) this.#counted.delete(jobArn)
  }

  #onProgress(jobArn: string, { counts, tokens }: Progress): void {
    const before = this.#counted.get(jobArn) ?? NONE
    // A run that begins anew does everything again.
    const done = counts.processed < before.counts.processed ? NONE : before
    this.records.succeeded += counts.success - done.counts.success
    this.records.failed += counts.error - done.counts.error
    this.tokens.input += tokens.input - done.tokens.input
    this.tokens.output += tokens.output - done.tokens.output
    this.#counted.set(jobArn, { counts: { ...counts }, tokens: { ...tokens } })
  }
}
