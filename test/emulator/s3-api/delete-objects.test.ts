import { hash } from 'node:crypto'
import { DeleteObjectCommand, DeleteObjectsCommand, type DeleteObjectsCommandInput } from '@aws-sdk/client-s3'
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
  for (const key of keys) await putText(server.store, bucket, key, 'hello')
  return bucket
}

const ETAG = '"5d41402abc4b2a76b9719d911017c592"'
const keysIn = async (bucket: string): Promise<string[]> =>
  (await Array.fromAsync(server.store.list(bucket, ''))).map(({ key }) => key)

const remove = async (Bucket: string, Key: string, IfMatch?: string) =>
  await server.client().send(new DeleteObjectCommand({ Bucket, Key, ...(IfMatch === undefined ? {} : { IfMatch }) }))

const removeAll = async (Bucket: string, Delete: NonNullable<DeleteObjectsCommandInput['Delete']>) =>
  await server.client().send(new DeleteObjectsCommand({ Bucket, Delete }))

/** Status and code of the answer to a document that is sent as it is. */
async function post(body: string, headers: Record<string, string>): Promise<unknown[]> {
  const answer = await send(server.port, { method: 'POST', path: `/${await bucketWith('a')}?delete`, body, headers })
  return [answer.status, elementOf(answer.body, 'Code')]
}

describe('DeleteObject', () => {
  it('takes an object away, and succeeds where there is none', async () => {
    const bucket = await bucketWith('a', 'b')
    const answers = [await remove(bucket, 'a'), await remove(bucket, 'a')]
    expect(answers.map(({ $metadata }) => $metadata.httpStatusCode)).toEqual([204, 204])
    expect(await keysIn(bucket)).toEqual(['b'])
  })

  it('with If-Match takes away that object only, quoted or not', async () => {
    const bucket = await bucketWith('a', 'b')
    await expect(remove(bucket, 'a', '"other"')).rejects.toMatchObject({ name: 'PreconditionFailed' })
    await remove(bucket, 'a', ETAG)
    await remove(bucket, 'b', ETAG.replaceAll('"', ''))
    expect(await keysIn(bucket)).toEqual([])
  })

  it('of a missing bucket is an error', async () => {
    await expect(remove('no-such-bucket', 'a')).rejects.toMatchObject({ name: 'NoSuchBucket' })
  })

  it('takes an empty body with a content type, as some clients send it', async () => {
    const bucket = await bucketWith('a')
    const headers = { 'content-type': 'application/json' }
    expect(await send(server.port, { method: 'DELETE', path: `/${bucket}/a`, headers, body: '' })).toMatchObject({
      status: 204,
      body: '',
    })
  })

  it('says that a version is not there', async () => {
    const { status } = await send(server.port, { method: 'DELETE', path: `/${await bucketWith('a')}/a?versionId=3` })
    expect(status).toBe(400)
  })
})

describe('DeleteObjects', () => {
  it('tells of each key, also of those that were not there', async () => {
    const bucket = await bucketWith('a', 'b<&>', 'c 鍵')
    const { Deleted, Errors } = await removeAll(bucket, {
      Objects: [{ Key: 'a' }, { Key: 'b<&>' }, { Key: 'c 鍵' }, { Key: 'd' }],
    })
    expect([Deleted?.map(({ Key }) => Key), Errors]).toEqual([['a', 'b<&>', 'c 鍵', 'd'], undefined])
    expect(await keysIn(bucket)).toEqual([])
  })

  it('tells of errors only when it is quiet', async () => {
    const bucket = await bucketWith('a', 'b')
    const { Deleted, Errors } = await removeAll(bucket, {
      Quiet: true,
      Objects: [{ Key: 'a' }, { Key: 'b', ETag: '"other"' }],
    })
    expect(Deleted).toBeUndefined()
    expect(Errors).toMatchObject([{ Key: 'b', Code: 'PreconditionFailed' }])
    expect(await keysIn(bucket)).toEqual(['b'])
  })

  it('one that fails does not keep the others', async () => {
    const bucket = await bucketWith('a', 'b', 'c')
    const Objects = [
      { Key: 'a', VersionId: '7' },
      { Key: 'b', VersionId: 'null' },
      { Key: 'x'.repeat(1025) },
      { Key: 'c', ETag: ETAG },
    ]
    const { Deleted, Errors } = await removeAll(bucket, { Objects })
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['b', 'c'])
    expect(Errors?.map(({ Code }) => Code)).toEqual(['InvalidArgument', 'KeyTooLongError'])
  })

  it('takes 1,000 keys and no more', async () => {
    const keys = Array.from({ length: 1001 }, (_, index) => ({ Key: `key ${index}` }))
    const bucket = await bucketWith('key 999', 'key 1000')
    await expect(removeAll(bucket, { Objects: keys })).rejects.toMatchObject({ name: 'MalformedXML' })
    await removeAll(bucket, { Objects: keys.slice(0, 1000) })
    expect(await keysIn(bucket)).toEqual(['key 1000'])
  })

  it('demands a digest of its document, and verifies it', async () => {
    const document = '<Delete><Object><Key>a</Key></Object></Delete>'
    expect(await post(document, {})).toEqual([400, 'InvalidRequest'])
    expect(await post(document, { 'x-amz-checksum-crc32': 'AAAAAA==' })).toEqual([400, 'BadDigest'])
    expect(await post(document, { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })).toEqual([400, 'BadDigest'])
  })

  it.each([
    '',
    'a',
    '<Delete/>',
    '<Delete><Object/></Delete>',
    '<Delete><Object><Key></Key></Object></Delete>',
    '<Remove><Object><Key>a</Key></Object></Remove>',
    '<!DOCTYPE a><Delete><Object><Key>a</Key></Object></Delete>',
  ])('refuses the document %o', async (document) => {
    expect(await post(document, { 'content-md5': hash('md5', document, 'base64') })).toEqual([400, 'MalformedXML'])
  })

  it('refuses a document of more than 8 MB', async () => {
    const document = `<Delete>${'<Object><Key>a</Key></Object>'.repeat(300_000)}</Delete>`
    expect(await post(document, { 'content-md5': '' })).toEqual([400, 'InvalidDigest'])
    expect(await post(document, { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })).toEqual([400, 'MalformedXML'])
  })
})
