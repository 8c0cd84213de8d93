import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type CreateMultipartUploadCommandInput,
  type ListMultipartUploadsCommandInput,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

type Query = Partial<ListMultipartUploadsCommandInput>

/** A bucket with uploads of these keys, in the order in which they were begun. */
async function bucketWith(keys: string[], input: Partial<CreateMultipartUploadCommandInput> = {}) {
  const Bucket = newBucket(server.store)
  const ids: string[] = []
  for (const [index, Key] of keys.entries()) {
    server.setNow(index * 1000)
    const { UploadId } = await server.client().send(new CreateMultipartUploadCommand({ Bucket, Key, ...input }))
    ids.push(UploadId!)
  }
  const list = async (query: Query = {}): Promise<ListMultipartUploadsCommandOutput> =>
    await server.client().send(new ListMultipartUploadsCommand({ Bucket, ...query }))
  return { Bucket, ids, list }
}

const keysOf = ({ Uploads = [] }: ListMultipartUploadsCommandOutput) => Uploads.map(({ Key }) => Key)
const prefixesOf = ({ CommonPrefixes = [] }: ListMultipartUploadsCommandOutput) =>
  CommonPrefixes.map(({ Prefix }) => Prefix)

/** Keys and common prefixes of all pages. */
async function walk(list: (query: Query) => Promise<ListMultipartUploadsCommandOutput>, query: Query) {
  const seen: [string | undefined, string | undefined][] = []
  const prefixes: (string | undefined)[] = []
  for (let markers: Query = {}; ;) {
    const page = await list({ ...query, ...markers })
    seen.push(...(page.Uploads ?? []).map(({ Key, UploadId }): (typeof seen)[number] => [Key, UploadId]))
    prefixes.push(...prefixesOf(page))
    if (!page.IsTruncated) return { seen, prefixes }
    markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker || undefined }
  }
}

describe('ListMultipartUploads', () => {
  it('lists what is neither completed nor aborted, by key, and of one key by when it was begun', async () => {
    const { Bucket, ids, list } = await bucketWith(['b', 'a', 'b', 'é', 'c'])
    const gone = new AbortMultipartUploadCommand({ Bucket, Key: 'c', UploadId: ids[4] })
    await server.client().send(gone)
    const page = await list()
    expect(page.Uploads!.map(({ Key, UploadId }) => [Key, UploadId])).toEqual([
      ['a', ids[1]],
      ['b', ids[0]],
      ['b', ids[2]],
      ['é', ids[3]],
    ])
    expect(page).toMatchObject({ Bucket, IsTruncated: false, MaxUploads: 1000, Prefix: '', KeyMarker: '' })
    expect(page.Uploads![0]).toMatchObject({
      Initiated: new Date(1000),
      StorageClass: 'STANDARD',
      Owner: { ID: expect.any(String) },
    })
  })

  it('names the algorithm of the checksums that was asked for', async () => {
    const { list } = await bucketWith(['a'], { ChecksumAlgorithm: 'SHA256' })
    expect((await list()).Uploads![0]).toMatchObject({ ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' })
  })

  it('takes a prefix literally', async () => {
    const { list } = await bucketWith(['a%b', 'a_b', 'axb', 'b'])
    expect(keysOf(await list({ Prefix: 'a%' }))).toEqual(['a%b'])
    expect(keysOf(await list({ Prefix: 'c' }))).toEqual([])
  })

  it.each([1, 2, 3, 100])('gives all of them once in pages of %i', async (MaxUploads) => {
    const keys = ['b', 'a', 'b', 'b', 'a/b', 'c']
    const { ids, list } = await bucketWith(keys)
    const { seen } = await walk(list, { MaxUploads })
    expect(seen).toEqual([1, 4, 0, 2, 3, 5].map((index) => [keys[index], ids[index]]))
  })

  it.each([1, 2, 100])('rolls keys up to a delimiter, in pages of %i', async (MaxUploads) => {
    const { list } = await bucketWith(['a/1', 'a/2', 'a/2', 'b', 'c/1', 'c/2/3', 'd'])
    const { seen, prefixes } = await walk(list, { MaxUploads, Delimiter: '/' })
    expect([seen.map(([key]) => key), prefixes]).toEqual([
      ['b', 'd'],
      ['a/', 'c/'],
    ])
    expect(prefixesOf(await list({ Prefix: 'c/', Delimiter: '/' }))).toEqual(['c/2/'])
  })

  it('goes on behind a key without an upload id, and takes no upload id without a key', async () => {
    const { ids, list } = await bucketWith(['a', 'b', 'b', 'c'])
    expect(keysOf(await list({ KeyMarker: 'b' }))).toEqual(['c'])
    expect(keysOf(await list({ KeyMarker: 'a', Prefix: 'b' }))).toEqual(['b', 'b'])
    expect(keysOf(await list({ UploadIdMarker: ids[2] }))).toEqual(['a', 'b', 'b', 'c'])
  })

  it('loses none when the upload that a page ended with is gone', async () => {
    const { Bucket, ids, list } = await bucketWith(['a', 'b', 'b'])
    await server.client().send(new AbortMultipartUploadCommand({ Bucket, Key: 'b', UploadId: ids[1] }))
    expect(keysOf(await list({ KeyMarker: 'b', UploadIdMarker: ids[1] }))).toEqual(['b'])
  })

  it('encodes keys where it is asked to', async () => {
    const { list } = await bucketWith(['a b/ü+'])
    expect(await list({ EncodingType: 'url', Prefix: 'a ' })).toMatchObject({
      EncodingType: 'url',
      Prefix: 'a+',
      Uploads: [{ Key: 'a+b/%C3%BC%2B' }],
    })
  })

  it('knows no uploads of a missing bucket', async () => {
    const { list } = await bucketWith([])
    await expect(list({ Bucket: 'no-such-bucket' })).rejects.toMatchObject({ name: 'NoSuchBucket' })
    expect(await list({ MaxUploads: 0 })).toMatchObject({ IsTruncated: false, MaxUploads: 0 })
  })
})
