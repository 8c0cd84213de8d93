import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Log } from '../log.ts'
import type { ObjectWriter, WriteOptions } from './object-store.ts'
import type { S3Requests } from './s3-requests.ts'
import { UploadRequests } from './s3-upload-requests.ts'

/** Parts that are on their way at once; with the one that fills, and a copy, it is what a large object costs of memory. */
const PARTS_AT_ONCE = 2

export interface S3WriterOptions extends WriteOptions {
  bucket: string
  key: string
  log: Pick<Log, 'warn'>
}

/** Writes one object: in one piece where it is small, in parts where it is large. */
export class S3Writer implements ObjectWriter {
  readonly #requests: S3Requests
  readonly #options: S3WriterOptions
  // An abort before the first write finds nobody who listens.
  readonly #body = new PassThrough().on('error', () => undefined)
  readonly #aborted = new AbortController()
  #uploading: Promise<void> | undefined

  constructor(requests: S3Requests, options: S3WriterOptions) {
    this.#requests = requests
    this.#options = options
  }

  async write(piece: Uint8Array): Promise<void> {
    const upload = this.#start()
    // The upload keeps what it gets until a part is full.
    if (!this.#body.write(Buffer.from(piece))) await Promise.race([once(this.#body, 'drain'), upload])
  }

  async complete(): Promise<void> {
    const upload = this.#start()
    this.#body.end()
    await upload
  }

  async abort(): Promise<void> {
    const reason = new Error('the object is not wanted any more')
    this.#aborted.abort(reason)
    this.#body.destroy(reason)
    await this.#uploading?.catch(() => undefined)
  }

  #start(): Promise<void> {
    this.#uploading ??= this.#upload()
    // Whoever waits for it hears of its failure; until then it is not lost.
    this.#uploading.catch(() => undefined)
    return this.#uploading
  }

  async #upload(): Promise<void> {
    const { Upload } = await import('@aws-sdk/lib-storage')
    const { bucket, key, contentType, kmsKeyId, signal, log } = this.#options
    const encryption = kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKeyId }
    const params = { Bucket: bucket, Key: key, Body: this.#body, ContentType: contentType, ...encryption }
    const signals = [this.#aborted.signal, ...(signal === undefined ? [] : [signal])]
    const through = new UploadRequests(this.#requests, { bucket, key, log, signal: AbortSignal.any(signals) })
    try {
      await new Upload({ client: through.client, params, queueSize: PARTS_AT_ONCE }).done()
    } finally {
      await through.tidy()
    }
  }
}
