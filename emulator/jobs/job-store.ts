import { EventEmitter } from 'node:events'
import type { Database, Statement } from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { isFinished, NEXT_STATUSES, type Job, type JobRequest, type Tag } from './job.ts'

/** One file of a job's input, as validation found it. */
export interface InputFile {
  key: string
  etag: string
  /** In bytes. */
  size: number
  recordCount: number
}

/** Where a job belongs: two regions, or two accounts, do not see each other's jobs. */
export interface Owner {
  region: string
  account: string
}

export interface ListQuery extends Owner {
  status: JobStatus | undefined
  nameContains: string | undefined
  /** Bounds of the submission time, in epoch milliseconds. */
  after: number | undefined
  before: number | undefined
  /** Whether jobs submitted exactly at a bound are listed. */
  boundsIncluded: boolean
  order: 'ascending' | 'descending'
  /** Where the previous page ended. */
  start: ListPosition | undefined
  limit: number
}

/** The last job of a page: when it was submitted, and its place among jobs of the same millisecond. */
export interface ListPosition {
  submittedAt: number
  sequence: number
}

/** What may change together with a status. */
export type JobChanges = Partial<
  Pick<Job, 'message' | 'endedAt' | 'scheduledAt' | 'startedAt' | 'dueAt' | 'counts' | 'tokens'>
>

interface JobRow {
  sequence: number
  job_arn: string
  job_id: string
  region: string
  account: string
  model_arn: string
  base_model_id: string
  status: JobStatus
  message: string | null
  submitted_at: number
  last_modified_at: number
  expires_at: number
  ended_at: number | null
  scheduled_at: number | null
  started_at: number | null
  due_at: number | null
  total: number
  processed: number
  success: number
  error: number
  input_tokens: number
  output_tokens: number
  request: string
  tags: string
}

const SCHEMA = `
create table if not exists jobs (
  sequence integer primary key,
  job_arn text not null unique,
  job_id text not null,
  region text not null,
  account text not null,
  job_name text not null,
  client_request_token text,
  model_arn text not null,
  base_model_id text not null,
  status text not null,
  message text,
  submitted_at integer not null,
  last_modified_at integer not null,
  expires_at integer not null,
  ended_at integer,
  scheduled_at integer,
  started_at integer,
  due_at integer,
  is_finished integer not null,
  total integer not null,
  processed integer not null,
  success integer not null,
  error integer not null,
  input_tokens integer not null,
  output_tokens integer not null,
  request text not null,
  tags text not null
) strict;
create index if not exists jobs_by_time on jobs (region, account, submitted_at, sequence);
create index if not exists jobs_by_status on jobs (region, account, status, submitted_at, sequence);
create index if not exists jobs_by_id on jobs (job_id);
create index if not exists jobs_by_name on jobs (region, account, job_name);
create index if not exists jobs_by_token on jobs (region, account, client_request_token);
create index if not exists jobs_by_due_time on jobs (due_at) where due_at is not null;
create index if not exists unfinished_jobs on jobs (region, account, base_model_id, status) where is_finished = 0;
create table if not exists job_inputs (
  job_arn text not null references jobs (job_arn) on delete cascade,
  position integer not null,
  key text not null,
  etag text not null,
  size integer not null,
  record_count integer not null,
  primary key (job_arn, position)
) strict, without rowid;
`

const orUndefined = <T>(value: T | null): T | undefined => value ?? undefined

const toJob = (row: JobRow): Job => ({
  ...(JSON.parse(row.request) as JobRequest),
  tags: JSON.parse(row.tags) as Tag[],
  jobArn: row.job_arn,
  jobId: row.job_id,
  region: row.region,
  account: row.account,
  modelArn: row.model_arn,
  baseModelId: row.base_model_id,
  status: row.status,
  message: orUndefined(row.message),
  submittedAt: row.submitted_at,
  lastModifiedAt: row.last_modified_at,
  expiresAt: row.expires_at,
  endedAt: orUndefined(row.ended_at),
  scheduledAt: orUndefined(row.scheduled_at),
  startedAt: orUndefined(row.started_at),
  dueAt: orUndefined(row.due_at),
  counts: { total: row.total, processed: row.processed, success: row.success, error: row.error },
  tokens: { input: row.input_tokens, output: row.output_tokens },
})

const toRow = (job: Job, request: string): Omit<JobRow, 'sequence'> & Record<string, unknown> => ({
  job_arn: job.jobArn,
  job_id: job.jobId,
  region: job.region,
  account: job.account,
  job_name: job.jobName,
  client_request_token: job.clientRequestToken ?? null,
  model_arn: job.modelArn,
  base_model_id: job.baseModelId,
  status: job.status,
  message: job.message ?? null,
  submitted_at: job.submittedAt,
  last_modified_at: job.lastModifiedAt,
  expires_at: job.expiresAt,
  ended_at: job.endedAt ?? null,
  scheduled_at: job.scheduledAt ?? null,
  started_at: job.startedAt ?? null,
  due_at: job.dueAt ?? null,
  is_finished: isFinished(job.status) ? 1 : 0,
  ...job.counts,
  input_tokens: job.tokens.input,
  output_tokens: job.tokens.output,
  request,
  tags: JSON.stringify(job.tags),
})

const INSERTED = `job_arn, job_id, region, account, job_name, client_request_token, model_arn, base_model_id, status,
  message, submitted_at, last_modified_at, expires_at, ended_at, scheduled_at, started_at, due_at, is_finished, total,
  processed, success, error, input_tokens, output_tokens, request, tags`

const prepareStatements = (database: Database) => ({
  insert: database.prepare(`insert into jobs (${INSERTED}) values (@${INSERTED.split(/,\s*/).join(', @')})`),
  byArn: database.prepare<[string], JobRow>('select * from jobs where job_arn = ?'),
  byToken: database.prepare<[string, string, string], JobRow>(
    'select * from jobs where region = ? and account = ? and client_request_token = ? order by sequence',
  ),
  lastSequence: database.prepare<[], number | null>('select max(sequence) from jobs').pluck(),
  byName: database.prepare<[string, string, string], { is_finished: 0 | 1 }>(
    'select is_finished from jobs where region = ? and account = ? and job_name = ?',
  ),
  countUnfinished: database
    .prepare<[string, string, string], number>(
      'select count(*) from jobs where region = ? and account = ? and base_model_id = ? and is_finished = 0',
    )
    .pluck(),
  countWithStatus: database
    .prepare<[string, string, string, JobStatus], number>(
      'select count(*) from jobs where region = ? and account = ? and base_model_id = ? and is_finished = 0 and status = ?',
    )
    .pluck(),
  newest: database.prepare<[number], JobRow>('select * from jobs order by sequence desc limit ?'),
  byId: database.prepare<[string], JobRow>('select * from jobs where job_id = ? order by sequence desc limit 1'),
  withStatus: database.prepare<[JobStatus], JobRow>(
    'select * from jobs where is_finished = 0 and status = ? order by sequence',
  ),
  due: database.prepare<[number], JobRow>('select * from jobs where due_at <= ? order by due_at, sequence'),
  dueTimes: database.prepare<[], { job_arn: string; due_at: number }>(
    'select job_arn, due_at from jobs where due_at is not null order by due_at, sequence',
  ),
  update: database.prepare(`update jobs set status = @status, message = @message, last_modified_at = @last_modified_at,
    ended_at = @ended_at, scheduled_at = @scheduled_at, started_at = @started_at, due_at = @due_at,
    is_finished = @is_finished, total = @total, processed = @processed, success = @success, error = @error,
    input_tokens = @input_tokens, output_tokens = @output_tokens
    where job_arn = @job_arn and status = @expected`),
  setDueTime: database.prepare<[number | null, string]>('update jobs set due_at = ? where job_arn = ?'),
  setCounts: database.prepare(`update jobs set processed = @processed, success = @success, error = @error,
    input_tokens = @input, output_tokens = @output where job_arn = @jobArn and processed <= @processed`),
  setTags: database.prepare<[string, string]>('update jobs set tags = ? where job_arn = ?'),
  insertInput: database.prepare(`insert or replace into job_inputs (job_arn, position, key, etag, size, record_count)
    values (@jobArn, @position, @key, @etag, @size, @recordCount)`),
  inputs: database.prepare<[string], InputFile>(
    'select key, etag, size, record_count as recordCount from job_inputs where job_arn = ? order by position',
  ),
  clear: database.prepare('delete from jobs'),
})

/** Jobs and their inputs: the only SQL about jobs. Emits `status` after each change of a status. */
export class JobStore extends EventEmitter<{ status: [job: Job] }> {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepareStatements>
  readonly #listStatements = new Map<string, Statement<[Record<string, unknown>], JobRow>>()

  constructor(database: Database) {
    super()
    this.setMaxListeners(0)
    database.exec(SCHEMA)
    this.#database = database
    this.#statements = prepareStatements(database)
  }

  /** Runs `work` as one transaction: what it reads holds when it writes. */
  atomically<T>(work: () => T): T {
    return this.#database.transaction(work)()
  }

  add(job: Job): void {
    const { jobName, roleArn, modelId, clientRequestToken, invocationType, input, output, vpcConfig, timeoutHours } =
      job
    const request: Omit<JobRequest, 'tags'> = {
      jobName,
      roleArn,
      modelId,
      clientRequestToken,
      invocationType,
      input,
      output,
      vpcConfig,
      timeoutHours,
    }
    this.#statements.insert.run(toRow(job, JSON.stringify(request)))
    this.emit('status', job)
  }

  /** How many jobs were added since the last clear(). */
  get addedCount(): number {
    return this.#statements.lastSequence.get() ?? 0
  }

  find(jobArn: string): Job | undefined {
    const row = this.#statements.byArn.get(jobArn)
    return row && toJob(row)
  }

  /** Oldest first. */
  findByToken({ region, account }: Owner, clientRequestToken: string): Job[] {
    return this.#statements.byToken.all(region, account, clientRequestToken).map(toJob)
  }

  isNameInUse({ region, account }: Owner, jobName: string, among: 'any' | 'unfinished'): boolean {
    const jobs = this.#statements.byName.all(region, account, jobName)
    return jobs.some((job) => among === 'any' || job.is_finished === 0)
  }

  countUnfinished({ region, account }: Owner, baseModelId: string): number {
    return this.#statements.countUnfinished.get(region, account, baseModelId) ?? 0
  }

  countWithStatus({ region, account }: Owner, baseModelId: string, status: JobStatus): number {
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

  /** Jobs whose due time has come, earliest first. */
  due(now: number): Job[] {
    return this.#statements.due.all(now).map(toJob)
  }

  /** The earliest due time of a job that is not among `busy`. */
  nextDueAt(busy: Pick<ReadonlySet<string>, 'has'>): number | undefined {
    for (const row of this.#statements.dueTimes.iterate()) if (!busy.has(row.job_arn)) return row.due_at
    return undefined
  }

  list(query: ListQuery): { jobs: Job[]; next: ListPosition | undefined } {
    const rows = this.#listStatement(query).all({
      region: query.region,
      account: query.account,
      status: query.status,
      nameContains: query.nameContains,
      after: query.after,
      before: query.before,
      submittedAt: query.start?.submittedAt,
      sequence: query.start?.sequence,
      limit: query.limit + 1,
    })
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
    return {
      jobs: rows.slice(0, query.limit).map(toJob),
      next: last && { submittedAt: last.submitted_at, sequence: last.sequence },
    }
  }

  #listStatement(query: ListQuery): Statement<[Record<string, unknown>], JobRow> {
    const equal = query.boundsIncluded ? '=' : ''
    const conditions = [
      'region = @region and account = @account',
      query.status !== undefined && 'status = @status',
      query.nameContains !== undefined && 'instr(job_name, @nameContains) > 0',
      query.after !== undefined && `submitted_at >${equal} @after`,
      query.before !== undefined && `submitted_at <${equal} @before`,
      query.start && `(submitted_at, sequence) ${query.order === 'ascending' ? '>' : '<'} (@submittedAt, @sequence)`,
    ].filter((condition) => typeof condition === 'string')
    const direction = query.order === 'ascending' ? 'asc' : 'desc'
    const sql = `select * from jobs where ${conditions.join(' and ')}
      order by submitted_at ${direction}, sequence ${direction} limit @limit`
    const statement = this.#listStatements.get(sql) ?? this.#database.prepare<[Record<string, unknown>], JobRow>(sql)
    this.#listStatements.set(sql, statement)
    return statement
  }

  /**
   * Brings a job from the status that `job` has to the next one and returns it; `undefined` when the job has another status
   * by now, or is gone: then nothing is changed.
   */
  move(job: Job, to: JobStatus, at: number, changes: JobChanges = {}): Job | undefined {
    if (!NEXT_STATUSES[job.status].includes(to)) throw new Error(`no job goes from ${job.status} to ${to}`)
    const moved: Job = { ...job, dueAt: undefined, ...changes, status: to, lastModifiedAt: at }
    const { changes: rows } = this.#statements.update.run({ ...toRow(moved, ''), expected: job.status })
    if (rows === 0) return undefined
    this.emit('status', moved)
    return moved
  }

  setDueAt(jobArn: string, dueAt: number | undefined): void {
    this.#statements.setDueTime.run(dueAt ?? null, jobArn)
  }

  /** Live counters; they never go back, also when a restart begins the file anew. */
  saveCounts(jobArn: string, { counts, tokens }: Pick<Job, 'counts' | 'tokens'>): void {
    this.#statements.setCounts.run({ jobArn, ...counts, ...tokens })
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
  }
}
