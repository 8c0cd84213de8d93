import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import {
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { ObjectStore, ObjectSummary, ObjectWriter, WriteOptions } from './object-store.ts'
import { regionOfRefusal, errorOfS3 } from './s3-error.ts'

/** Objects in any S3, reached with the client that is handed in. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client

  constructor(client: S3Client) {
    this.#client = client
  }

  async bucketRegion(bucket: string): Promise<string> {
    try {
      const { BucketRegion: region } = await this.#client.send(new HeadBucketCommand({ Bucket: bucket }))
      return region ?? (await this.#bucketLocation(bucket))
    } catch (error) {
      const region = regionOfRefusal(error)
      if (region !== undefined) return region
      throw errorOfS3(error, 'noSuchBucket')
    }
  }

  /** AWS: us-east-1 and, of old, eu-west-1 go by other names here. */
  async #bucketLocation(bucket: string): Promise<string> {
    const { LocationConstraint: location } = await this.#client.send(new GetBucketLocationCommand({ Bucket: bucket }))
    return location === 'EU' ? 'eu-west-1' : location || 'us-east-1'
  }

  async *list(bucket: string, prefix: string): AsyncGenerator<ObjectSummary> {
    // Keys may hold characters that XML cannot.
    const query = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' as const }
    try {
      for await (const { Contents: contents = [] } of paginateListObjectsV2({ client: this.#client }, query))
        for (const { Key: key, Size: size, ETag: etag } of contents)
          yield { key: decodeURIComponent(key!.replaceAll('+', ' ')), size: size!, etag: etag! }
    } catch (error) {
      throw errorOfS3(error, 'noSuchBucket')
    }
  }

  async head(bucket: string, key: string): Promise<ObjectSummary> {
    try {
      const head = await this.#client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))
      return { key, size: head.ContentLength!, etag: head.ETag! }
    } catch (error) {
      const failure = errorOfS3(error, 'noSuchKey')
      // AWS: the answer to HEAD does not say which of the two is missing.
      if (failure.kind === 'noSuchKey') await this.bucketRegion(bucket)
      throw failure
    }
  }

  async read(
    bucket: string,
    key: string,
    { start = 0, etag }: { start?: number; etag?: string } = {},
  ): Promise<Readable> {
    try {
      const range = start > 0 ? { Range: `bytes=${start}-` } : {}
      const condition = etag === undefined ? {} : { IfMatch: etag }
      const { Body: body } = await this.#client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, ...range, ...condition }),
      )
      return body as Readable
    } catch (error) {
      throw errorOfS3(error, 'noSuchKey')
    }
  }

  write(bucket: string, key: string, options: WriteOptions): ObjectWriter {
    // An abort before the first write finds nobody who listens.
    const body = new PassThrough().on('error', () => undefined)
    let uploading: Promise<void> | undefined
    const start = (): Promise<void> => {
      uploading ??= this.#upload(bucket, key, body, options)
      // Whoever waits for it hears of its failure; until then it is not lost.
      uploading.catch(() => undefined)
      return uploading
    }
    return {
      write: async (piece) => {
        const upload = start()
        // The upload keeps what it gets until a part is full.
        if (!body.write(Buffer.from(piece))) await Promise.race([once(body, 'drain'), upload])
      },
      complete: async () => {
        const upload = start()
        body.end()
        await upload
      },
      abort: async () => {
        body.destroy(new Error('the object is not wanted any more'))
        await uploading?.catch(() => undefined)
      },
    }
  }

  /** In parts where it is large. When the body fails, the parts are removed before the promise is rejected. */
  async #upload(bucket: string, key: string, body: Readable, { contentType, kmsKeyId }: WriteOptions): Promise<void> {
    const { Upload } = await import('@aws-sdk/lib-storage')
    const encryption = kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKeyId }
    const params = { Bucket: bucket, Key: key, Body: body, ContentType: contentType, ...encryption }
    try {
      await new Upload({ client: this.#client, params }).done()
    } catch (error) {
      throw errorOfS3(error, 'noSuchBucket')
    }
  }
}
