import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { putText } from '../../support/put-text.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

async function bucketWith(...keys: string[]): Promise<string> {
  const bucket = newBucket(server.store)
  for (const key of keys) await putText(server.store, bucket, key, key)
  return bucket
}

const list = async (
  Bucket: string,
  input: Omit<ListObjectsV2CommandInput, 'Bucket'> = {},
): Promise<ListObjectsV2CommandOutput> => await server.client().send(new ListObjectsV2Command({ Bucket, ...input }))
const keysOf = ({ Contents = [] }: ListObjectsV2CommandOutput): (string | undefined)[] => Contents.map(({ Key }) => Key)

describe('a listing', () => {
  it('tells of each object what S3 tells', async () => {
    const bucket = await bucketWith('hello')
    const { Contents, $metadata: _, ...rest } = await list(bucket)
    expect(Contents).toEqual([
      {
        Key: 'hello',
        LastModified: new Date('2026-01-02T03:04:05.000Z'),
        ETag: '"5d41402abc4b2a76b9719d911017c592"',
        ChecksumAlgorithm: ['CRC64NVME'],
        ChecksumType: 'FULL_OBJECT',
        Size: 5,
        StorageClass: 'STANDARD',
      },
    ])
    expect(rest).toEqual({ Name: bucket, Prefix: '', MaxKeys: 1000, KeyCount: 1, IsTruncated: false })
  })

  it('names the region of the bucket', async () => {
    const bucket = newBucket(server.store, { region: 'eu-west-3' })
    const { headers } = await send(server.port, { method: 'GET', path: `/${bucket}?list-type=2` })
    expect(headers['x-amz-bucket-region']).toBe('eu-west-3')
  })
})

describe('pages', () => {
  it('tokens are safe in a URL and say nothing', async () => {
    const { NextContinuationToken: token } = await list(await bucketWith('a b/ü', 'b'), { MaxKeys: 1 })
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
  })
})

describe('encoding-type=url', () => {
  it('encodes as forms do, but for the slash', async () => {
    const bucket = await bucketWith("a b+c%/é~'()*!", '\u0001')
    const listing = await list(bucket, { EncodingType: 'url', StartAfter: '\0', Prefix: '' })
    expect(listing.EncodingType).toBe('url')
    expect(keysOf(listing)).toEqual(['%01', 'a+b%2Bc%25/%C3%A9%7E%27%28%29*%21'])
    const grouped = await list(bucket, { EncodingType: 'url', Delimiter: '+', Prefix: 'a ' })
    expect(grouped).toMatchObject({ Delimiter: '%2B', Prefix: 'a+', CommonPrefixes: [{ Prefix: 'a+b%2B' }] })
  })
})

describe('what is refused', () => {
  it.each([
    ['max-keys=many', 'max-keys'],
    ['max-keys=-1', 'max-keys'],
    ['max-keys=9999999999', 'max-keys'],
    ['encoding-type=base64', 'encoding-type'],
    ['continuation-token=', 'continuation-token'],
    ['continuation-token=%21%21', 'continuation-token'],
    ['continuation-token=YQ%3D%3D', 'continuation-token'],
    ['continuation-token=eGE', 'continuation-token'],
  ])('%s', async (query, argument) => {
    const { status, body } = await send(server.port, {
      method: 'GET',
      path: `/${await bucketWith()}?list-type=2&${query}`,
    })
    expect([status, elementOf(body, 'Code'), elementOf(body, 'ArgumentName')]).toEqual([
      400,
      'InvalidArgument',
      argument,
    ])
  })
})
