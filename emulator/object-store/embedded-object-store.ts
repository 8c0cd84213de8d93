import type { Readable } from 'node:stream'
import type { Database } from 'better-sqlite3'
import { EmbeddedBuckets, transactDeletion, type StoreParts } from './embedded-buckets.ts'
import { toFullChecksum } from './hash-body.ts'
import type { Hashing } from './hashing.ts'
import { EmbeddedUploads } from './embedded-uploads.ts'
import { ObjectBodies } from './object-bodies.ts'
import { LAST_KEY, ObjectIndex } from './object-index.ts'
import {
  ObjectStoreError,
  type ObjectStore,
  type ObjectSummary,
  type ObjectWriter,
  type ReadOptions,
  type WriteOptions,
} from './object-store.ts'
import {
  DEFAULT_CHECKSUM,
  DEFAULT_STORAGE_CLASS,
  type Attributes,
  type Encryption,
  type StoredObject,
} from './stored-object.ts'
import { EmbeddedObjects } from './embedded-objects.ts'
import { SettingIndex } from './setting-index.ts'
import type { SpareRoom } from './spare-room.ts'
import { StrayFiles } from './stray-files.ts'
import { UploadIndex } from './upload-index.ts'

export interface EmbeddedObjectStoreOptions {
  /** Tables that are missing are made. */
  database: Database
  /** An existing folder for the bodies, ours alone. */
  folder: string
  /** Whether what has been written survives a loss of power. */
  durable: boolean
  /** Epoch milliseconds, for Last-Modified. */
  now: () => number
  /** Where large bodies are hashed; a thread of its own unless told otherwise. */
  hashing?: Hashing | undefined
  /** What deletions on a full disk are written in; nothing unless told otherwise. */
  spareRoom?: SpareRoom | undefined
}

const PAGE_SIZE = 1000

/** Objects on this machine: rows in a database, bodies in files. The S3 face works on its parts, the job engine on the port. */
export class EmbeddedObjectStore implements ObjectStore {
  readonly buckets: EmbeddedBuckets
  readonly objects: EmbeddedObjects
  readonly uploads: EmbeddedUploads
  /** What a killed process left behind. */
  readonly strayFiles: StrayFiles
  readonly #parts: StoreParts

  constructor({ database, folder, durable, now, hashing, spareRoom }: EmbeddedObjectStoreOptions) {
    const objects = new ObjectIndex(database)
    const uploads = new UploadIndex(database)
    const settings = new SettingIndex(database)
    const bodies = new ObjectBodies({ folder, durable, hashing })
    this.#parts = { database, objects, uploads, settings, bodies, spareRoom, now }
    this.buckets = new EmbeddedBuckets(this.#parts)
    this.objects = new EmbeddedObjects(this.#parts, this.buckets)
    this.uploads = new EmbeddedUploads(this.#parts, this.buckets)
    this.strayFiles = new StrayFiles(this.#parts)
  }

  /** Ends what works for the store. Objects that are being written fail. */
  async close(): Promise<void> {
    await this.#parts.bodies.close()
    await this.strayFiles.close()
  }

  /** Removes every bucket with all that is in it. */
  async reset(): Promise<void> {
    const { objects, uploads } = this.#parts
    transactDeletion(this.#parts, () => {
      uploads.reset()
      objects.reset()
    })
    await this.strayFiles.sweep()
  }

  async bucketRegion(bucket: string): Promise<string> {
    return this.buckets.get(bucket).region
  }

  async *list(bucket: string, prefix: string): AsyncGenerator<ObjectSummary> {
    const { objects } = this.#parts
    for (let first: string | undefined = prefix; first !== undefined;) {
      this.buckets.get(bucket)
      const page = objects.page(bucket, first, prefix + LAST_KEY, PAGE_SIZE)
      yield* page.map(toSummary)
      first = page.length === PAGE_SIZE ? `${page.at(-1)!.key}\0` : undefined
    }
  }

  async head(bucket: string, key: string): Promise<ObjectSummary> {
    return toSummary(this.objects.get(bucket, key))
  }

  async read(bucket: string, key: string, options: ReadOptions = {}): Promise<Readable> {
    const object = this.objects.get(bucket, key)
    if (options.etag !== undefined && options.etag !== object.etag)
      throw new ObjectStoreError('changed', `object ${key} in bucket ${bucket} is another one now`)
    return await this.objects.open(object, options.start ?? 0, object.size)
  }

  write(bucket: string, key: string, options: WriteOptions): ObjectWriter {
    const { bodies } = this.#parts
    const writer = bodies.begin([DEFAULT_CHECKSUM])
    return {
      write: async (piece) => {
        this.buckets.get(bucket)
        await writer.write(piece)
        // The next may be hours away.
        await writer.flush()
      },
      complete: async () => {
        try {
          const written = await writer.finish()
          const attributes = attributesOf(options, this.buckets.defaultEncryption(bucket))
          const checksum = toFullChecksum(DEFAULT_CHECKSUM, written.digests)
          const object = { bucket, key, attributes, checksum }
          await this.objects.adopt(object, written)
        } catch (error) {
          await writer.discard()
          throw error
        }
      },
      abort: () => writer.discard(),
    }
  }

  /** There is nothing: no row names such a body, so it is among the stray files that a start removes. */
  async removeUnfinished(): Promise<number> {
    return 0
  }
}

const toSummary = ({ key, size, etag }: ObjectSummary | StoredObject): ObjectSummary => ({ key, size, etag })

const attributesOf = ({ contentType, kmsKeyId }: WriteOptions, byDefault: Encryption): Attributes => ({
  headers: { 'content-type': contentType },
  metadata: {},
  storageClass: DEFAULT_STORAGE_CLASS,
  encryption: kmsKeyId === undefined ? byDefault : { algorithm: 'aws:kms', kmsKeyId },
})
