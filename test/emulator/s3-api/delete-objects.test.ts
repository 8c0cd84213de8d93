import { DeleteObjectsCommand, type DeleteObjectsCommandInput } from '@aws-sdk/client-s3'
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

const removeAll = async (Bucket: string, Delete: NonNullable<DeleteObjectsCommandInput['Delete']>) =>
  await server.client().send(new DeleteObjectsCommand({ Bucket, Delete }))

/** Status and code of the answer to a document that is sent as it is. */
async function post(body: string, headers: Record<string, string>): Promise<unknown[]> {
  const answer = await send(server.port, { method: 'POST', path: `/${await bucketWith('a')}?delete`, body, headers })
  return [answer.status, elementOf(answer.body, 'Code')]
}

describe('DeleteObjects', () => {
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

  it('refuses a document of more than 8 MB', async () => {
    const document = `<Delete>${'<Object><Key>a</Key></Object>'.repeat(300_000)}</Delete>`
    expect(await post(document, { 'content-md5': '' })).toEqual([400, 'InvalidDigest'])
    expect(await post(document, { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })).toEqual([400, 'MalformedXML'])
  })
})
