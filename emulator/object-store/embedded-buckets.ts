import type { Database } from 'better-sqlite3'
import { bucketUsage, type BucketUsage } from './bucket-usage.ts'
import { defaultEncryptionOf, ENCRYPTION_SETTING } from './default-encryption.ts'
import type { ObjectBodies } from './object-bodies.ts'
import type { ObjectIndex } from './object-index.ts'
import { ObjectStoreError } from './object-store.ts'
import type { SettingIndex } from './setting-index.ts'
import type { SpareRoom } from './spare-room.ts'
import { toWholeSeconds, type Bucket, type Encryption } from './stored-object.ts'
import { transact } from './transact.ts'
import type { UploadIndex } from './upload-index.ts'

/** What the parts of the embedded store share. */
export interface StoreParts {
  database: Database
  objects: ObjectIndex
  uploads: UploadIndex
  settings: SettingIndex
  bodies: ObjectBodies
  spareRoom: SpareRoom | undefined
  now: () => number
}

/** Does all of it or nothing, also where the disk is full: what is done makes room. */
export const transactDeletion = <T>({ database, spareRoom }: StoreParts, work: () => T): T =>
  spareRoom ? spareRoom.transact(database, work) : transact(database, work)

/** The buckets of all accounts. */
export class EmbeddedBuckets {
  readonly #parts: StoreParts

  constructor(parts: StoreParts) {
    this.#parts = parts
  }

  /** In the order of their names. */
  all(): Bucket[] {
    return this.#parts.objects.buckets()
  }

  /** What is in each. Looks at every object. */
  usage(): BucketUsage[] {
    return bucketUsage(this.#parts.database)
  }

  find(name: string): Bucket | undefined {
    return this.#parts.objects.findBucket(name)
  }

  /** Fails with `noSuchBucket`. */
  get(name: string): Bucket {
    const bucket = this.find(name)
    if (!bucket) throw new ObjectStoreError('noSuchBucket', `no bucket ${name}`)
    return bucket
  }

  /** Fails with `bucketExists`. Names are not checked here. */
  create(bucket: Omit<Bucket, 'createdAt'>): void {
    const { database, objects, now } = this.#parts
    if (this.find(bucket.name)) throw new ObjectStoreError('bucketExists', `bucket ${bucket.name} exists`)
    transact(database, () => objects.insertBucket({ ...bucket, createdAt: toWholeSeconds(now()) }))
  }

  /** What a bucket was told under this name; `undefined` where it was told nothing. Fails with `noSuchBucket`. */
  setting(bucket: string, name: string): string | undefined {
    return this.#parts.settings.find(this.get(bucket).name, name)
  }

  /** Fails with `noSuchBucket`. */
  defaultEncryption(bucket: string): Encryption {
    return defaultEncryptionOf(this.get(bucket), this.setting(bucket, ENCRYPTION_SETTING))
  }

  /** `undefined` forgets what it was told. Fails with `noSuchBucket`. */
  set(bucket: string, name: string, document: string | undefined): void {
    const { database, settings } = this.#parts
    transact(database, () => {
      this.get(bucket)
      if (document === undefined) settings.delete(bucket, name)
      else settings.put(bucket, name, document)
    })
  }

  /** Ends its multipart uploads too. Fails with `noSuchBucket`, `bucketNotEmpty`. */
  async delete(name: string): Promise<void> {
    const { objects, uploads, bodies } = this.#parts
    const unused = transactDeletion(this.#parts, () => {
      this.get(name)
      if (!objects.isEmpty(name)) throw new ObjectStoreError('bucketNotEmpty', `bucket ${name} is not empty`)
      const names = uploads.deleteOfBucket(name)
      objects.deleteBucket(name)
      return names
    })
    await bodies.remove(unused)
  }
}
