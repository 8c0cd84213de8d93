import type { Database, Statement } from 'better-sqlite3'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import type { Attributes, Checksum } from './stored-object.ts'

/** A multipart upload that is neither completed nor aborted. */
export interface MultipartUpload {
  uploadId: string
  bucket: string
  key: string
  initiatedAt: number
  attributes: Attributes
  /** Of its parts; whether the client named the algorithm, or S3 took its own. */
  checksum: { algorithm: ChecksumAlgorithm; type: Checksum['type']; isRequested: boolean }
}

export interface UploadedPart {
  number: number
  /** In bytes. */
  size: number
  etag: string
  lastModifiedAt: number
  /** Base64, by the upload's algorithm. */
  checksumValue: string
  /** Name of the file; `undefined` where the part is empty. */
  name: string | undefined
}

const TABLES = `
  create table if not exists uploads (
    upload_id text primary key, bucket text not null references buckets (name), key text not null,
    initiated_at integer not null, attributes text not null, checksum text not null
  ) without rowid, strict;
  create index if not exists uploads_by_key on uploads (bucket, key, initiated_at, upload_id);
  create table if not exists parts (
    upload_id text not null references uploads (upload_id) on delete cascade, number integer not null,
    size integer not null, etag text not null, last_modified_at integer not null, checksum_value text not null, name text,
    primary key (upload_id, number)
  ) without rowid, strict;
`

interface UploadRow {
  upload_id: string
  bucket: string
  key: string
  initiated_at: number
  attributes: string
  checksum: string
}

interface PartRow {
  number: number
  size: number
  etag: string
  last_modified_at: number
  checksum_value: string
  name: string | null
}

/** Where a walk begins: behind this upload, which need not be there any more. */
export interface WalkFrom {
  key: string
  initiatedAt: number
  uploadId: string
}

/** The SQL of multipart uploads. Whoever changes more than one row wraps it in a transaction. */
export class UploadIndex {
  readonly #insert: Statement<[UploadRow]>
  readonly #find: Statement<[string, string, string], UploadRow>
  readonly #delete: Statement<[string]>
  readonly #ofBucket: Statement<[string], { upload_id: string }>
  readonly #walk: Statement<[WalkFrom & { bucket: string; last: string }], UploadRow>
  readonly #putPart: Statement<[PartRow & { upload_id: string }]>
  readonly #findPart: Statement<[string, number], PartRow>
  readonly #parts: Statement<[string, number, number], PartRow>
  readonly #reset: () => void

  constructor(database: Database) {
    database.exec(TABLES)
    this.#insert = database.prepare(
      'insert into uploads values (@upload_id, @bucket, @key, @initiated_at, @attributes, @checksum)',
    )
    this.#find = database.prepare('select * from uploads where upload_id = ? and bucket = ? and key = ?')
    this.#delete = database.prepare('delete from uploads where upload_id = ?')
    this.#ofBucket = database.prepare('select upload_id from uploads where bucket = ?')
    this.#walk = database.prepare(`select * from uploads
      where bucket = @bucket and key < @last and (key, initiated_at, upload_id) > (@key, @initiatedAt, @uploadId)
      order by key, initiated_at, upload_id`)
    this.#putPart = database.prepare(
      'insert or replace into parts values (@upload_id, @number, @size, @etag, @last_modified_at, @checksum_value, @name)',
    )
    this.#findPart = database.prepare('select * from parts where upload_id = ? and number = ?')
    this.#parts = database.prepare('select * from parts where upload_id = ? and number > ? order by number limit ?')
    this.#reset = () => database.exec('delete from uploads')
  }

  insert({ uploadId, bucket, key, initiatedAt, attributes, checksum }: MultipartUpload): void {
    this.#insert.run({
      upload_id: uploadId,
      bucket,
      key,
      initiated_at: initiatedAt,
      attributes: JSON.stringify(attributes),
      checksum: JSON.stringify(checksum),
    })
  }

  /** Only where all three belong together. */
  find(bucket: string, key: string, uploadId: string): MultipartUpload | undefined {
    const row = this.#find.get(uploadId, bucket, key)
    return row && toUpload(row)
  }

  /**
   * Uploads of keys below `last`, in the order of their keys, and those of one key as they were begun. No statement that
   * writes may run before the end of the walk.
   */
  *walk(bucket: string, from: WalkFrom, last: string): Generator<MultipartUpload> {
    for (const row of this.#walk.iterate({ bucket, last, ...from })) yield toUpload(row)
  }

  /** Removes an upload with its parts; returns the names of their files. */
  delete(uploadId: string): string[] {
    const names = this.parts(uploadId).flatMap(({ name }) => (name === undefined ? [] : [name]))
    this.#delete.run(uploadId)
    return names
  }

  /** Removes all uploads of a bucket; returns the names of their parts' files. */
  deleteOfBucket(bucket: string): string[] {
    return this.#ofBucket.all(bucket).flatMap(({ upload_id: uploadId }) => this.delete(uploadId))
  }

  /** Puts a part in the place of what has its number; returns the name of the file that no part has any more. */
  putPart(uploadId: string, { lastModifiedAt, checksumValue, name, ...part }: UploadedPart): string | undefined {
    const before = this.#findPart.get(uploadId, part.number)
    this.#putPart.run({
      ...part,
      upload_id: uploadId,
      last_modified_at: lastModifiedAt,
      checksum_value: checksumValue,
      name: name ?? null,
    })
    return before?.name ?? undefined
  }

  /** Parts in the order of their numbers: those above `after`, at most `limit` of them. */
  parts(uploadId: string, { after = 0, limit = -1 }: { after?: number; limit?: number } = {}): UploadedPart[] {
    return this.#parts.all(uploadId, after, limit).map(toUploadedPart)
  }

  /** Forgets all. */
  reset(): void {
    this.#reset()
  }
}

const toUpload = (row: UploadRow): MultipartUpload => ({
  uploadId: row.upload_id,
  bucket: row.bucket,
  key: row.key,
  initiatedAt: row.initiated_at,
  attributes: JSON.parse(row.attributes) as Attributes,
  checksum: JSON.parse(row.checksum) as MultipartUpload['checksum'],
})

const toUploadedPart = (row: PartRow): UploadedPart => ({
  number: row.number,
  size: row.size,
  etag: row.etag,
  lastModifiedAt: row.last_modified_at,
  checksumValue: row.checksum_value,
  name: row.name ?? undefined,
})
