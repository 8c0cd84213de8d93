import { hash } from 'node:crypto'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import { isFinished, type Job, type JobRequest, type Tag } from './job.ts'

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
create table if not exists waiting_jobs (
  job_arn text primary key references jobs (job_arn) on delete cascade
) strict, without rowid;
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
