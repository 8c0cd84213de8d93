import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { elementOf, send, sendBytes } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const put = async (input: Omit<PutObjectCommandInput, 'Key'> & { Key?: string }) =>
  await server.client().send(new PutObjectCommand({ Key: 'a', ...input }))
const head = async (Bucket: string, Key = 'a') => await server.client().send(new HeadObjectCommand({ Bucket, Key }))
const putRaw = async (bucket: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  await send(server.port, { method: 'PUT', path: `/${bucket}/a`, body, headers })

describe('what is stored', () => {
  it('is encrypted with S3 keys by default, and with KMS where that is asked for', async () => {
    const Bucket = newBucket(server.store)
    const plain = await put({ Bucket, Body: 'x' })
    const kms = {
      ServerSideEncryption: 'aws:kms' as const,
      SSEKMSKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
      BucketKeyEnabled: true,
    }
    const encrypted = await put({ Bucket, Key: 'b', Body: 'x', ...kms })
    expect(plain).toMatchObject({ ServerSideEncryption: 'AES256' })
    expect(encrypted).toMatchObject(kms)
    expect(await head(Bucket, 'b')).toMatchObject(kms)
  })

  it('names a key of the account where KMS is asked for without one', async () => {
    const Bucket = newBucket(server.store)
    const { SSEKMSKeyId } = await put({ Bucket, Body: 'x', ServerSideEncryption: 'aws:kms' })
    expect(SSEKMSKeyId).toBe('arn:aws:kms:us-east-1:111122223333:alias/aws/s3')
  })
})

describe('what is refused', () => {
  it('more than 2 KB of metadata', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Body: 'x', Metadata: { a: 'x'.repeat(1000), b: 'x'.repeat(1046) } })
    const putting = put({ Bucket, Body: 'x', Metadata: { a: 'x'.repeat(1000), b: 'x'.repeat(1047) } })
    await expect(putting).rejects.toMatchObject({ name: 'MetadataTooLarge', Size: '2049' })
  })

  it.each([
    ['a lock', { 'x-amz-object-lock-mode': 'GOVERNANCE' }],
    ['a key of the client', { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }],
    ['a redirect', { 'x-amz-website-redirect-location': '/b' }],
    ['appending', { 'x-amz-write-offset-bytes': '1' }],
    ['an archive', { 'x-amz-storage-class': 'GLACIER' }],
    ['a condition on an ETag that must not be', { 'if-none-match': '"e"' }],
  ])('%s, which are not built, by the name of the header', async (_what, headers) => {
    const answer = await putRaw(newBucket(server.store), 'x', headers)
    expect([answer.status, elementOf(answer.body, 'Header')?.toLowerCase()]).toEqual([501, Object.keys(headers)[0]])
  })
})

describe('lengths', () => {
  it('a request that has none is refused', async () => {
    const bucket = newBucket(server.store)
    const answer = await sendBytes(server.port, `PUT /${bucket}/a HTTP/1.1\r\nHost: s3\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 411 /)
    expect(elementOf(answer, 'Code')).toBe('MissingContentLength')
  })

  it('a chunked transfer needs none and is stored as it comes', async () => {
    const bucket = newBucket(server.store)
    const answer = await putRaw(bucket, 'hello', { 'transfer-encoding': 'chunked' })
    expect(answer.status).toBe(200)
    expect(await head(bucket)).toMatchObject({ ContentLength: 5 })
  })

  it('more than 5 GiB are refused before they are sent', async () => {
    const bucket = newBucket(server.store)
    const answer = await sendBytes(
      server.port,
      `PUT /${bucket}/a HTTP/1.1\r\nHost: s3\r\nConnection: close\r\nContent-Length: 5368709121\r\n\r\n`,
    )
    expect(elementOf(answer, 'Code')).toBe('EntityTooLarge')
  })

  it('a client that goes away leaves nothing, and nothing in the log', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    const outgoing = request({
      port: own.port,
      method: 'PUT',
      path: `/${bucket}/a`,
      headers: { 'content-length': 10_000_000 },
    })
    outgoing.on('error', () => undefined)
    outgoing.write(randomBytes(2_000_000))
    await expect.poll(async () => await bodyFilesIn(own.folder)).toHaveLength(1)
    outgoing.destroy()
    await expect.poll(async () => await bodyFilesIn(own.folder)).toEqual([])
    expect(own.logged).toEqual([])
  })
})
