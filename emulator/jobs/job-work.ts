import type { Job } from './job.ts'

export interface JobWorkOptions {
  /** Told what a task threw; what it throws itself goes on to whoever asked for the work. */
  onError: (job: Job, error: unknown) => Promise<void>
  onEnd: () => void
}

/** What is being done now, by job: one thing at a time. */
export class JobWork {
  readonly #options: JobWorkOptions
  readonly #work = new Map<string, Promise<void>>()

  constructor(options: JobWorkOptions) {
    this.#options = options
  }

  has(jobArn: string): boolean {
    return this.#work.has(jobArn)
  }

  /** One job's trouble does not hold up the others; it is told when all of them have been tried. */
  async doAll(jobs: Job[], task: (job: Job) => Promise<void>): Promise<void> {
    const outcomes = await Promise.allSettled(jobs.map((job) => this.#do(job, task)))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  async #do(job: Job, task: (job: Job) => Promise<void>): Promise<void> {
    if (this.#work.has(job.jobArn)) return
    const work = task(job)
      .catch((error: unknown) => this.#options.onError(job, error))
      .finally(() => {
        this.#work.delete(job.jobArn)
        this.#options.onEnd()
      })
    this.#work.set(job.jobArn, work)
    await work
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#work.values())
  }
}
