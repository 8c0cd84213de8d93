import type { Database, Statement } from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import type { InputFile } from './job.ts'
import type { JobRow } from './job-table.ts'

const INSERTED = `job_arn, job_id, region, account, job_name, client_request_token, parameters_hash, model_arn, base_model_id, status,
  message, submitted_at, last_modified_at, expires_at, ended_at, scheduled_at, started_at, due_at, is_finished, total,
  processed, success, error, input_tokens, output_tokens, request, tags`

type Named = [Record<string, unknown>]
type Scope = [region: string, account: string, name: string]

interface StatusCount {
  status: JobStatus
  count: number
}

interface JobStatements {
  insert: Statement<Named>
  byArn: Statement<[jobArn: string], JobRow>
  byToken: Statement<Scope, JobRow>
  byTokenAndParameters: Statement<[...Scope, parametersHash: string], JobRow>
  lastSequence: Statement<[], number | null>
  byName: Statement<Scope, { is_finished: 0 | 1 }>
  countUnfinished: Statement<Scope, number>
  countWithStatus: Statement<[...Scope, JobStatus], number>
  countByStatus: Statement<[], StatusCount>
  countActive: Statement<[], StatusCount>
  newest: Statement<[limit: number], JobRow>
  byId: Statement<[jobId: string], JobRow>
  withStatus: Statement<[JobStatus], JobRow>
  hasStatus: Statement<[JobStatus]>
  dueTimes: Statement<[], { job_arn: string; due_at: number }>
  update: Statement<Named>
  setDueTime: Statement<[dueAt: number, jobArn: string]>
  addWaiting: Statement<[jobArn: string]>
  removeWaiting: Statement<[jobArn: string]>
  waiting: Statement<[], JobRow>
  moveTimes: Statement<Named>
  setCounts: Statement<Named>
  setTags: Statement<[tags: string, jobArn: string]>
  insertInput: Statement<Named>
  inputs: Statement<[jobArn: string], InputFile>
  clear: Statement<[]>
}

/** All that is asked of the tables, but for listings: those are in job-list.ts. */
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
  countByStatus: database.prepare('select status, count(*) as count from jobs group by status'),
  countActive: database.prepare('select status, count(*) as count from jobs where is_finished = 0 group by status'),
  newest: database.prepare('select * from jobs order by sequence desc limit ?'),
  byId: database.prepare('select * from jobs where job_id = ? order by sequence desc limit 1'),
  withStatus: database.prepare('select * from jobs where is_finished = 0 and status = ? order by sequence'),
  hasStatus: database.prepare('select 1 from jobs where is_finished = 0 and status = ? limit 1'),
  dueTimes: database.prepare('select job_arn, due_at from jobs where due_at is not null order by due_at, sequence'),
  update: database.prepare(`update jobs set status = @status, message = @message, last_modified_at = @last_modified_at,
    ended_at = @ended_at, scheduled_at = @scheduled_at, started_at = @started_at, due_at = @due_at,
    is_finished = @is_finished, total = @total, processed = @processed, success = @success, error = @error,
    input_tokens = @input_tokens, output_tokens = @output_tokens
    where job_arn = @job_arn and status = @expected`),
  setDueTime: database.prepare('update jobs set due_at = ? where job_arn = ?'),
  addWaiting: database.prepare('insert or ignore into waiting_jobs (job_arn) values (?)'),
  removeWaiting: database.prepare('delete from waiting_jobs where job_arn = ?'),
  waiting: database.prepare(
    "select jobs.* from waiting_jobs join jobs using (job_arn) where status = 'Scheduled' order by sequence",
  ),
  moveTimes:
    database.prepare(`update jobs set submitted_at = submitted_at + @by, last_modified_at = last_modified_at + @by,
    expires_at = expires_at + @by, ended_at = ended_at + @by, scheduled_at = scheduled_at + @by,
    started_at = started_at + @by, due_at = due_at + @by where is_finished = 0`),
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
