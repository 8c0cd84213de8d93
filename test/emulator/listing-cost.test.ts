import SqliteDatabase, { type Database } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { ListPosition, ListQuery as JobQuery } from '../../emulator/jobs/job-list.ts'
import { JobStore } from '../../emulator/jobs/job-store.ts'
import { listObjects, type ListQuery, type Position } from '../../emulator/object-store/list-objects.ts'
import { listUploads, type UploadPosition, type UploadQuery } from '../../emulator/object-store/list-uploads.ts'
import { ObjectIndex } from '../../emulator/object-store/object-index.ts'
import { UploadIndex } from '../../emulator/object-store/upload-index.ts'
import { aJob } from '../support/jobs.ts'
import { ATTRIBUTES } from '../support/put-text.ts'
import { countingDatabase } from '../support/touched-rows.ts'

const FEW = 1000
const MANY = 100_000
const PAGE = 10
const BUCKET = { name: 'bucket', region: 'us-east-1', account: '000000000000', createdAt: 0 }

/** Rows 0 to count - 1 of one made by hand: `values` are SQL over the number n. */
function fill(database: Database, table: string, count: number, values: Record<string, string>): void {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const selected = columns.map((name) => values[name] ?? name)
  database.exec(`with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < ${count - 1})
    insert into ${table} select ${selected.join(', ')} from numbers join (select * from ${table} limit 1)`)
}

/** Most of what is ever counted stands in the very same millisecond: a clock that is turned by hand makes such jobs. */
function jobsStore(count: number) {
  const { database, ...counting } = countingDatabase(new SqliteDatabase(':memory:'))
  const jobs = new JobStore(database)
  jobs.add(aJob({ submittedAt: 1, dueAt: undefined }))
  fill(database, 'jobs', count, {
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

/** Half of the keys are below one common prefix. */
function objectIndex(count: number) {
  const { database, ...counting } = countingDatabase(new SqliteDatabase(':memory:'))
  const index = new ObjectIndex(database)
  index.insertBucket(BUCKET)
  index.replace({
    bucket: 'bucket',
    key: '0',
    size: 1,
    etag: '"e"',
    lastModifiedAt: 0,
    attributes: ATTRIBUTES,
    checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' },
    parts: undefined,
    segments: [],
  })
  fill(database, 'objects', count, { key: keyOf(count) })
  return { index, ...counting }
}

const keyOf = (count: number): string => `case when n < ${count / 2} then 'a/' || n else 'b' || n || '/x' end`

describe('a page of keys', () => {
  const few = objectIndex(FEW)
  const many = objectIndex(MANY)
  const queries: [name: string, query: Partial<ListQuery>][] = [
    ['all', {}],
    ['below a prefix', { prefix: 'b' }],
    ['with common prefixes', { delimiter: '/' }],
    ['behind a key', { after: { key: 'a/4' } }],
    ['behind a common prefix', { delimiter: '/', after: { commonPrefix: 'a/' } }],
  ]

  test.each(queries)('costs the same among many as among few: %s', (_name, changes) => {
    const query: ListQuery = { prefix: '', delimiter: '', after: undefined, limit: PAGE, ...changes }
    const costs = [few, many].map(({ index, rowsOf }) =>
      rowsOf(() => {
        const { objects, commonPrefixes } = listObjects(index, 'bucket', query)
        expect(objects.length + commonPrefixes.length).toBe(PAGE)
      }),
    )
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(PAGE + 1)
  })

  test('is found by the key of the table, without sorting', () => {
    for (const delimiter of ['', '/'])
      listObjects(few.index, 'bucket', { prefix: '', delimiter, after: { key: '0' } satisfies Position, limit: PAGE })
    expect(few.planSteps()).toEqual(['SEARCH objects USING PRIMARY KEY (bucket=? AND key>? AND key<?)'])
  })
})

/** A quarter of the uploads are of one key, and another of keys below one common prefix. */
function uploadIndex(count: number) {
  const { database, ...counting } = countingDatabase(new SqliteDatabase(':memory:'))
  new ObjectIndex(database).insertBucket(BUCKET)
  const index = new UploadIndex(database)
  index.insert({
    uploadId: 'u',
    bucket: 'bucket',
    key: '0',
    initiatedAt: 0,
    attributes: ATTRIBUTES,
    checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', isRequested: true },
  })
  fill(database, 'uploads', count, {
    upload_id: "printf('u%08d', n)",
    key: `case when n < ${count / 4} then 'a' else ${keyOf(count)} end`,
  })
  return { index, ...counting }
}

describe('a page of uploads', () => {
  const few = uploadIndex(FEW)
  const many = uploadIndex(MANY)
  const among: UploadPosition = { key: 'a', uploadId: 'u00000100' }
  const queries: [name: string, query: Partial<UploadQuery>][] = [
    ['all', {}],
    ['behind one of many of its key', { after: among }],
    ['with common prefixes', { delimiter: '/', prefix: 'b' }],
    ['behind a common prefix', { delimiter: '/', after: { key: 'a/', uploadId: undefined } }],
    ['with a common prefix of many', { delimiter: '/', after: { key: 'a', uploadId: undefined } }],
  ]

  test.each(queries)('costs the same among many as among few: %s', (_name, changes) => {
    const query: UploadQuery = { prefix: '', delimiter: '', after: undefined, limit: PAGE, ...changes }
    const costs = [few, many].map(({ index, rowsOf }) =>
      rowsOf(() => {
        const { uploads, commonPrefixes } = listUploads(index, 'bucket', query)
        expect(uploads.length + commonPrefixes.length).toBe(PAGE)
      }),
    )
    // One more tells that it goes on; two find the place where it begins.
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(PAGE + 3)
  })

  test('is found by an index, without sorting', () => {
    listUploads(few.index, 'bucket', { prefix: '', delimiter: '/', after: among, limit: PAGE })
    expect(few.planSteps()).toEqual([
      'SEARCH uploads USING INDEX uploads_by_key (bucket=? AND (key,initiated_at,upload_id)>(?,?,?) AND key<?)',
    ])
  })
})
