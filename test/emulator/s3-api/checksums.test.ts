import { createHash } from 'node:crypto'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHECKSUM_ALGORITHMS, createChecksum, type ChecksumAlgorithm } from '../../../emulator/wire/checksum.ts'
import { newBucket } from '../../support/buckets.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const put = async (body: string, headers: Record<string, string>, bucket = newBucket(server.store)) =>
  await send(server.port, { method: 'PUT', path: `/${bucket}/a`, body, headers })
const errorOf = ({ status, body }: { status: number; body: string }): unknown[] => [status, elementOf(body, 'Code')]

async function checksumOf(algorithm: ChecksumAlgorithm, text: string): Promise<string> {
  const running = createChecksum(algorithm)
  running.update(Buffer.from(text))
  return Buffer.from(await running.digest()).toString('base64')
}

const md5 = (text: string): string => createHash('md5').update(text).digest('base64')
const headerOf = (algorithm: string): string => `x-amz-checksum-${algorithm.toLowerCase()}`

/** Bodies in one unsigned chunk, with this trailing header. */
const trailing = (text: string, name: string, value: string) => ({
  body: `${text.length.toString(16)}\r\n${text}\r\n0\r\n${name}:${value}\r\n\r\n`,
  headers: {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': String(text.length),
    'x-amz-trailer': name,
  },
})

describe.each(CHECKSUM_ALGORITHMS)('a %s checksum', (algorithm) => {
  const header = headerOf(algorithm)

  it('is verified in a header, stored and shown', async () => {
    const bucket = newBucket(server.store)
    const value = await checksumOf(algorithm, 'hello')
    const answer = await put('hello', { [header]: value }, bucket)
    expect(answer.headers).toMatchObject({ [header]: value, 'x-amz-checksum-type': 'FULL_OBJECT' })
    const asked = { method: 'GET', path: `/${bucket}/a`, headers: { 'x-amz-checksum-mode': 'ENABLED' } }
    expect((await send(server.port, asked)).headers).toMatchObject({
      [header]: value,
      'x-amz-checksum-type': 'FULL_OBJECT',
    })
    expect((await send(server.port, { ...asked, method: 'HEAD' })).headers).toMatchObject({ [header]: value })
    expect((await send(server.port, { ...asked, headers: {} })).headers).not.toHaveProperty(header)
  })

  it('is verified in a trailing header', async () => {
    const { body, headers } = trailing('hello', header, await checksumOf(algorithm, 'hello'))
    const answer = await put(body, headers)
    expect([answer.status, answer.headers[header]]).toEqual([200, await checksumOf(algorithm, 'hello')])
  })

  it('is refused when it is of something else, wherever it stands, and nothing is stored', async () => {
    const bucket = newBucket(server.store)
    const value = await checksumOf(algorithm, 'other')
    const { body, headers } = trailing('hello', header, value)
    const answers = [await put('hello', { [header]: value }, bucket), await put(body, headers, bucket)]
    expect(answers.map(errorOf)).toEqual([
      [400, 'BadDigest'],
      [400, 'BadDigest'],
    ])
    expect(server.store.objects.find(bucket, 'a')).toBeUndefined()
  })

  it.each(['', 'abc', '!!!!', 'AAAAAAAAAAAAAAAA', 'AAAAAA==='])('is refused as %o', async (value) => {
    const { body, headers } = trailing('hello', header, value)
    const answers = [await put('hello', { [header]: value }), await put(body, headers)]
    expect(answers.map(errorOf)).toEqual([
      [400, 'InvalidRequest'],
      [400, 'InvalidRequest'],
    ])
  })

  it('is what the SDK verifies when it reads', async () => {
    const Bucket = newBucket(server.store)
    const client = server.client()
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello', ChecksumAlgorithm: algorithm }))
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }))
    expect(await answer.Body!.transformToString()).toBe('hello')
    expect(answer[`Checksum${algorithm}`]).toBe(await checksumOf(algorithm, 'hello'))
  })
})

describe('no checksum', () => {
  it('becomes a CRC64NVME', async () => {
    const bucket = newBucket(server.store)
    const answer = await put('hello', {}, bucket)
    const expected = await checksumOf('CRC64NVME', 'hello')
    expect(answer.headers).toMatchObject({ 'x-amz-checksum-crc64nvme': expected, 'x-amz-checksum-type': 'FULL_OBJECT' })
    const head = await server
      .client()
      .send(new HeadObjectCommand({ Bucket: bucket, Key: 'a', ChecksumMode: 'ENABLED' }))
    expect(head.ChecksumCRC64NVME).toBe(expected)
  })
})

describe('what a client may not say of its bytes', () => {
  const CRC32 = 'NhCmhg=='

  it.each(['sha512', 'md5', 'xxhash64', 'xxhash3', 'xxhash128', 'rot13'])(
    'a checksum of another kind: %s',
    async (name) => {
      expect(errorOf(await put('hello', { [headerOf(name)]: 'AAAA' }))).toEqual([400, 'InvalidRequest'])
      const { body, headers } = trailing('hello', headerOf(name), 'AAAA')
      expect(errorOf(await put(body, headers))).toEqual([400, 'InvalidRequest'])
    },
  )

  it('two checksums', async () => {
    const headers = { 'x-amz-checksum-crc32': CRC32, 'x-amz-checksum-crc32c': 'mnG7TA==' }
    expect(errorOf(await put('hello', headers))).toEqual([400, 'InvalidRequest'])
  })

  it('an algorithm without a checksum', async () => {
    expect(errorOf(await put('hello', { 'x-amz-sdk-checksum-algorithm': 'CRC32' }))).toEqual([400, 'InvalidRequest'])
  })

  it('another algorithm than that of the checksum', async () => {
    const headers = { 'x-amz-sdk-checksum-algorithm': 'SHA1', 'x-amz-checksum-crc32': CRC32 }
    expect(errorOf(await put('hello', headers))).toEqual([400, 'InvalidRequest'])
  })

  it('a trailing header that never comes', async () => {
    expect(errorOf(await put('hello', { 'x-amz-trailer': 'x-amz-checksum-crc32' }))).toEqual([400, 'InvalidRequest'])
  })
})

describe('Content-MD5', () => {
  it('is verified', async () => {
    expect((await put('hello', { 'content-md5': md5('hello') })).status).toBe(200)
  })

  it('is refused when it is of something else, with both values', async () => {
    const answer = await put('hello', { 'content-md5': md5('other') })
    expect(errorOf(answer)).toEqual([400, 'BadDigest'])
    expect(elementOf(answer.body, 'ExpectedDigest')).toBe(md5('other'))
    expect(elementOf(answer.body, 'CalculatedDigest')).toBe(md5('hello'))
  })

  it.each(['', 'abc', 'AAAA', '5d41402abc4b2a76b9719d911017c592'])('is refused as %o', async (value) => {
    expect(errorOf(await put('hello', { 'content-md5': value }))).toEqual([400, 'InvalidDigest'])
  })

  it('is of the bytes without their framing', async () => {
    const { body, headers } = trailing('hello', 'x-amz-checksum-crc32', 'NhCmhg==')
    expect((await put(body, { ...headers, 'content-md5': md5('hello') })).status).toBe(200)
  })
})
