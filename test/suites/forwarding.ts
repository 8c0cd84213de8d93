import { createHash, randomBytes } from 'node:crypto'
import { buffer, text as textOf } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RemoteS3 } from '../../emulator/s3-backend/s3-backend.ts'
import { startForwarding, type Forwarding } from '../support/forwarding.ts'
import { presign } from '../support/presign.ts'
import { elementOf, send } from '../support/raw-http.ts'
import { CRC32_OF_HELLO, signedChunk, signedTrailing, TRAILER } from '../support/signed-chunks.ts'

export interface ForwardedS3 extends AsyncDisposable {
  remote: RemoteS3
  newBucket(): Promise<string>
}

const MB = 1024 * 1024

/** What clients do, with credentials that the far end does not know. Each far end runs it; `keysWithDots` is what it says of keys
 * that look like paths with dots or without names. */
export function forwardingSuite(start: () => Promise<ForwardedS3>, { keysWithDots = /^stored$/ } = {}): void {
  let farEnd: ForwardedS3
  let forwarding: Forwarding
  let client: S3Client
  let Bucket: string
  beforeAll(async () => {
    farEnd = await start()
    forwarding = await startForwarding(farEnd.remote)
    client = forwarding.client()
    Bucket = await farEnd.newBucket()
  }, 60_000)
  afterAll(async () => {
    await forwarding[Symbol.asyncDispose]()
    await farEnd[Symbol.asyncDispose]()
  })

  it('puts, asks about and gets an object with its metadata', async () => {
    const Metadata = { who: 'you  and me', empty: '' }
    const object = { Bucket, Key: 'notes/one two+three%.txt' }
    await client.send(new PutObjectCommand({ ...object, Body: 'hello', Metadata, ContentType: 'text/x-notes' }))
    const head = await client.send(new HeadObjectCommand({ ...object, ChecksumMode: 'ENABLED' }))
    expect(head).toMatchObject({ ContentLength: 5, ContentType: 'text/x-notes', ChecksumCRC32: CRC32_OF_HELLO })
    expect(head.Metadata).toMatchObject({ who: 'you  and me' })
    const got = await client.send(new GetObjectCommand({ ...object, Range: 'bytes=1-3' }))
    expect(got).toMatchObject({ ContentRange: 'bytes 1-3/5', ETag: head.ETag })
    expect(await textOf(got.Body as Readable)).toBe('ell')
  })

  it('puts a stream, in unsigned chunks with a checksum behind them', async () => {
    const bytes = randomBytes(3 * MB)
    const object = { Bucket, Key: 'stream' }
    const Body = Readable.from([bytes.subarray(0, MB), bytes.subarray(MB)])
    await client.send(
      new PutObjectCommand({ ...object, Body, ContentLength: bytes.length, ChecksumAlgorithm: 'CRC32' }),
    )
    const { Body: got } = await client.send(new GetObjectCommand(object))
    expect(bytes.equals(await buffer(got as Readable))).toBe(true)
  })

  it.each(["!'()*~", 'ß/é/😀', '%2F', '%', '+', ' ', '?a=b', '#', '&', '\\', 'a /b+/c%'])(
    'puts, gets and finds the key %s',
    async (Key) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
      expect(await textOf(Body as Readable)).toBe(Key)
      const { Contents } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key }))
      expect(Contents!.map((listed) => listed.Key)).toContain(Key)
    },
  )

  it.each(['.', '..', '../up', '/', '//', 'a//b', 'a/../b'])(
    'has the far end judge the key %s, rather than another one or the signature',
    async (Key) => {
      const putting = client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
      const outcome = await putting.then(
        () => 'stored',
        (error: Error) => error.name,
      )
      expect(outcome).toMatch(keysWithDots)
    },
  )

  it('uploads in parts, and reads a part', async () => {
    const bytes = randomBytes(11 * MB)
    const object = { Bucket, Key: 'parts/large object' }
    await new Upload({ client, params: { ...object, Body: bytes }, partSize: 5 * MB }).done()
    const { Body } = await client.send(new GetObjectCommand(object))
    const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
    expect(hash(await buffer(Body as Readable))).toBe(hash(bytes))
    expect(await client.send(new HeadObjectCommand({ ...object, PartNumber: 3 }))).toMatchObject({ ContentLength: MB })
  })

  it('copies, lists and deletes objects', async () => {
    const source = { Bucket, Key: 'copies/a b+c' }
    await client.send(new PutObjectCommand({ ...source, Body: 'copied' }))
    const CopySource = `${Bucket}/${encodeURIComponent(source.Key)}`
    await client.send(new CopyObjectCommand({ Bucket, Key: 'copies/é', CopySource }))
    const list = () => client.send(new ListObjectsV2Command({ Bucket, Prefix: 'copies/', EncodingType: 'url' }))
    expect((await list()).Contents!.map(({ Size }) => Size)).toEqual([6, 6])
    await client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [source, { Key: 'copies/é' }].map(({ Key }) => ({ Key })) },
      }),
    )
    expect((await list()).KeyCount).toBe(0)
  })

  it('makes a bucket and sees it', async () => {
    const name = `made-${randomBytes(6).toString('hex')}`
    await client.send(new CreateBucketCommand({ Bucket: name }))
    const { Buckets } = await client.send(new ListBucketsCommand({}))
    expect(Buckets!.map(({ Name }) => Name)).toContain(name)
  })

  it('hears the errors of the far end', async () => {
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    })
    const once = new PutObjectCommand({ Bucket, Key: 'once', Body: 'x', IfNoneMatch: '*' })
    await client.send(once)
    await expect(client.send(once)).rejects.toMatchObject({ name: 'PreconditionFailed' })
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
  })

  it('writes and reads by presigned URLs', async () => {
    const path = `/${Bucket}/signed%20URL`
    const headers = { 'x-amz-meta-who': 'you' }
    const put = await presign(forwarding.endpoint, { method: 'PUT', path, headers })
    expect(await send(forwarding.port, { method: 'PUT', path: put, body: 'by URL' })).toMatchObject({ status: 200 })
    const get = await presign(forwarding.endpoint, { path, query: { 'response-content-type': 'text/x-by-url' } })
    const answer = await send(forwarding.port, { method: 'GET', path: get })
    expect(answer).toMatchObject({ status: 200, body: 'by URL' })
    expect(answer.headers).toMatchObject({ 'content-type': 'text/x-by-url', 'x-amz-meta-who': 'you' })
  })

  it.each([
    ['', signedChunk('hello') + signedChunk(''), {}],
    ['-TRAILER', signedChunk('hello') + signedTrailing(CRC32_OF_HELLO), TRAILER],
  ])('puts chunks that the client signed: STREAMING-AWS4-HMAC-SHA256-PAYLOAD%s', async (form, body, more) => {
    const headers = {
      'x-amz-content-sha256': `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${form}`,
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '5',
      ...more,
    }
    const path = `/${Bucket}/chunks${form}`
    expect(await send(forwarding.port, { method: 'PUT', path, headers, body })).toMatchObject({ status: 200 })
    const { headers: got, body: text } = await send(forwarding.port, { method: 'GET', path })
    expect(text).toBe('hello')
    expect(got['content-encoding']).toBeUndefined()
  })

  it('stores nothing whose checksum is wrong, also behind chunks that the client signed', async () => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '5',
      ...TRAILER,
    }
    const path = `/${Bucket}/wrong`
    const body = signedChunk('hello') + signedTrailing('AAAAAA==')
    const answer = await send(forwarding.port, { method: 'PUT', path, headers, body })
    expect(answer.status).toBe(400)
    expect(elementOf(answer.body, 'Code')).toMatch(/^BadDigest$|ChecksumMismatch$/)
    expect((await send(forwarding.port, { method: 'HEAD', path })).status).toBe(404)
  })

  it('keeps metadata that is not ASCII', async () => {
    const path = `/${Bucket}/metadata`
    const headers = { 'x-amz-meta-word': 'd\u00c3\u00a9j\u00c3\u00a0' }
    expect(await send(forwarding.port, { method: 'PUT', path, headers, body: 'x' })).toMatchObject({ status: 200 })
    const { headers: got } = await send(forwarding.port, { method: 'HEAD', path })
    // AWS, and MinIO after it: what is not ASCII comes back as RFC 2047 has it.
    expect([headers['x-amz-meta-word'], '=?UTF-8?q?d=C3=A9j=C3=A0?=']).toContain(got['x-amz-meta-word'])
  })
}
