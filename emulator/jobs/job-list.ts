import type { Database, Statement } from 'better-sqlite3'
import type { JobStatus } from '../../translator/formats/bedrock/job-status.ts'
import type { AccountRegion } from '../arn.ts'
import type { Job } from './job.ts'
import { toJob, type JobRow } from './job-table.ts'

export interface ListQuery extends AccountRegion {
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

/** Some of an owner's jobs that stand together, in the order in which they are listed. Times are epoch milliseconds. */
type Range =
  | { kind: 'between'; later: number; earlier: number }
  /** Those of one millisecond that are behind a place. */
  | { kind: 'ties'; submittedAt: number; sequence: number }

interface Candidate {
  sequence: number
  submitted_at: number
  is_named: 0 | 1
}

type CandidateStatement = Statement<[Record<string, unknown>], Candidate>

/**
 * How many jobs are held against a part of a name for one page, lest a rare name costs more the more jobs there are. A page
 * that ends there says where it goes on, also when it is empty.
 */
const MOST_LOOKED_AT = 10_000

/** Pages of jobs. A page costs the same however many jobs there are, and wherever it begins. */
export class JobList {
  readonly #database: Database
  readonly #bySequence: Statement<[number], JobRow>
  /** By their SQL: which conditions there are, the query says. */
  readonly #statements = new Map<string, CandidateStatement>()

  constructor(database: Database) {
    this.#database = database
    this.#bySequence = database.prepare('select * from jobs where sequence = ?')
  }

  page(query: ListQuery): { jobs: Job[]; next: ListPosition | undefined } {
    const sequences: number[] = []
    let next: ListPosition | undefined
    let lookedAt = 0
    for (const candidate of this.#candidates(query)) {
      const isOneMore = candidate.is_named === 1 && sequences.length === query.limit
      if (isOneMore || lookedAt === MOST_LOOKED_AT) return { jobs: this.#jobs(sequences), next }
      if (candidate.is_named === 1) sequences.push(candidate.sequence)
      next = { submittedAt: candidate.submitted_at, sequence: candidate.sequence }
      lookedAt += 1
    }
    return { jobs: this.#jobs(sequences), next: undefined }
  }

  *#candidates(query: ListQuery): Generator<Candidate> {
    const { region, account, status, nameContains } = query
    for (const range of rangesOf(query)) {
      const statement = this.#statement(sqlOf(query, range))
      yield* statement.iterate({ region, account, status, nameContains, ...range })
    }
  }

  #jobs(sequences: number[]): Job[] {
    return sequences.map((sequence) => toJob(this.#bySequence.get(sequence)!))
  }

  #statement(sql: string): CandidateStatement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare<[Record<string, unknown>], Candidate>(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

/**
 * SQLite finds its place in an index by one bound of each end, and never by both a time and a `sequence`, which is the
 * table's own key: it would read all jobs of that millisecond. So the ties with the last page are a range of their own.
 */
function rangesOf({ after, before, boundsIncluded, order, start }: ListQuery): Range[] {
  const widening = boundsIncluded ? 1 : 0
  const between = {
    kind: 'between',
    later: (after ?? -Infinity) - widening,
    earlier: (before ?? Infinity) + widening,
  } as const
  if (!start) return [between]
  const { submittedAt } = start
  const rest =
    order === 'ascending'
      ? { ...between, later: Math.max(between.later, submittedAt) }
      : { ...between, earlier: Math.min(between.earlier, submittedAt) }
  const hasTies = between.later < submittedAt && submittedAt < between.earlier
  return [...(hasTies ? [{ kind: 'ties', ...start } as const] : []), rest]
}

function sqlOf({ status, nameContains, order }: ListQuery, { kind }: Range): string {
  const isAscending = order === 'ascending'
  const direction = isAscending ? 'asc' : 'desc'
  const ofStatus = status === undefined ? '' : 'and status = @status'
  const ofRange =
    kind === 'ties'
      ? `and submitted_at = @submittedAt and sequence ${isAscending ? '>' : '<'} @sequence`
      : 'and submitted_at > @later and submitted_at < @earlier'
  return `select sequence, submitted_at, ${nameContains === undefined ? '1' : 'instr(job_name, @nameContains) > 0'} as is_named
    from jobs where region = @region and account = @account ${ofStatus} ${ofRange}
    order by submitted_at ${direction}, sequence ${direction}`
}
