import { EventEmitter } from 'node:events'
import type { Database } from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { NEXT_STATUSES, type InputFile, type Job, type JobRequest, type Tag } from './job.ts'
import type { AccountRegion } from '../arn.ts'
import { JobList, type ListPosition, type ListQuery } from './job-list.ts'
import { prepareStatements } from './job-statements.ts'
import { JOB_TABLES, parametersHash, toChangedRow, toJob, toRow } from './job-table.ts'
import { JobTimes } from './job-times.ts'

/** What may change together with a status. */
export type JobChanges = Partial<
  Pick<Job, 'message' | 'endedAt' | 'scheduledAt' | 'startedAt' | 'dueAt' | 'counts' | 'tokens'>
>

/** How far a job is. */
export type Progress = Pick<Job, 'counts' | 'tokens'>

/**
 * Jobs and their inputs; the SQL is in job-statements.ts and job-list.ts, what is due in job-times.ts. Emits `status` after each
 * change of a status, when it is certain (committed), `progress` while a job processes records, and `gone` when there will be no
 * more of them: the jobs are forgotten, or the store is closed.
 */
export class JobStore extends EventEmitter<{
  status: [job: Job]
  progress: [jobArn: string, progress: Progress]
  gone: [why: string]
}> {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepareStatements>
  readonly #list: JobList
  readonly times: JobTimes
  isClosed = false
  /** Changes of a transaction that is under way. */
  #unannounced: Job[] = []

  constructor(database: Database) {
    super()
    this.setMaxListeners(0)
    database.exec(JOB_TABLES)
    this.#database = database
    this.#statements = prepareStatements(database)
    this.#list = new JobList(database)
    this.times = new JobTimes(database, this.#statements)
  }

  /** Runs `work` as one transaction: what it reads holds when it writes. */
  atomically<T>(work: () => T): T {
    try {
      const result = this.#database.transaction(work)()
      if (!this.#database.inTransaction) for (const job of this.#unannounced.splice(0)) this.emit('status', job)
      return result
    } catch (error) {
      this.#unannounced = []
      throw error
    }
  }

  #announce(job: Job): void {
    if (this.#database.inTransaction) this.#unannounced.push(job)
    else this.emit('status', job)
  }

  add(job: Job): void {
    this.#statements.insert.run(toRow(job))
    this.#announce(job)
  }

  /** How many jobs were added since the last clear(). */
  get addedCount(): number {
    return this.#statements.lastSequence.get() ?? 0
  }

  find(jobArn: string): Job | undefined {
    const row = this.#statements.byArn.get(jobArn)
    return row && toJob(row)
  }

  /** The oldest job that was asked for with this token. */
  findByToken({ region, account }: AccountRegion, clientRequestToken: string): Job | undefined {
    const row = this.#statements.byToken.get(region, account, clientRequestToken)
    return row && toJob(row)
  }

  /** The job that the very same request made before; tags may differ. */
  findSame({ region, account }: AccountRegion, request: JobRequest & { clientRequestToken: string }): Job | undefined {
    const { clientRequestToken } = request
    const row = this.#statements.byTokenAndParameters.get(region, account, clientRequestToken, parametersHash(request))
    return row && toJob(row)
  }

  isNameInUse({ region, account }: AccountRegion, jobName: string, among: 'any' | 'unfinished'): boolean {
    const jobs = this.#statements.byName.all(region, account, jobName)
    return jobs.some((job) => among === 'any' || job.is_finished === 0)
  }

  countUnfinished({ region, account }: AccountRegion, baseModelId: string): number {
    return this.#statements.countUnfinished.get(region, account, baseModelId) ?? 0
  }

  countWithStatus({ region, account }: AccountRegion, baseModelId: string, status: JobStatus): number {
    return this.#statements.countWithStatus.get(region, account, baseModelId, status) ?? 0
  }

  /** The newest job with this id, wherever it belongs. */
  findById(jobId: string): Job | undefined {
    const row = this.#statements.byId.get(jobId)
    return row && toJob(row)
  }

  /** Jobs of every region and account, newest first. */
  newest(limit: number): Job[] {
    return this.#statements.newest.all(limit).map(toJob)
  }

  /** Unfinished jobs of every region and account, oldest first. */
  withStatus(status: JobStatus): Job[] {
    return this.#statements.withStatus.all(status).map(toJob)
  }

  /** How many there are of each status that a job has. Looks at all of them. */
  countByStatus(): { status: JobStatus; count: number }[] {
    return this.#statements.countByStatus.all()
  }

  /** The same of unfinished jobs, and cheap. */
  countActive(): { status: JobStatus; count: number }[] {
    return this.#statements.countActive.all()
  }

  /** Whether any job has this unfinished status. */
  has(status: JobStatus): boolean {
    return this.#statements.hasStatus.get(status) !== undefined
  }

  list(query: ListQuery): { jobs: Job[]; next: ListPosition | undefined } {
    return this.#list.page(query)
  }

  /**
   * Brings a job from the status that `job` has to the next one and returns it; `undefined` when the job has another status
   * by now, or is gone: then nothing is changed.
   */
  move(job: Job, to: JobStatus, at: number, changes: JobChanges = {}): Job | undefined {
    if (!NEXT_STATUSES[job.status].includes(to)) throw new Error(`no job goes from ${job.status} to ${to}`)
    const moved: Job = { ...job, dueAt: undefined, ...changes, status: to, lastModifiedAt: at }
    const { changes: rows } = this.#statements.update.run({ ...toChangedRow(moved), expected: job.status })
    if (rows === 0) return undefined
    if (job.status === 'Scheduled') this.#statements.removeWaiting.run(job.jobArn)
    this.#announce(moved)
    return moved
  }

  /** Live counters; they never go back, also when a restart begins the file anew. */
  saveCounts(jobArn: string, progress: Progress): void {
    this.#statements.setCounts.run({ jobArn, ...progress.counts, ...progress.tokens })
    this.emit('progress', jobArn, progress)
  }

  saveTags(jobArn: string, tags: Tag[]): void {
    this.#statements.setTags.run(JSON.stringify(tags), jobArn)
  }

  saveInputs(jobArn: string, inputs: InputFile[]): void {
    this.atomically(() => {
      for (const [position, input] of inputs.entries()) this.#statements.insertInput.run({ jobArn, position, ...input })
    })
  }

  inputs(jobArn: string): InputFile[] {
    return this.#statements.inputs.all(jobArn)
  }

  /** Forgets every job. */
  clear(): void {
    this.#statements.clear.run()
    this.emit('gone', 'all jobs were reset')
  }

  /** Tells those who wait for a status that none will come. */
  close(): void {
    this.isClosed = true
    this.emit('gone', 'Outcrop is being closed')
  }
}
