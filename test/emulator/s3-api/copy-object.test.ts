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

  it.each(['a b+c%/ü', 'a?b', '../x//y', 'k%2Fk'])('finds a source that is encoded: %s', async (key) => {
    const bucket = await bucketWith(key)
    await copy(bucket, `${bucket}/${encodeURIComponent(key)}`)
    await copy(bucket, encodeURIComponent(`${bucket}/${key}`))
    expect(await head(bucket)).toMatchObject({ ContentLength: 5 })
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
})
