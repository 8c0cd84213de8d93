import { join } from 'node:path'
import { DeleteObjectCommand, DeleteObjectsCommand, type DeleteObjectsCommandInput } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../emulator/database.ts'
import { ObjectStoreError } from '../../../emulator/object-store/object-store.ts'
import { SpareRoom } from '../../../emulator/object-store/spare-room.ts'
import { newBucket } from '../../support/buckets.ts'
import { putText } from '../../support/put-text.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'
import { temporaryFolder } from '../../support/store.ts'

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

/** Stands for a full disk: there is room for two deletions at a time, and none for that of one key. */
class RoomForTwo extends SpareRoom {
  override transact<T>(database: Database, work: () => T): T {
    const objects = database.prepare<[], string>('select key from objects').pluck()
    return super.transact(database, () => {
      const before = objects.all()
      const result = work()
      const gone = new Set(before).difference(new Set(objects.all()))
      if (gone.size > 2 || gone.has('too large')) throw new ObjectStoreError('full', 'there is no room on the disk')
      return result
    })
  }
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

  it('deletes on a full disk what finds room, and says of each key that does not', async () => {
    using folder = temporaryFolder()
    await using crowded = await startS3Server({ spareRoom: new RoomForTwo(join(folder.path, 'spare-room')) })
    const bucket = newBucket(crowded.store)
    for (const key of ['a', 'b', 'c', 'd', 'too large', 'e']) await putText(crowded.store, bucket, key, 'hello')
    const Objects = ['a', 'b', 'c', 'too large', 'd', 'e'].map((Key) => ({ Key }))
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } })
    const { Deleted, Errors } = await crowded.client().send(command)
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b', 'c', 'd', 'e'])
    const Message = 'There is no room on the disk of Outcrop'
    expect(Errors).toEqual([{ Key: 'too large', Code: 'InsufficientStorage', Message }])
    expect(await Array.fromAsync(crowded.store.list(bucket, ''), ({ key }) => key)).toEqual(['too large'])
    const one = new DeleteObjectCommand({ Bucket: bucket, Key: 'too large' })
    await expect(crowded.client().send(one)).rejects.toMatchObject({ name: 'InsufficientStorage', message: Message })
  })

  it('refuses a document of more than 8 MB', async () => {
    const document = `<Delete>${'<Object><Key>a</Key></Object>'.repeat(300_000)}</Delete>`
    expect(await post(document, { 'content-md5': '' })).toEqual([400, 'InvalidDigest'])
    expect(await post(document, { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })).toEqual([400, 'MalformedXML'])
  })
})
