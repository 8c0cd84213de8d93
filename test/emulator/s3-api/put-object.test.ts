import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { md5Of } from '../../support/put-text.ts'
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
const codeOf = ({ status, body }: { status: number; body: string }): unknown[] => [status, elementOf(body, 'Code')]
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

async function bodyOf(Bucket: string): Promise<string> {
  const { Body } = await server.client().send(new GetObjectCommand({ Bucket, Key: 'a' }))
  return await Body!.transformToString()
}

describe('what is stored', () => {
  it('comes back as it was sent', async () => {
    const Bucket = newBucket(server.store)
    const sent = {
      ContentType: 'text',
      CacheControl: 'max-age=60',
      ContentDisposition: 'attachment; filename="a b.txt"',
      ContentEncoding: 'gzip',
      ContentLanguage: 'de-CH, en',
      Metadata: { one: '1', 'two-2': 'zwei  drei', three: '' },
      StorageClass: 'STANDARD_IA' as const,
    }
    await put({ Bucket, Body: 'hello', ...sent })
    expect(await head(Bucket)).toMatchObject({ ...sent, ContentLength: 5, ETag: `"${md5Of('hello')}"` })
  })

  it('is binary/octet-stream without a type, also where it is empty', async () => {
    const bucket = newBucket(server.store)
    await putRaw(bucket, 'x')
    expect((await head(bucket)).ContentType).toBe('binary/octet-stream')
    await putRaw(bucket, 'x', { 'content-type': '' })
    expect((await head(bucket)).ContentType).toBe('binary/octet-stream')
  })

  it.each(['text', 'a/b, c/d', 'application/json', 'multipart/form-data'])(
    'has the type %s as it was sent',
    async (type) => {
      const bucket = newBucket(server.store)
      await putRaw(bucket, '{', { 'content-type': type })
      expect((await head(bucket)).ContentType).toBe(type)
    },
  )

  it.each(['0', 'Thu, 01 Jan 1970 00:00:00 GMT', 'never'])('has Expires %s as it was sent', async (expires) => {
    const bucket = newBucket(server.store)
    await putRaw(bucket, 'x', { expires })
    const { headers } = await send(server.port, { method: 'HEAD', path: `/${bucket}/a` })
    expect(headers['expires']).toBe(expires)
  })

  it('has metadata in UTF-8 byte by byte', async () => {
    const bucket = newBucket(server.store)
    const bytes = Buffer.from('größe 鍵').toString('latin1')
    await putRaw(bucket, 'x', { 'x-amz-meta-word': bytes })
    const { headers } = await send(server.port, { method: 'HEAD', path: `/${bucket}/a` })
    expect(Buffer.from(headers['x-amz-meta-word'] as string, 'latin1').toString()).toBe('größe 鍵')
  })

  it('has no aws-chunked in its encoding', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Body: Readable.from([randomBytes(9000)]), ContentLength: 9000, ContentEncoding: 'gzip' })
    await put({ Bucket, Key: 'b', Body: Readable.from([randomBytes(9000)]), ContentLength: 9000 })
    expect((await head(Bucket)).ContentEncoding).toBe('gzip')
    expect((await head(Bucket, 'b')).ContentEncoding).toBeUndefined()
  })

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

  it('replaces what was there, with all its attributes', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Body: 'first', Metadata: { a: 'b' }, ContentType: 'text/plain' })
    await put({ Bucket, Body: 'second' })
    const { Metadata, ContentType, ContentLength } = await head(Bucket)
    expect({ Metadata, ContentType, ContentLength }).toEqual({
      Metadata: {},
      ContentType: 'application/octet-stream',
      ContentLength: 6,
    })
  })
})

describe('what is refused', () => {
  it('more than 2 KB of metadata', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Body: 'x', Metadata: { a: 'x'.repeat(1000), b: 'x'.repeat(1046) } })
    const putting = put({ Bucket, Body: 'x', Metadata: { a: 'x'.repeat(1000), b: 'x'.repeat(1047) } })
    await expect(putting).rejects.toMatchObject({ name: 'MetadataTooLarge', Size: '2049' })
  })

  it('a storage class that there is not', async () => {
    const bucket = newBucket(server.store)
    expect(codeOf(await putRaw(bucket, 'x', { 'x-amz-storage-class': 'COLD' }))).toEqual([400, 'InvalidStorageClass'])
  })

  it.each([
    ['an unknown encryption', { 'x-amz-server-side-encryption': 'ROT13' }],
    ['a KMS key without KMS', { 'x-amz-server-side-encryption-aws-kms-key-id': 'k' }],
    ['a payload hash that is none', { 'x-amz-content-sha256': 'abc' }],
  ])('%s', async (_what, headers) => {
    expect(codeOf(await putRaw(newBucket(server.store), 'x', headers))).toEqual([400, 'InvalidArgument'])
  })

  it.each([
    ['tags', { 'x-amz-tagging': 'a=b' }],
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

  it('access control lists, but for those that change nothing', async () => {
    const bucket = newBucket(server.store)
    const statuses = ['private', 'bucket-owner-full-control', 'public-read'].map(async (acl) =>
      codeOf(await putRaw(bucket, 'x', { 'x-amz-acl': acl })),
    )
    expect(await Promise.all(statuses)).toEqual([
      [200, undefined],
      [200, undefined],
      [400, 'AccessControlListNotSupported'],
    ])
  })

  it('a bucket that is not there, after reading all that the client sends', async () => {
    const putting = put({ Bucket: 'no-such-bucket', Body: randomBytes(8 * 1024 * 1024) })
    await expect(putting).rejects.toMatchObject({ name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } })
  })

  it('a key of more than 1,024 bytes', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Key: 'é'.repeat(512), Body: 'x' })
    await expect(put({ Bucket, Key: `${'é'.repeat(512)}a`, Body: 'x' })).rejects.toMatchObject({
      name: 'KeyTooLongError',
    })
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

  it('fewer bytes than announced leave nothing', async () => {
    const bucket = newBucket(server.store)
    const bytes = `PUT /${bucket}/a HTTP/1.1\r\nHost: s3\r\nContent-Length: 10\r\n\r\nhello`
    await sendBytes(server.port, bytes, { isCutOff: true })
    expect(server.store.objects.find(bucket, 'a')).toBeUndefined()
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
    outgoing.write(randomBytes(100_000))
    await expect.poll(async () => await bodyFilesIn(own.folder)).toHaveLength(1)
    outgoing.destroy()
    await expect.poll(async () => await bodyFilesIn(own.folder)).toEqual([])
    expect(own.logged).toEqual([])
  })

  it('an empty object is an object', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Body: '' })
    expect(await head(Bucket)).toMatchObject({ ContentLength: 0, ETag: `"${md5Of('')}"` })
  })
})

describe('conditions', () => {
  it('If-None-Match: * creates and does not replace', async () => {
    const Bucket = newBucket(server.store)
    await put({ Bucket, Body: 'first', IfNoneMatch: '*' })
    await expect(put({ Bucket, Body: 'second', IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    })
  })

  it('of many that may only create, one does', async () => {
    const Bucket = newBucket(server.store)
    const puts = Array.from(
      { length: 10 },
      async (_, index) => await put({ Bucket, Body: `by ${index}`, IfNoneMatch: '*' }),
    )
    const outcomes = await Promise.allSettled(puts)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('parallel puts of one key all succeed', async () => {
    const Bucket = newBucket(server.store)
    const puts = Array.from({ length: 20 }, async (_, index) => await put({ Bucket, Body: `by ${index}` }))
    const answers = await Promise.all(puts)
    expect(answers.map(({ ETag }) => ETag)).toContain((await head(Bucket)).ETag)
  })

  it.each([true, false])('If-Match replaces the object of that ETag only (quoted: %s)', async (isQuoted) => {
    const Bucket = newBucket(server.store)
    const { ETag } = await put({ Bucket, Body: 'first' })
    const IfMatch = isQuoted ? ETag! : ETag!.replaceAll('"', '')
    await put({ Bucket, Body: 'second', IfMatch })
    await expect(put({ Bucket, Body: 'third', IfMatch })).rejects.toMatchObject({ name: 'PreconditionFailed' })
  })

  it('If-Match on a key that is not there is 404', async () => {
    const putting = put({ Bucket: newBucket(server.store), Body: 'x', IfMatch: '"e"' })
    await expect(putting).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } })
  })
})

describe('forms of the body', () => {
  const CHECKSUM = 'x-amz-checksum-crc32'
  const STREAMING = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-trailer': CHECKSUM }
  const FRAMED = `5\r\nhello\r\n0\r\n${CHECKSUM}:NhCmhg==\r\n\r\n`

  it('with a payload hash', async () => {
    const bucket = newBucket(server.store)
    const answer = await putRaw(bucket, 'hello', { 'x-amz-content-sha256': sha256Of('hello') })
    expect(answer.status).toBe(200)
    expect(await bodyOf(bucket)).toBe('hello')
  })

  it('with a payload hash of something else', async () => {
    const bucket = newBucket(server.store)
    const answer = await putRaw(bucket, 'hello', { 'x-amz-content-sha256': sha256Of('other') })
    expect(codeOf(answer)).toEqual([400, 'XAmzContentSHA256Mismatch'])
    expect(server.store.objects.find(bucket, 'a')).toBeUndefined()
  })

  it('in unsigned chunks, labelled aws-chunked or not', async () => {
    const bucket = newBucket(server.store)
    const headers = { ...STREAMING, 'x-amz-decoded-content-length': '5' }
    const unlabelled = await putRaw(bucket, FRAMED, headers)
    expect([unlabelled.status, await bodyOf(bucket)]).toEqual([200, 'hello'])
    const labelled = await putRaw(bucket, FRAMED, { ...headers, 'content-encoding': 'aws-chunked' })
    expect([labelled.status, await bodyOf(bucket)]).toEqual([200, 'hello'])
  })

  it('in chunks and a chunked transfer at once', async () => {
    const bucket = newBucket(server.store)
    const answer = await putRaw(bucket, FRAMED, {
      ...STREAMING,
      'x-amz-decoded-content-length': '5',
      'transfer-encoding': 'chunked',
    })
    expect([answer.status, await bodyOf(bucket)]).toEqual([200, 'hello'])
  })

  it('in signed chunks, with and without a trailing header', async () => {
    const bucket = newBucket(server.store)
    const signature = `;chunk-signature=${'0'.repeat(64)}`
    const chunks = `5${signature}\r\nhello\r\n0${signature}\r\n`
    const plain = await putRaw(bucket, `${chunks}\r\n`, {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': '5',
    })
    expect([plain.status, await bodyOf(bucket)]).toEqual([200, 'hello'])
    const trailing = await putRaw(
      bucket,
      `${chunks}${CHECKSUM}:NhCmhg==\r\nx-amz-trailer-signature:${'0'.repeat(64)}\r\n\r\n`,
      {
        'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
        'x-amz-trailer': CHECKSUM,
      },
    )
    expect([trailing.status, await bodyOf(bucket)]).toEqual([200, 'hello'])
  })

  it('in chunks of a form that is not known', async () => {
    const headers = {
      'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': '5',
    }
    expect(codeOf(await putRaw(newBucket(server.store), FRAMED, headers))).toEqual([501, 'NotImplemented'])
  })

  it('in chunks without their decoded length', async () => {
    expect(codeOf(await putRaw(newBucket(server.store), FRAMED, STREAMING))).toEqual([411, 'MissingContentLength'])
  })

  it('in chunks that end early', async () => {
    const bucket = newBucket(server.store)
    const answer = await putRaw(bucket, FRAMED.slice(0, 6), { ...STREAMING, 'x-amz-decoded-content-length': '5' })
    expect(codeOf(answer)).toEqual([400, 'IncompleteBody'])
    expect(server.store.objects.find(bucket, 'a')).toBeUndefined()
  })

  it('as the stream that the SDK makes of any Readable', async () => {
    const Bucket = newBucket(server.store)
    const bytes = randomBytes(300_000)
    await put({ Bucket, Body: Readable.from([bytes]), ContentLength: bytes.length })
    const { Body } = await server.client().send(new GetObjectCommand({ Bucket, Key: 'a' }))
    expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(true)
  })

  it('as a stream in pieces below 8 KB, which S3 does not take either', async () => {
    const pieces = Array.from({ length: 30 }, () => Buffer.alloc(1000))
    const putting = put({ Bucket: newBucket(server.store), Body: Readable.from(pieces), ContentLength: 30_000 })
    await expect(putting).rejects.toMatchObject({ name: 'InvalidChunkSizeError' })
  })
})
