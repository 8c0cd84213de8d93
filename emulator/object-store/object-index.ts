import type { Database, Statement } from 'better-sqlite3'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import type { Attributes, Bucket, Checksum, ListedObject, Segment, StoredObject, StoredPart } from './stored-object.ts'

// Texts are compared by their UTF-8 bytes (BINARY), which is the order of S3's listings.
const TABLES = `
  create table if not exists buckets (
    name text primary key, region text not null, account text not null, created_at integer not null
  ) without rowid, strict;
  create table if not exists objects (
    bucket text not null references buckets (name), key text not null, size integer not null, etag text not null,
    last_modified_at integer not null, storage_class text not null, checksum_algorithm text not null,
    checksum_type text not null, checksum_value text not null, part_sizes text, attributes text not null,
    primary key (bucket, key)
  ) without rowid, strict;
  create table if not exists segments (
    bucket text not null, key text not null, position integer not null, name text not null, size integer not null,
    primary key (bucket, key, position), foreign key (bucket, key) references objects (bucket, key)
  ) without rowid, strict;
`

interface ListedRow {
  key: string
  size: number
  etag: string
  last_modified_at: number
  storage_class: string
  checksum_algorithm: ChecksumAlgorithm
  checksum_type: Checksum['type']
}

interface ObjectRow extends ListedRow {
  bucket: string
  checksum_value: string
  part_sizes: string | null
  attributes: string
}

type BucketRow = Omit<Bucket, 'createdAt'> & { created_at: number }

/** The SQL of buckets and objects. Whoever changes more than one row wraps it in a transaction. */
export class ObjectIndex {
  readonly #insertBucket: Statement<[string, string, string, number]>
  readonly #deleteBucket: Statement<[string]>
  readonly #findBucket: Statement<[string], BucketRow>
  readonly #allBuckets: Statement<[], BucketRow>
  readonly #findObject: Statement<[string, string], ObjectRow>
  readonly #putObject: Statement<[ObjectRow]>
  readonly #setAttributes: Statement<[string, string, string]>
  readonly #deleteObject: Statement<[string, string]>
  readonly #walk: Statement<[string, string, string], ListedRow>
  readonly #page: Statement<[string, string, string, number], ListedRow>
  readonly #segments: Statement<[string, string], Segment>
  readonly #putSegment: Statement<[string, string, number, string, number]>
  readonly #deleteSegments: Statement<[string, string], { name: string }>
  readonly #reset: () => void

  constructor(database: Database) {
    database.exec(TABLES)
    this.#insertBucket = database.prepare('insert into buckets (name, region, account, created_at) values (?, ?, ?, ?)')
    this.#deleteBucket = database.prepare('delete from buckets where name = ?')
    this.#findBucket = database.prepare('select * from buckets where name = ?')
    this.#allBuckets = database.prepare('select * from buckets order by name')
    this.#findObject = database.prepare('select * from objects where bucket = ? and key = ?')
    this.#putObject = database.prepare(`
      insert into objects values (@bucket, @key, @size, @etag, @last_modified_at, @storage_class, @checksum_algorithm,
        @checksum_type, @checksum_value, @part_sizes, @attributes)
      on conflict do update set size = excluded.size, etag = excluded.etag, last_modified_at = excluded.last_modified_at,
        storage_class = excluded.storage_class, checksum_algorithm = excluded.checksum_algorithm,
        checksum_type = excluded.checksum_type, checksum_value = excluded.checksum_value,
        part_sizes = excluded.part_sizes, attributes = excluded.attributes`)
    this.#setAttributes = database.prepare('update objects set attributes = ? where bucket = ? and key = ?')
    this.#deleteObject = database.prepare('delete from objects where bucket = ? and key = ?')
    const range = `select key, size, etag, last_modified_at, storage_class, checksum_algorithm, checksum_type
      from objects where bucket = ? and key >= ? and key <= ? order by key`
    this.#walk = database.prepare(range)
    this.#page = database.prepare(`${range} limit ?`)
    this.#segments = database.prepare('select name, size from segments where bucket = ? and key = ? order by position')
    this.#putSegment = database.prepare('insert into segments values (?, ?, ?, ?, ?)')
    this.#deleteSegments = database.prepare('delete from segments where bucket = ? and key = ? returning name')
    this.#reset = () => database.exec('delete from segments; delete from objects; delete from buckets')
  }

  findBucket(name: string): Bucket | undefined {
    const row = this.#findBucket.get(name)
    return row && toBucket(row)
  }

  /** In the order of their names. */
  buckets(): Bucket[] {
    return this.#allBuckets.all().map(toBucket)
  }

  insertBucket({ name, region, account, createdAt }: Bucket): void {
    this.#insertBucket.run(name, region, account, createdAt)
  }

  deleteBucket(name: string): void {
    this.#deleteBucket.run(name)
  }

  isEmpty(bucket: string): boolean {
    return this.page(bucket, '', LAST_KEY, 1).length === 0
  }

  find(bucket: string, key: string): StoredObject | undefined {
    const row = this.#findObject.get(bucket, key)
    return row && toStoredObject(row, this.#segments.all(bucket, key))
  }

  /** Puts an object in the place of what has its key; returns the names of files that no object has any more. */
  replace(object: StoredObject): string[] {
    const { bucket, key, segments } = object
    const names = this.#deleteSegments.all(bucket, key).map(({ name }) => name)
    this.#putObject.run(toRow(object))
    for (const [position, { name, size }] of segments.entries()) this.#putSegment.run(bucket, key, position, name, size)
    return names
  }

  /** Of an object that is there. Its storage class stays. */
  setAttributes({ bucket, key }: Pick<StoredObject, 'bucket' | 'key'>, attributes: Attributes): void {
    this.#setAttributes.run(JSON.stringify(attributes), bucket, key)
  }

  /** Returns the names of files that no object has any more; none where there was no object. */
  delete(bucket: string, key: string): string[] {
    const names = this.#deleteSegments.all(bucket, key).map(({ name }) => name)
    this.#deleteObject.run(bucket, key)
    return names
  }

  /**
   * Objects with keys from `first` to `last`, both included, in the order of their UTF-8 bytes, read as they are asked for.
   * No statement that writes may run before the end of the walk.
   */
  *walk(bucket: string, first: string, last: string): Generator<ListedObject> {
    for (const row of this.#walk.iterate(bucket, first, last)) yield toListedObject(row)
  }

  /** The first of them. */
  page(bucket: string, first: string, last: string, limit: number): ListedObject[] {
    return this.#page.all(bucket, first, last, limit).map(toListedObject)
  }

  /** Forgets all. */
  reset(): void {
    this.#reset()
  }
}

/** Above every key, and below none: a key has at most 1,024 bytes, and U+10FFFF, the highest of characters, takes four. */
export const LAST_KEY = '\u{10ffff}'.repeat(256)

const toBucket = ({ created_at: createdAt, ...bucket }: BucketRow): Bucket => ({ ...bucket, createdAt })

const toListedObject = (row: ListedRow): ListedObject => ({
  key: row.key,
  size: row.size,
  etag: row.etag,
  lastModifiedAt: row.last_modified_at,
  storageClass: row.storage_class,
  checksumAlgorithm: row.checksum_algorithm,
  checksumType: row.checksum_type,
})

const toStoredObject = (row: ObjectRow, segments: Segment[]): StoredObject => ({
  bucket: row.bucket,
  key: row.key,
  size: row.size,
  etag: row.etag,
  lastModifiedAt: row.last_modified_at,
  attributes: JSON.parse(row.attributes) as Attributes,
  checksum: { algorithm: row.checksum_algorithm, type: row.checksum_type, value: row.checksum_value },
  parts: row.part_sizes === null ? undefined : (JSON.parse(row.part_sizes) as (StoredPart | number)[]).map(toPart),
  segments,
})

/** Folders of early days have sizes alone. */
const toPart = (part: StoredPart | number): StoredPart => (typeof part === 'number' ? { size: part } : part)

const toRow = (object: StoredObject): ObjectRow => ({
  bucket: object.bucket,
  key: object.key,
  size: object.size,
  etag: object.etag,
  last_modified_at: object.lastModifiedAt,
  storage_class: object.attributes.storageClass,
  checksum_algorithm: object.checksum.algorithm,
  checksum_type: object.checksum.type,
  checksum_value: object.checksum.value,
  part_sizes: object.parts === undefined ? null : JSON.stringify(object.parts),
  attributes: JSON.stringify(object.attributes),
})
