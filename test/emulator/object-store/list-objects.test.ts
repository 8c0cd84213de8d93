import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listObjects, type ListQuery, type Position } from '../../../emulator/object-store/list-objects.ts'
import { LAST_KEY, ObjectIndex } from '../../../emulator/object-store/object-index.ts'
import type { ListedObject } from '../../../emulator/object-store/stored-object.ts'
import { KEY_PARTS, listModel } from '../../support/listing-model.ts'
import { ATTRIBUTES } from '../../support/put-text.ts'

/** Counts the rows that a listing reads. */
class CountingIndex extends ObjectIndex {
  rowsRead = 0;
  override *walk(bucket: string, first: string, last: string): Generator<ListedObject> {
    for (const object of super.walk(bucket, first, last)) {
      this.rowsRead += 1
      yield object
    }
  }
}

function createIndex(keys: Iterable<string>): CountingIndex {
  const database = new Database(':memory:')
  const index = new CountingIndex(database)
  const insert = database.transaction(() => {
    index.insertBucket({ name: 'bucket', region: 'us-east-1', account: '111122223333', createdAt: 0 })
    for (const key of keys)
      index.replace({
        bucket: 'bucket',
        key,
        size: 1,
        etag: '"e"',
        lastModifiedAt: 0,
        attributes: ATTRIBUTES,
        checksum: { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' },
        parts: undefined,
        segments: [],
      })
  })
  insert()
  return index
}

/** All rows of a listing, page by page, in the order in which S3 would show them merged. */
function listAll(index: ObjectIndex, query: Omit<ListQuery, 'after'> & { after?: Position }): string[] {
  const rows: string[] = []
  let after: Position | undefined = query.after
  do {
    const page = listObjects(index, 'bucket', { ...query, after })
    const pageRows = [...page.objects.map(({ key }) => key), ...page.commonPrefixes]
    rows.push(...pageRows.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    after = page.next
  } while (after !== undefined)
  return rows
}

const key = fc.array(fc.constantFrom(...KEY_PARTS), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))

describe('listing', () => {
  it('equals a model for any keys, prefix, delimiter, page size and start', () => {
    const delimiter = fc.constantFrom('', '/', '//', 'a', 'é', '😀')
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 30 }),
        fc.oneof(fc.constant(''), key, fc.constantFrom(...KEY_PARTS)),
        delimiter,
        fc.integer({ min: 1, max: 5 }),
        fc.option(key, { nil: undefined }),
        (keys, prefix, sign, limit, startAfter) => {
          const after = startAfter === undefined ? {} : { after: { key: startAfter } }
          const rows = listAll(createIndex(keys), { prefix, delimiter: sign, limit, ...after })
          const model = { prefix, delimiter: sign, ...(startAfter === undefined ? {} : { startAfter }) }
          expect(rows).toEqual(listModel(keys, model))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('steps over a common prefix without reading the keys below it', () => {
    const keys = Array.from({ length: 20_000 }, (_, number) => `${number % 4}/${number}`)
    const index = createIndex(keys)
    const page = listObjects(index, 'bucket', { prefix: '', delimiter: '/', after: undefined, limit: 1000 })
    expect(page.commonPrefixes).toEqual(['0/', '1/', '2/', '3/'])
    expect(index.rowsRead).toBe(4)
  })

  it('reads one row more than the page has', () => {
    const index = createIndex(Array.from({ length: 5000 }, (_, number) => `key-${number}`))
    listObjects(index, 'bucket', { prefix: 'key-', delimiter: '', after: { key: 'key-3' }, limit: 10 })
    expect(index.rowsRead).toBe(11)
  })

  it('a page that holds exactly all is the last', () => {
    const page = listObjects(createIndex(['a', 'b']), 'bucket', {
      prefix: '',
      delimiter: '',
      after: undefined,
      limit: 2,
    })
    expect(page.next).toBeUndefined()
  })

  it('a page of nothing has nothing and no next', () => {
    const page = listObjects(createIndex(['a']), 'bucket', { prefix: '', delimiter: '', after: undefined, limit: 0 })
    expect(page).toEqual({ objects: [], commonPrefixes: [], next: undefined })
  })

  it('a key that was deleted between two pages does not stop the listing', () => {
    const index = createIndex(['a', 'b', 'c'])
    const first = listObjects(index, 'bucket', { prefix: '', delimiter: '', after: undefined, limit: 1 })
    index.delete('bucket', 'a')
    expect(listAll(index, { prefix: '', delimiter: '', limit: 1, after: first.next! })).toEqual(['b', 'c'])
  })

  it('the longest of keys with the highest of characters are found', () => {
    const keys = [LAST_KEY, `a${'\u{10ffff}'.repeat(255)}`, 'a/\u{10ffff}', 'a/\u{10ffff}b']
    const index = createIndex(keys)
    expect(listAll(index, { prefix: '', delimiter: '', limit: 2 })).toEqual(
      listModel(keys, { prefix: '', delimiter: '' }),
    )
    expect(listAll(index, { prefix: 'a', delimiter: '/', limit: 1 })).toEqual(
      listModel(keys, { prefix: 'a', delimiter: '/' }),
    )
  })

  it('keys may hold the lowest of characters', () => {
    const keys = ['a', 'a\0', 'a\0b', 'a\u0001']
    expect(listAll(createIndex(keys), { prefix: 'a', delimiter: '', limit: 1 })).toEqual(keys)
  })
})
