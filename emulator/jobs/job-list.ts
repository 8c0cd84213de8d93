import type { Database, Statement } from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import type { Job } from './job.ts'
import { toJob, type JobRow } from './job-table.ts'

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

type ListStatement = Statement<[Record<string, unknown>], JobRow>

/** Pages of jobs. */
export class JobList {
  readonly #database: Database
  /** By their SQL: which conditions there are, the query says. */
  readonly #statements = new Map<string, ListStatement>()

  constructor(database: Database) {
    this.#database = database
  }

  page(query: ListQuery): { jobs: Job[]; next: ListPosition | undefined } {
    const rows = this.#statement(sqlOf(query)).all({
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

  #statement(sql: string): ListStatement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare<[Record<string, unknown>], JobRow>(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

function sqlOf(query: ListQuery): string {
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
  return `select * from jobs where ${conditions.join(' and ')}
    order by submitted_at ${direction}, sequence ${direction} limit @limit`
}
