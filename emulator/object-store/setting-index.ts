import type { Database, Statement } from 'better-sqlite3'

// Settings go with their bucket, also where an older Outcrop, which knows none, deletes it.
const TABLES = `
  create table if not exists bucket_settings (
    bucket text not null references buckets (name) on delete cascade, name text not null, document text not null,
    primary key (bucket, name)
  ) without rowid, strict;
`

/** The SQL of what buckets were told beside their objects: documents that nobody here looks into. */
export class SettingIndex {
  readonly #find: Statement<[string, string], { document: string }>
  readonly #put: Statement<[string, string, string]>
  readonly #delete: Statement<[string, string]>

  /** The table of buckets must be there. */
  constructor(database: Database) {
    database.exec(TABLES)
    this.#find = database.prepare('select document from bucket_settings where bucket = ? and name = ?')
    this.#put = database.prepare(
      'insert into bucket_settings values (?, ?, ?) on conflict do update set document = excluded.document',
    )
    this.#delete = database.prepare('delete from bucket_settings where bucket = ? and name = ?')
  }

  find(bucket: string, name: string): string | undefined {
    return this.#find.get(bucket, name)?.document
  }

  put(bucket: string, name: string, document: string): void {
    this.#put.run(bucket, name, document)
  }

  delete(bucket: string, name: string): void {
    this.#delete.run(bucket, name)
  }
}
