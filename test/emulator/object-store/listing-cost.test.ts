import SqliteDatabase from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listObjects, type ListQuery, type Position } from '../../../emulator/object-store/list-objects.ts'
import { listUploads, type UploadPosition, type UploadQuery } from '../../../emulator/object-store/list-uploads.ts'
import { ObjectIndex } from '../../../emulator/object-store/object-index.ts'
import { UploadIndex } from '../../../emulator/object-store/upload-index.ts'
import { fillTable } from '../../support/fill-table.ts'
import { ATTRIBUTES } from '../../support/put-text.ts'
import { countingDatabase } from '../../support/touched-rows.ts'

const FEW = 1000
const MANY = 100_000
const PAGE = 10
const BUCKET = { name: 'bucket', region: 'us-east-1', account: '000000000000', createdAt: 0 }

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
  fillTable(database, 'objects', count, { key: keyOf(count) })
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
  fillTable(database, 'uploads', count, {
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
