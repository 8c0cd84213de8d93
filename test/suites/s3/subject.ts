import { randomUUID } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { sendBytesTo, sendTo, type RawAnswer, type RawRequest } from '../../support/raw-http.ts'
import { addressOf, connectTo, type Address } from './address.ts'
import { presign, presignV2, signHeaders, type Signer } from './sign.ts'

export interface Place {
  endpoint: string
  signer: Signer
  /** A host, with its port, below which each bucket has its own: buckets are addressed so, and not in paths. */
  hostOfBuckets?: string
  /** How often a request is made where the answer is 503, as S3 demands of its clients; once, unless told otherwise. */
  attempts?: number
}

/** An S3 that the suite is run on, as clients see it. */
export class Subject implements AsyncDisposable {
  readonly endpoint: string
  readonly host: string
  readonly signer: Signer
  readonly #hostOfBuckets: string | undefined
  readonly #attempts: number
  readonly #clients = new Map<string, S3Client>()
  readonly #buckets: string[] = []
  readonly #closing: (() => Promise<void>)[] = []

  constructor({ endpoint, signer, hostOfBuckets, attempts = 1 }: Place) {
    this.endpoint = endpoint
    this.#hostOfBuckets = hostOfBuckets
    this.#attempts = attempts
    this.host = new URL(endpoint).host
    this.signer = signer
  }

  /** A client that closes with the subject. */
  client(config: S3ClientConfig = {}): S3Client {
    const key = JSON.stringify(config)
    const made = this.#clients.get(key) ?? this.#newClient(config)
    this.#clients.set(key, made)
    return made
  }

  #newClient(config: S3ClientConfig): S3Client {
    const { region, accessKeyId, secretAccessKey, sessionToken } = this.signer
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
    const { protocol, hostname } = new URL(this.endpoint)
    const client = new S3Client({
      endpoint: this.#hostOfBuckets === undefined ? this.endpoint : `${protocol}//${this.#hostOfBuckets}`,
      region,
      forcePathStyle: this.#hostOfBuckets === undefined,
      maxAttempts: this.#attempts,
      // A server may close a kept connection at any time, and a client that tries once would fail.
      requestHandler: { httpAgent: { keepAlive: false }, httpsAgent: { keepAlive: false } },
      credentials,
      ...config,
    })
    if (this.#hostOfBuckets !== undefined) connectTo(client, hostname)
    return client
  }

  /** A name that no other bucket has; removeBuckets() removes the bucket, if there is one by then. */
  newName(prefix = 'outcrop-test'): string {
    return this.removedLater(`${prefix}-${randomUUID()}`)
  }

  /** Another name of which that is true. */
  removedLater(name: string): string {
    this.#buckets.push(name)
    return name
  }

  async newBucket(): Promise<string> {
    const name = this.newName()
    await this.client().send(new CreateBucketCommand({ Bucket: name }))
    return name
  }

  /** A bucket in which each key has this text. */
  async bucketWith(objects: Record<string, string>): Promise<string> {
    const Bucket = await this.newBucket()
    await this.putAll(Bucket, objects)
    return Bucket
  }

  async putAll(Bucket: string, objects: Record<string, string>): Promise<void> {
    const puts = Object.entries(objects).map(
      async ([Key, Body]) =>
        await this.client().send(
          new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body), ContentType: 'text/plain' }),
        ),
    )
    await Promise.all(puts)
  }

  async keysIn(Bucket: string): Promise<string[]> {
    const { Contents = [] } = await this.client().send(new ListObjectsV2Command({ Bucket }))
    return Contents.map(({ Key }) => Key!)
  }

  /** A request as it is written here, with its bucket in its path, and a signature. */
  async send(request: RawRequest): Promise<RawAnswer> {
    let answer = await this.sendSigned({ ...request, headers: this.sign(request) })
    for (let attempt = 1; answer.status === 503 && attempt < this.#attempts; attempt += 1)
      answer = await this.sendSigned({ ...request, headers: this.sign(request) })
    return answer
  }

  /** The headers of a request that is sent in another way. */
  sign({ method, path, headers = {} }: RawRequest): Record<string, string> {
    return signHeaders({ method, ...this.#addressOf(path), headers: headers as Record<string, string> }, this.signer)
  }

  /** A request whose headers are what sign() gave. */
  async sendSigned(request: RawRequest): Promise<RawAnswer> {
    return await sendTo(this.endpoint, { ...request, path: this.#addressOf(request.path).path })
  }

  /** A request of anybody who was given its URL. */
  async sendPresigned({ method, path, headers = {}, body }: RawRequest, { version = 4 } = {}): Promise<RawAnswer> {
    const { host, path: own } = this.#addressOf(path)
    const signed =
      version === 4
        ? presign({ method, path: own, host }, this.signer)
        : presignV2({ method, path: own, resource: path, headers: headers as Record<string, string> }, this.signer)
    return await sendTo(this.endpoint, {
      method,
      path: signed,
      headers: { host, ...headers },
      ...(body !== undefined && { body }),
    })
  }

  /** A request whose signature is elsewhere, or nowhere. */
  async sendUnsigned(request: RawRequest): Promise<RawAnswer> {
    const { host, path } = this.#addressOf(request.path)
    return await sendTo(this.endpoint, { ...request, path, headers: { host, ...request.headers } })
  }

  #addressOf(path: string): Address {
    return addressOf(path, this.host, this.#hostOfBuckets)
  }

  /** Bytes behind a signed head; resolves to all that comes back until the server closes the connection. */
  async sendBytes(request: Omit<RawRequest, 'body'>, bytes = '', { isCutOff = false } = {}): Promise<string> {
    return await sendBytesTo(this.endpoint, this.headOf(request) + bytes, { isCutOff })
  }

  headOf(request: Omit<RawRequest, 'body'>): string {
    const lines = Object.entries(this.sign(request)).map(([name, value]) => `${name}: ${value}\r\n`)
    return `${request.method} ${this.#addressOf(request.path).path} HTTP/1.1\r\n${lines.join('')}\r\n`
  }

  /** Removes the buckets that were made here, with all that is in them; rejects when some could not be removed. */
  async removeBuckets(): Promise<void> {
    const removals = await Promise.allSettled(this.#buckets.map(async (name) => await this.#remove(name)))
    const reasons = removals.flatMap((removal) => (removal.status === 'rejected' ? [removal.reason as Error] : []))
    if (reasons.length > 0)
      throw new AggregateError(reasons, `${reasons.length} buckets are left: ${reasons[0]!.message}`)
  }

  async #remove(Bucket: string): Promise<void> {
    const client = this.client({ followRegionRedirects: true, maxAttempts: 3 })
    try {
      for (let keys = await this.#rawKeysIn(Bucket); keys.length > 0; keys = await this.#rawKeysIn(Bucket))
        for (const Key of keys) await client.send(new DeleteObjectCommand({ Bucket, Key }))
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
      for (const { Key, UploadId } of Uploads)
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key: Key!, UploadId: UploadId! }))
      await client.send(new DeleteBucketCommand({ Bucket }))
    } catch (error) {
      if ((error as Error).name !== 'NoSuchBucket') throw error
    }
  }

  /** What is to be done at the end, in this order. */
  onClose(end: () => Promise<void>): this {
    this.#closing.push(end)
    return this
  }

  /** Keys that XML has no characters for, too. */
  async #rawKeysIn(Bucket: string): Promise<string[]> {
    const { Contents = [] } = await this.client().send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }))
    return Contents.map(({ Key }) => decodeURIComponent(Key!.replaceAll('+', ' ')))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#closing) await end()
    for (const client of this.#clients.values()) client.destroy()
  }
}
