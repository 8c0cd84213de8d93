import type { Database } from 'better-sqlite3'

/** How many rows are read at a time. */
const PAGE_SIZE = 1000

const PARTS = {
  before: { upload_id: '', number: 0 },
  sql: `select upload_id, number, name from parts where (upload_id, number) > (@upload_id, @number)
    order by upload_id, number limit ${PAGE_SIZE}`,
}
const SEGMENTS = {
  before: { bucket: '', key: '', position: -1 },
  sql: `select bucket, key, position, name from segments where (bucket, key, position) > (@bucket, @key, @position)
    order by bucket, key, position limit ${PAGE_SIZE}`,
}

/**
 * The names of files that rows have, some at a time; rows may change between. Each that a row has all along is among them. The
 * parts come first: those of an upload that is completed on the way are of an object then, and never the other way.
 */
export function* fileNames(database: Database): Generator<string[]> {
  for (const { before, sql } of [PARTS, SEGMENTS]) {
    const statement = database.prepare<[object], { name: string | null }>(sql)
    for (let last: object | undefined = before; last !== undefined;) {
      const page: { name: string | null }[] = statement.all(last)
      yield page.flatMap(({ name }) => name ?? [])
      last = page.at(-1)
    }
  }
}
