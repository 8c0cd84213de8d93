import { createHash, randomBytes } from 'node:crypto'
import { combineCrcs, isCombinable } from '../wire/combine-crcs.ts'
import { createChecksum } from '../wire/checksum.ts'
import { transactDeletion, type EmbeddedBuckets, type StoreParts } from './embedded-buckets.ts'
import { toFullChecksum } from './hash-body.ts'
import { listUploads, type UploadListing, type UploadQuery } from './list-uploads.ts'
import { ObjectStoreError } from './object-store.ts'
import { quote, toWholeSeconds, type Checksum, type StoredObject } from './stored-object.ts'
import { transact } from './transact.ts'
import type { MultipartUpload, UploadedPart } from './upload-index.ts'
import { writeBody, type Allow, type NewBody } from './write-body.ts'

/** Bytes from `start` to `end` (excluded). */
interface Range {
  start: number
  end: number
}

/** Objects that come in parts. The parts' files become the object's segments: nothing is copied. */
export class EmbeddedUploads {
  readonly #parts: StoreParts
  readonly #buckets: EmbeddedBuckets

  constructor(parts: StoreParts, buckets: EmbeddedBuckets) {
    this.#parts = parts
    this.#buckets = buckets
  }

  /** Fails with `noSuchBucket`. */
  create(upload: Omit<MultipartUpload, 'uploadId' | 'initiatedAt'>): MultipartUpload {
    this.#buckets.get(upload.bucket)
    const created = { ...upload, uploadId: randomBytes(48).toString('hex'), initiatedAt: this.#second() }
    transact(this.#parts.database, () => this.#parts.uploads.insert(created))
    return created
  }

  /** Fails with `noSuchBucket`, `noSuchUpload`, also where the id belongs to another key. */
  get(bucket: string, key: string, uploadId: string): MultipartUpload {
    this.#buckets.get(bucket)
    const upload = this.#parts.uploads.find(bucket, key, uploadId)
    if (!upload) throw new ObjectStoreError('noSuchUpload', `no multipart upload ${uploadId}`)
    return upload
  }

  /** One page of the uploads that are neither completed nor aborted. Fails with `noSuchBucket`. */
  list(bucket: string, query: UploadQuery): UploadListing {
    this.#buckets.get(bucket)
    return listUploads(this.#parts.uploads, bucket, query)
  }

  /** Parts in the order of their numbers: those above `after`, at most `limit` of them. */
  parts({ uploadId }: MultipartUpload, range?: { after: number; limit: number }): UploadedPart[] {
    return this.#parts.uploads.parts(uploadId, range)
  }

  /** Puts a part in the place of what has its number. Fails with `noSuchUpload` when the upload has ended meanwhile. */
  async putPart(upload: MultipartUpload, number: number, body: NewBody): Promise<UploadedPart> {
    const { database, uploads, bodies } = this.#parts
    return await writeBody(bodies, body, async ({ name, size, md5 }, { value }) => {
      const part = {
        number,
        size,
        etag: quote(md5),
        lastModifiedAt: this.#second(),
        checksumValue: value,
        name: size > 0 ? name : undefined,
      }
      const replaced = transact(database, () => {
        this.get(upload.bucket, upload.key, upload.uploadId)
        return uploads.putPart(upload.uploadId, part)
      })
      bodies.adopt(name)
      if (replaced !== undefined) await bodies.remove([replaced])
      return part
    })
  }

  /** A part of bytes of an object that was got in the same turn. Fails as putPart() does, and with `full`. */
  async copyPart(upload: MultipartUpload, number: number, source: StoredObject, range: Range): Promise<UploadedPart> {
    const { algorithm } = upload.checksum
    const chunks = (await this.#parts.bodies.read(source, range.start, range.end)) as AsyncIterable<Buffer>
    const seal: NewBody['seal'] = async ({ digests }) => toFullChecksum(algorithm, digests)
    return await this.putPart(upload, number, { chunks, checksums: [algorithm], seal })
  }

  /** The object that complete() would make of these parts. */
  async assemble(upload: MultipartUpload, parts: UploadedPart[]): Promise<StoredObject> {
    const { bucket, key, attributes } = upload
    const md5 = createHash('md5')
    for (const { etag } of parts) md5.update(Buffer.from(etag.slice(1, -1), 'hex'))
    return {
      bucket,
      key,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      etag: quote(md5.digest(), `-${parts.length}`),
      lastModifiedAt: this.#second(),
      attributes,
      checksum: await checksumOf(upload, parts),
      parts: parts.map(({ size, checksumValue }) => (upload.checksum.isRequested ? { size, checksumValue } : { size })),
      segments: parts.flatMap(({ name, size }) => (name === undefined ? [] : [{ name, size }])),
    }
  }

  /**
   * Puts an assembled object in its place and ends the upload. Fails with `noSuchUpload` when the upload has ended, and with
   * `noSuchPart` when one of its parts was replaced, since the object was assembled.
   */
  async complete(upload: MultipartUpload, object: StoredObject, allow?: Allow): Promise<void> {
    const { database, objects, uploads, bodies } = this.#parts
    const used = new Set(object.segments.map(({ name }) => name))
    const unused = transact(database, () => {
      this.get(upload.bucket, upload.key, upload.uploadId)
      allow?.(objects.find(object.bucket, object.key))
      const partNames = new Set(uploads.delete(upload.uploadId))
      if (!used.isSubsetOf(partNames)) throw new ObjectStoreError('noSuchPart', 'a part was replaced meanwhile')
      return [...objects.replace(object), ...partNames.difference(used)]
    })
    await bodies.remove(unused)
  }

  /** Fails with `noSuchUpload`. */
  async abort({ bucket, key, uploadId }: MultipartUpload): Promise<void> {
    const { uploads, bodies } = this.#parts
    const names = transactDeletion(this.#parts, () => {
      this.get(bucket, key, uploadId)
      return uploads.delete(uploadId)
    })
    await bodies.remove(names)
  }

  #second(): number {
    return toWholeSeconds(this.#parts.now())
  }
}

/** AWS: a composite checksum is that of the parts' checksums, one behind the other, with the number of parts. */
async function checksumOf({ checksum }: MultipartUpload, parts: UploadedPart[]): Promise<Checksum> {
  const { algorithm, type } = checksum
  const digests = parts.map(({ checksumValue, size }) => ({ digest: Buffer.from(checksumValue, 'base64'), size }))
  if (type === 'FULL_OBJECT' && isCombinable(algorithm))
    return { algorithm, type, value: combineCrcs(algorithm, digests).toString('base64') }
  const running = createChecksum(algorithm)
  for (const { digest } of digests) running.update(digest)
  const value = Buffer.from(await running.digest()).toString('base64')
  return { algorithm, type: 'COMPOSITE', value: `${value}-${parts.length}` }
}
