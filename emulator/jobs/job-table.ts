import { hash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { isFinished, type InputFile, type Job, type JobRequest, type Tag } from './job.ts'

/** A row of the table `jobs`. */
export interface JobRow {
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

export const JOB_TABLES = `
create table if not exists jobs (
  sequence integer primary key,
  job_arn text not null unique,
  job_id text not null,
  region text not null,
  account text not null,
  job_name text not null,
  client_request_token text,
  parameters_hash text not null,
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
create index if not exists jobs_by_token on jobs (region, account, client_request_token, parameters_hash);
create index if not exists jobs_by_due_time on jobs (due_at) where due_at is not null;
create index if not exists unfinished_jobs on jobs (region, account, base_model_id, status) where is_finished = 0;
create index if not exists active_jobs on jobs (status, sequence) where is_finished = 0;
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

export const toJob = (row: JobRow): Job => ({
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

/** What a client asked for, without what may change later. */
function parametersOf(job: JobRequest): Omit<JobRequest, 'tags'> {
  const { jobName, roleArn, modelId, clientRequestToken, invocationType, input, output, vpcConfig, timeoutHours } = job
  return { jobName, roleArn, modelId, clientRequestToken, invocationType, input, output, vpcConfig, timeoutHours }
}

/** Equal for two requests that ask for the same job. */
export const parametersHash = (request: JobRequest): string =>
  hash('sha256', JSON.stringify(parametersOf(request)), 'base64')

/** What a change of status may change. */
export const toChangedRow = (job: Job) => ({
  job_arn: job.jobArn,
  status: job.status,
  message: job.message ?? null,
  last_modified_at: job.lastModifiedAt,
  ended_at: job.endedAt ?? null,
  scheduled_at: job.scheduledAt ?? null,
  started_at: job.startedAt ?? null,
  due_at: job.dueAt ?? null,
  is_finished: isFinished(job.status) ? 1 : 0,
  ...job.counts,
  input_tokens: job.tokens.input,
  output_tokens: job.tokens.output,
})

export const toRow = (job: Job): Omit<JobRow, 'sequence'> & Record<string, unknown> => ({
  ...toChangedRow(job),
  job_id: job.jobId,
  region: job.region,
  account: job.account,
  job_name: job.jobName,
  client_request_token: job.clientRequestToken ?? null,
  parameters_hash: parametersHash(job),
  model_arn: job.modelArn,
  base_model_id: job.baseModelId,
  submitted_at: job.submittedAt,
  expires_at: job.expiresAt,
  request: JSON.stringify(parametersOf(job)),
  tags: JSON.stringify(job.tags),
})

const INSERTED = `job_arn, job_id, region, account, job_name, client_request_token, parameters_hash, model_arn, base_model_id, status,
  message, submitted_at, last_modified_at, expires_at, ended_at, scheduled_at, started_at, due_at, is_finished, total,
  processed, success, error, input_tokens, output_tokens, request, tags`

type Named = [Record<string, unknown>]
type Scope = [region: string, account: string, name: string]

interface JobStatements {
  insert: Statement<Named>
  byArn: Statement<[jobArn: string], JobRow>
  byToken: Statement<Scope, JobRow>
  byTokenAndParameters: Statement<[...Scope, parametersHash: string], JobRow>
  lastSequence: Statement<[], number | null>
  byName: Statement<Scope, { is_finished: 0 | 1 }>
  countUnfinished: Statement<Scope, number>
  countWithStatus: Statement<[...Scope, JobStatus], number>
  newest: Statement<[limit: number], JobRow>
  byId: Statement<[jobId: string], JobRow>
  withStatus: Statement<[JobStatus], JobRow>
  hasStatus: Statement<[JobStatus]>
  due: Statement<[now: number], JobRow>
  dueTimes: Statement<[], { job_arn: string; due_at: number }>
  update: Statement<Named>
  setDueTime: Statement<[dueAt: number | null, jobArn: string]>
  setCounts: Statement<Named>
  setTags: Statement<[tags: string, jobArn: string]>
  insertInput: Statement<Named>
  inputs: Statement<[jobArn: string], InputFile>
  clear: Statement<[]>
}

export const prepareStatements = (database: Database): JobStatements => ({
  insert: database.prepare(`insert into jobs (${INSERTED}) values (@${INSERTED.split(/,\s*/).join(', @')})`),
  byArn: database.prepare('select * from jobs where job_arn = ?'),
  byToken: database.prepare(
    'select * from jobs where region = ? and account = ? and client_request_token = ? order by sequence limit 1',
  ),
  byTokenAndParameters: database.prepare(`select * from jobs
    where region = ? and account = ? and client_request_token = ? and parameters_hash = ? order by sequence limit 1`),
  lastSequence: database.prepare<[], number | null>('select max(sequence) from jobs').pluck(),
  byName: database.prepare('select is_finished from jobs where region = ? and account = ? and job_name = ?'),
  countUnfinished: database
    .prepare<Scope, number>(
      'select count(*) from jobs where region = ? and account = ? and base_model_id = ? and is_finished = 0',
    )
    .pluck(),
  countWithStatus: database
    .prepare<[...Scope, JobStatus], number>(
      'select count(*) from jobs where region = ? and account = ? and base_model_id = ? and is_finished = 0 and status = ?',
    )
    .pluck(),
  newest: database.prepare('select * from jobs order by sequence desc limit ?'),
  byId: database.prepare('select * from jobs where job_id = ? order by sequence desc limit 1'),
  withStatus: database.prepare('select * from jobs where is_finished = 0 and status = ? order by sequence'),
  hasStatus: database.prepare('select 1 from jobs where is_finished = 0 and status = ? limit 1'),
  due: database.prepare('select * from jobs where due_at <= ? order by due_at, sequence'),
  dueTimes: database.prepare('select job_arn, due_at from jobs where due_at is not null order by due_at, sequence'),
  update: database.prepare(`update jobs set status = @status, message = @message, last_modified_at = @last_modified_at,
    ended_at = @ended_at, scheduled_at = @scheduled_at, started_at = @started_at, due_at = @due_at,
    is_finished = @is_finished, total = @total, processed = @processed, success = @success, error = @error,
    input_tokens = @input_tokens, output_tokens = @output_tokens
    where job_arn = @job_arn and status = @expected`),
  setDueTime: database.prepare('update jobs set due_at = ? where job_arn = ?'),
  setCounts: database.prepare(`update jobs set processed = @processed, success = @success, error = @error,
    input_tokens = @input, output_tokens = @output where job_arn = @jobArn and processed <= @processed`),
  setTags: database.prepare('update jobs set tags = ? where job_arn = ?'),
  insertInput: database.prepare(`insert or replace into job_inputs (job_arn, position, key, etag, size, record_count)
    values (@jobArn, @position, @key, @etag, @size, @recordCount)`),
  inputs: database.prepare(
    'select key, etag, size, record_count as recordCount from job_inputs where job_arn = ? order by position',
  ),
  clear: database.prepare('delete from jobs'),
})
