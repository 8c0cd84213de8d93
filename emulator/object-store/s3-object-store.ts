import type { Readable } from 'node:stream'
import {
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type GetObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { Log } from '../log.ts'
import {
  ObjectStoreError,
  type Abortable,
  type ObjectStore,
  type ObjectSummary,
  type ObjectWriter,
  type ReadOptions,
  type WriteOptions,
} from './object-store.ts'
import { S3Body, type BodyPart } from './s3-body.ts'
import { withQuotes } from './s3-content.ts'
import { errorOfS3, regionOfRefusal } from './s3-error.ts'
import { S3Requests } from './s3-requests.ts'
import { S3_RETRIES, type Retries } from './s3-retries.ts'
import { abortUploads, decodeKey } from './s3-uploads.ts'
import { S3Writer } from './s3-writer.ts'
import { isRegion } from '../region.ts'

export interface S3ObjectStoreOptions {
  retries?: Retries
  log?: Pick<Log, 'warn'>
}

/** Objects in any S3, reached with the client that is handed in; what may be tried again is tried by us, not by the client. */
export class S3ObjectStore implements ObjectStore {
  readonly #requests: S3Requests
  readonly #log: Pick<Log, 'warn'>

  constructor(client: S3Client, { retries = S3_RETRIES, log = { warn: () => undefined } }: S3ObjectStoreOptions = {}) {
    this.#requests = new S3Requests(client, retries)
    this.#log = log
  }

  async bucketRegion(bucket: string, { signal }: Abortable = {}): Promise<string | undefined> {
    const head = await this.#headBucket(bucket, signal)
    if (head.region !== undefined) return head.region
    try {
      const location = await this.#bucketLocation(bucket, signal)
      return isRegion(location) ? location : undefined
    } catch (error) {
      if (signal?.aborted || !(error instanceof ObjectStoreError) || error.kind === 'noSuchBucket') throw error
      return undefined
    }
  }

  async #headBucket(bucket: string, signal: AbortSignal | undefined): Promise<{ region: string | undefined }> {
    try {
      const command = new HeadBucketCommand({ Bucket: bucket })
      const { BucketRegion: region } = await this.#requests.send(command, { missing: 'noSuchBucket', signal })
      return { region }
    } catch (error) {
      const region = regionOfRefusal((error as Error).cause)
      if (region !== undefined) return { region }
      // An answer to HEAD has no code: another request tells bad credentials from a missing permission.
      if (error instanceof ObjectStoreError && error.kind === 'accessDenied') await this.#bucketLocation(bucket, signal)
      throw error
    }
  }

  /** AWS: eu-west-1 goes, of old, by another name here; other S3s have names of their own, or none. */
  async #bucketLocation(bucket: string, signal: AbortSignal | undefined): Promise<string> {
    const command = new GetBucketLocationCommand({ Bucket: bucket })
    const { LocationConstraint: location } = await this.#requests.send(command, { missing: 'noSuchBucket', signal })
    return location === 'EU' ? 'eu-west-1' : (location ?? '')
  }

  async *list(bucket: string, prefix: string, { signal }: Abortable = {}): AsyncGenerator<ObjectSummary> {
    // Keys may hold characters that XML cannot.
    const query = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' as const }
    for (let token: string | undefined; ;) {
      const command = new ListObjectsV2Command({ ...query, ContinuationToken: token })
      const page = await this.#requests.send(command, { missing: 'noSuchBucket', signal })
      for (const { Key: key, Size: size, ETag: etag } of page.Contents ?? [])
        yield { key: decodeKey(key!, page.EncodingType), size: size!, etag: withQuotes(etag!) }
      token = page.NextContinuationToken
      if (!page.IsTruncated) return
      if (token === undefined)
        throw new ObjectStoreError('unavailable', `S3 lists s3://${bucket}/${prefix} only in part`)
    }
  }

  async head(bucket: string, key: string, { signal }: Abortable = {}): Promise<ObjectSummary> {
    try {
      const command = new HeadObjectCommand({ Bucket: bucket, Key: key })
      const head = await this.#requests.send(command, { missing: 'noSuchKey', signal })
      return { key, size: head.ContentLength!, etag: withQuotes(head.ETag!) }
    } catch (error) {
      // AWS: the answer to HEAD does not say which of the two is missing.
      if (error instanceof ObjectStoreError && error.kind === 'noSuchKey') await this.bucketRegion(bucket, { signal })
      throw error
    }
  }

  async read(bucket: string, key: string, options: ReadOptions = {}): Promise<Readable> {
    const { start = 0, signal } = options
    let { etag } = options
    const open = async (from: number, until: AbortSignal | undefined): Promise<BodyPart> => {
      const range = from > 0 ? { Range: `bytes=${from}-` } : {}
      const condition = etag === undefined ? {} : { IfMatch: etag }
      const command = new GetObjectCommand({ Bucket: bucket, Key: key, ...range, ...condition })
      const answer = await this.#requests.send(command, { missing: 'noSuchKey', signal: until })
      const part = toBodyPart(answer, { from, etag, uri: `s3://${bucket}/${key}` })
      // What goes on later must be the object that it began with.
      etag ??= answer.ETag
      return part
    }
    const { retries } = this.#requests
    const asked = {
      request: `GetObject s3://${bucket}/${key}`,
      missing: 'noSuchKey',
      attempts: retries.attempts,
    } as const
    const toError = (error: unknown): unknown => (signal?.aborted ? signal.reason : errorOfS3(error, asked))
    return new S3Body(await open(start, signal), { start, open, retries, signal, toError })
  }

  write(bucket: string, key: string, options: WriteOptions): ObjectWriter {
    return new S3Writer(this.#requests, { ...options, bucket, key, log: this.#log })
  }

  async removeUnfinished(bucket: string, key: string, { signal }: Abortable = {}): Promise<number> {
    return await abortUploads(this.#requests, { bucket, key, signal })
  }
}

/** Conditions that an S3 passes over in silence would give records twice, leave some out, or mix two objects. */
function toBodyPart(
  { Body, ContentLength: length, ContentRange = '', ETag }: GetObjectCommandOutput,
  { from, etag, uri }: { from: number; etag: string | undefined; uri: string },
): BodyPart {
  const bytes = Body as Readable
  const start = Number(/^bytes (\d+)-/.exec(ContentRange)?.[1] ?? 0)
  const isOther = etag !== undefined && ETag !== undefined && withQuotes(ETag) !== withQuotes(etag)
  if (start === from && length !== undefined && !isOther) return { bytes, end: from + length }
  bytes.destroy()
  if (isOther) throw new ObjectStoreError('changed', `${uri} is another object now`)
  const how = length === undefined ? 'without its length' : `from byte ${start} instead of ${from}`
  throw new ObjectStoreError('unavailable', `S3 answers GetObject ${uri} ${how}`)
}
