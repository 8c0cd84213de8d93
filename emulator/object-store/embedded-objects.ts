import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import type { BodyReader } from './body-reader.ts'
import type { WrittenBody } from './body-writer.ts'
import { transactDeletion, type EmbeddedBuckets, type StoreParts } from './embedded-buckets.ts'
import { hashBody, type BodyHashes } from './hash-body.ts'
import { listObjects, type Listing, type ListQuery } from './list-objects.ts'
import { ObjectStoreError } from './object-store.ts'
import { quote, toWholeSeconds, type Attributes, type StoredObject, type Tag } from './stored-object.ts'
import { transact } from './transact.ts'
import { writeBody, type Allow, type NewBody } from './write-body.ts'

export interface PutOptions {
  attributes: Attributes
  allow?: Allow | undefined
}

export interface CopyOptions extends PutOptions {
  /** `undefined`: that of the source. */
  checksumAlgorithm: ChecksumAlgorithm | undefined
}

export interface Deletion {
  key: string
  allow?: Allow | undefined
}

/** The objects of all buckets. A write is visible whole or not at all. Every method fails with `noSuchBucket`. */
export class EmbeddedObjects {
  readonly #parts: StoreParts
  readonly #buckets: EmbeddedBuckets

  constructor(parts: StoreParts, buckets: EmbeddedBuckets) {
    this.#parts = parts
    this.#buckets = buckets
  }

  find(bucket: string, key: string): StoredObject | undefined {
    this.#buckets.get(bucket)
    return this.#parts.objects.find(bucket, key)
  }

  /** Fails with `noSuchKey`. */
  get(bucket: string, key: string): StoredObject {
    const object = this.find(bucket, key)
    if (!object) throw new ObjectStoreError('noSuchKey', `no object ${key} in bucket ${bucket}`)
    return object
  }

  /** Bytes from `start` to `end` (excluded) of an object that was got in the same turn: the next may replace it. */
  async open(object: StoredObject, start: number, end: number): Promise<Readable> {
    return await this.#parts.bodies.read(object, start, end)
  }

  /** The same, for one who is through with each piece before the next. Must be closed. */
  reader(object: StoredObject, start: number, end: number): BodyReader {
    return this.#parts.bodies.reader(object, start, end)
  }

  /** One page of a listing. */
  list(bucket: string, query: ListQuery): Listing {
    this.#buckets.get(bucket)
    return listObjects(this.#parts.objects, bucket, query)
  }

  /** Fails with `full`, and with what `allow` and the body throw. */
  async put(bucket: string, key: string, body: NewBody, { attributes, allow }: PutOptions): Promise<StoredObject> {
    this.#check(bucket, key, allow)
    return await writeBody(this.#parts.bodies, body, (written, checksum) =>
      this.adopt({ bucket, key, attributes, checksum }, written, allow),
    )
  }

  /** Makes an object of a body that has been written. Fails as put() does, and then the body's file is still there. */
  async adopt(
    object: Pick<StoredObject, 'bucket' | 'key' | 'attributes' | 'checksum'>,
    { name, size, md5 }: WrittenBody,
    allow?: Allow,
  ): Promise<StoredObject> {
    const segments = size > 0 ? [{ name, size }] : []
    const stored = { ...object, size, etag: quote(md5), segments, parts: undefined, lastModifiedAt: this.#second() }
    await this.#replace(stored, [name], allow)
    return stored
  }

  /**
   * A copy of an object that was got in the same turn. Bytes are read only for hashes that are not known: the MD5 of what
   * came in parts, and a checksum of another kind. Fails with `full`, and with what `allow` throws.
   */
  async copy(source: StoredObject, bucket: string, key: string, options: CopyOptions): Promise<StoredObject> {
    const { attributes, allow, checksumAlgorithm = source.checksum.algorithm } = options
    const { bodies } = this.#parts
    this.#check(bucket, key, allow)
    const hold = bodies.hold(source.segments)
    const segments = await bodies.link(source.segments).catch((error: unknown) => {
      hold.release()
      throw error
    })
    try {
      const hashes = await this.#hashesOf(source, checksumAlgorithm)
      const { size } = source
      const copied = { bucket, key, size, attributes, segments, lastModifiedAt: this.#second(), ...hashes }
      await this.#replace({ ...copied, parts: undefined }, namesOf(segments), allow)
      return { ...copied, parts: undefined }
    } catch (error) {
      await bodies.remove(namesOf(segments))
      throw error
    } finally {
      hold.release()
    }
  }

  async #hashesOf(source: StoredObject, algorithm: ChecksumAlgorithm): Promise<BodyHashes> {
    const { etag, checksum, parts, size } = source
    if (parts === undefined && checksum.algorithm === algorithm) return { etag, checksum }
    return await hashBody(await this.open(source, 0, size), algorithm)
  }

  /** Puts tags in the place of those that an object has; all else of it stays. Fails with `noSuchKey`. */
  tag(bucket: string, key: string, tags: Tag[]): void {
    const { database, objects } = this.#parts
    transact(database, () => {
      const object = this.get(bucket, key)
      objects.setAttributes(object, { ...object.attributes, tags })
    })
  }

  /**
   * Returns what refused each deletion, `undefined` where the object is gone or never was. On a full disk fewer are written
   * down at a time, down to each by itself, and what is gone makes room for the next; `full` refuses those that find none.
   */
  async delete(bucket: string, deletions: Deletion[]): Promise<unknown[]> {
    try {
      return await this.#deleteTogether(bucket, deletions)
    } catch (error) {
      if (!(error instanceof ObjectStoreError && error.kind === 'full')) throw error
      if (deletions.length === 1) return [error]
      await setImmediate()
      const half = Math.ceil(deletions.length / 2)
      const refusals = await this.delete(bucket, deletions.slice(0, half))
      return [...refusals, ...(await this.delete(bucket, deletions.slice(half)))]
    }
  }

  async #deleteTogether(bucket: string, deletions: Deletion[]): Promise<unknown[]> {
    const { objects, bodies } = this.#parts
    const unused: string[] = []
    const refusals = transactDeletion(this.#parts, () => {
      this.#buckets.get(bucket)
      return deletions.map(({ key, allow }) => {
        try {
          allow?.(objects.find(bucket, key))
        } catch (error) {
          return error
        }
        unused.push(...objects.delete(bucket, key))
        return undefined
      })
    })
    await bodies.remove(unused)
    return refusals
  }

  async #replace(object: StoredObject, names: string[], allow?: Allow): Promise<void> {
    const { database, objects, bodies } = this.#parts
    const unused = transact(database, () => {
      this.#check(object.bucket, object.key, allow)
      return objects.replace(object)
    })
    bodies.adopt(...names)
    await bodies.remove(unused)
  }

  #check(bucket: string, key: string, allow: Allow | undefined): void {
    this.#buckets.get(bucket)
    allow?.(this.#parts.objects.find(bucket, key))
  }

  #second(): number {
    return toWholeSeconds(this.#parts.now())
  }
}

const namesOf = (segments: { name: string }[]): string[] => segments.map(({ name }) => name)
