import SqliteDatabase from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { ListPosition, ListQuery as JobQuery } from '../../../emulator/jobs/job-list.ts'
import { JobStore } from '../../../emulator/jobs/job-store.ts'
import { fillTable } from '../../support/fill-table.ts'
import { aJob } from '../../support/jobs.ts'
import { countingDatabase } from '../../support/touched-rows.ts'

const FEW = 1000
const MANY = 100_000
const PAGE = 10

/** Most of what is ever counted stands in the very same millisecond: a clock that is turned by hand makes such jobs. */
function jobsStore(count: number) {
  const { database, ...counting } = countingDatabase(new SqliteDatabase(':memory:'))
  const jobs = new JobStore(database)
  jobs.add(aJob({ submittedAt: 1, dueAt: undefined }))
  fillTable(database, 'jobs', count, {
    sequence: 'n + 2',
    job_arn: "job_arn || '-' || n",
    job_name: "'night-' || n",
    status: "case n % 4 when 0 then 'Failed' else 'Completed' end",
    submitted_at: `case when n < ${count / 4} then 5 when n < ${(count / 4) * 3} then 7 else n end`,
    is_finished: '1',
  })
  return { jobs, ...counting }
}

const EVERYTHING: JobQuery = {
  region: 'us-east-1',
  account: '000000000000',
  status: undefined,
  nameContains: undefined,
  after: undefined,
  before: undefined,
  boundsIncluded: false,
  order: 'descending',
  start: undefined,
  limit: PAGE,
}

/** Among the ties in the middle. */
const deepIn = (count: number): ListPosition => ({ submittedAt: 7, sequence: count / 2 })

const JOB_QUERIES: [name: string, query: Partial<JobQuery>][] = [
  ['all', {}],
  ['oldest first', { order: 'ascending' }],
  ['of a status', { status: 'Failed' }],
  ['of a status, oldest first', { status: 'Failed', order: 'ascending' }],
  ['between two times', { after: 2, before: 9 }],
  ['between two times, bounds included', { after: 5, before: 7, boundsIncluded: true }],
  ['of a status after a time, oldest first', { status: 'Completed', after: 2, order: 'ascending' }],
  ['with a name that many have', { nameContains: 'night' }],
]

describe('a page of jobs', () => {
  const few = jobsStore(FEW)
  const many = jobsStore(MANY)

  const pageOf = (query: Partial<JobQuery>) => {
    const pages: ReturnType<JobStore['list']>[] = []
    const cost = many.rowsOf(() => void pages.push(many.jobs.list({ ...EVERYTHING, ...query })))
    return { cost, ...pages[0]! }
  }

  test.each(JOB_QUERIES)('costs the same among many as among few: %s', (_name, changes) => {
    const costs = [few, many].flatMap(({ jobs, rowsOf }, index) =>
      [undefined, deepIn([FEW, MANY][index]!)].map((start) =>
        rowsOf(() => expect(jobs.list({ ...EVERYTHING, ...changes, start }).jobs).toHaveLength(PAGE)),
      ),
    )
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(2 * (PAGE + 1))
  })

  test('of a name that none has is empty, costs no more than a bound, and says where it goes on', () => {
    const costs: number[] = []
    let start: ListPosition | undefined
    do {
      const { cost, jobs, next } = pageOf({ nameContains: 'noon', start })
      costs.push(cost)
      expect(jobs).toEqual([])
      start = next
    } while (start)
    expect(costs).toHaveLength(Math.ceil((MANY + 1) / 10_000))
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(10_002)
  })

  test('of a rare name is found over as many pages as it takes', () => {
    const numbers: string[] = []
    let start: ListPosition | undefined
    do {
      const { jobs, next } = pageOf({ nameContains: '-4321', start })
      numbers.push(...jobs.map(({ jobArn }) => jobArn.split('-').at(-1)!))
      start = next
    } while (start)
    expect(numbers.map(Number).toSorted((one, other) => one - other)).toEqual([
      4321, 43_210, 43_211, 43_212, 43_213, 43_214, 43_215, 43_216, 43_217, 43_218, 43_219,
    ])
  })

  test('is found by an index, without sorting', () => {
    for (const [, changes] of JOB_QUERIES)
      for (const start of [undefined, deepIn(FEW)]) few.jobs.list({ ...EVERYTHING, ...changes, start })
    expect(few.planSteps()).not.toEqual([])
    for (const step of few.planSteps()) expect(step).toMatch(/^SEARCH jobs USING (?:COVERING )?INDEX jobs_by_/)
  })
})
