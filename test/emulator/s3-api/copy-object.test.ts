import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type CopyObjectCommandInput,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

async function bucketWith(Key: string, input: Partial<PutObjectCommandInput> = {}): Promise<string> {
  const Bucket = newBucket(server.store)
  await server.client().send(new PutObjectCommand({ Bucket, Key, Body: 'hello', ...input }))
  return Bucket
}

const copy = async (Bucket: string, CopySource: string, input: Partial<CopyObjectCommandInput> = {}) =>
  await server.client().send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...input }))
const head = async (Bucket: string, Key = 'copy') =>
  await server.client().send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))

describe('a copy', () => {
  it('has the bytes, the ETag and the checksum of its source', async () => {
    const bucket = await bucketWith('a')
    const { CopyObjectResult: result } = await copy(bucket, `${bucket}/a`)
    expect(result).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      LastModified: new Date('2026-01-02T03:04:05.000Z'),
      ChecksumCRC32: 'NhCmhg==',
      ChecksumType: 'FULL_OBJECT',
    })
    const { Body } = await server.client().send(new GetObjectCommand({ Bucket: bucket, Key: 'copy' }))
    expect(await Body!.transformToString()).toBe('hello')
  })

  it('goes from bucket to bucket', async () => {
    const [from, to] = [await bucketWith('a'), newBucket(server.store)]
    await copy(to, `/${from}/a`)
    expect(await head(to)).toMatchObject({ ContentLength: 5 })
  })

  it.each(['a b+c%/ü', 'a?b', '../x//y', 'k%2Fk'])('finds a source that is encoded: %s', async (key) => {
    const bucket = await bucketWith(key)
    await copy(bucket, `${bucket}/${encodeURIComponent(key)}`)
    await copy(bucket, encodeURIComponent(`${bucket}/${key}`))
    expect(await head(bucket)).toMatchObject({ ContentLength: 5 })
  })

  it('has a checksum of another kind where that is asked for', async () => {
    const bucket = await bucketWith('a')
    const { CopyObjectResult: result } = await copy(bucket, `${bucket}/a`, { ChecksumAlgorithm: 'SHA1' })
    expect(result?.ChecksumSHA1).toBe('qvTGHdzF6KLavt4PO0gs2a6pQ00=')
    expect(result?.ChecksumCRC32).toBeUndefined()
  })
})

describe('metadata', () => {
  const attributes = {
    Metadata: { a: '1' },
    ContentType: 'text/csv',
    CacheControl: 'no-store',
    StorageClass: 'STANDARD_IA' as const,
  }

  it('comes from the source, storage class and encryption do not', async () => {
    const bucket = await bucketWith('a', { ...attributes, ServerSideEncryption: 'aws:kms' })
    await copy(bucket, `${bucket}/a`, { Metadata: { b: '2' } })
    expect(await head(bucket)).toMatchObject({
      Metadata: { a: '1' },
      ContentType: 'text/csv',
      CacheControl: 'no-store',
      ServerSideEncryption: 'AES256',
    })
    expect((await head(bucket)).StorageClass).toBeUndefined()
  })

  it('is replaced as a whole', async () => {
    const bucket = await bucketWith('a', attributes)
    await copy(bucket, `${bucket}/a`, { MetadataDirective: 'REPLACE', Metadata: { b: '2' }, ContentType: 'text/plain' })
    const { Metadata, ContentType, CacheControl } = await head(bucket)
    expect({ Metadata, ContentType, CacheControl }).toEqual({
      Metadata: { b: '2' },
      ContentType: 'text/plain',
      CacheControl: undefined,
    })
  })

  it('may be replaced in place', async () => {
    const bucket = await bucketWith('a')
    await copy(bucket, `${bucket}/a`, { Key: 'a', MetadataDirective: 'REPLACE', Metadata: { b: '2' } })
    expect(await head(bucket, 'a')).toMatchObject({ Metadata: { b: '2' }, ContentLength: 5 })
  })
})

describe('conditions', () => {
  const ETAG = '"5d41402abc4b2a76b9719d911017c592"'
  const before = new Date('2026-01-02T03:04:04Z')
  const at = new Date('2026-01-02T03:04:05Z')

  it.each([
    [{ CopySourceIfMatch: ETAG }, 200],
    [{ CopySourceIfMatch: '"other"' }, 412],
    [{ CopySourceIfNoneMatch: '"other"' }, 200],
    [{ CopySourceIfNoneMatch: ETAG }, 412],
    [{ CopySourceIfModifiedSince: before }, 200],
    [{ CopySourceIfModifiedSince: at }, 412],
    [{ CopySourceIfUnmodifiedSince: at }, 200],
    [{ CopySourceIfUnmodifiedSince: before }, 412],
    [{ IfNoneMatch: '*' }, 200],
    [{ IfMatch: '"other"' }, 404],
  ])('%o', async (conditions, status) => {
    const bucket = await bucketWith('a')
    const outcome = await copy(bucket, `${bucket}/a`, conditions).catch((error: unknown) => error)
    expect(outcome).toMatchObject({ $metadata: { httpStatusCode: status } })
  })
})

describe('what is refused', () => {
  it('a copy onto itself that changes nothing', async () => {
    const bucket = await bucketWith('a')
    await expect(copy(bucket, `${bucket}/a`, { Key: 'a' })).rejects.toMatchObject({ name: 'InvalidRequest' })
  })

  it('a source that is not there, by its own name', async () => {
    const bucket = await bucketWith('a')
    await expect(copy(bucket, `${bucket}/b`)).rejects.toMatchObject({ name: 'NoSuchKey', Key: 'b' })
    await expect(copy(bucket, 'no-such-bucket/a')).rejects.toMatchObject({
      name: 'NoSuchBucket',
      BucketName: 'no-such-bucket',
    })
    await expect(copy('no-such-bucket', `${bucket}/a`)).rejects.toMatchObject({ name: 'NoSuchBucket' })
  })

  it('a source of another owner than expected', async () => {
    const bucket = await bucketWith('a')
    const copying = copy(bucket, `${bucket}/a`, { ExpectedSourceBucketOwner: '444455556666' })
    await expect(copying).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it.each(['', 'bucket', 'bucket/', '/bucket', '%zz/a', 'bucket/a?versionId=3'])('the source %o', async (source) => {
    const path = `/${newBucket(server.store)}/copy`
    const answer = await send(server.port, { method: 'PUT', path, headers: { 'x-amz-copy-source': source }, body: '' })
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([400, 'InvalidArgument'])
  })

  it('an unknown directive and an unknown algorithm', async () => {
    const bucket = await bucketWith('a')
    await expect(copy(bucket, `${bucket}/a`, { MetadataDirective: 'MERGE' as 'COPY' })).rejects.toMatchObject({
      name: 'InvalidArgument',
    })
    await expect(copy(bucket, `${bucket}/a`, { ChecksumAlgorithm: 'SHA512' })).rejects.toMatchObject({
      name: 'InvalidRequest',
    })
  })
})
