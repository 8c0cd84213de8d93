import { appendFile, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StoredObject } from '../../../emulator/object-store/stored-object.ts'
import { newBucket } from '../../support/buckets.ts'
import { ATTRIBUTES, bodyOf, putText } from '../../support/put-text.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

/** What somebody may do to a file of five bytes behind the store's back, and what is then said of it. */
const DAMAGES: [does: string, damage: (path: string) => Promise<void>, said: RegExp][] = [
  ['removed', (path) => unlink(path), /^object a\/b in bucket \S+ is damaged: its file objects\/\S+ is gone$/],
  ['cut off', (path) => truncate(path, 2), / is damaged: its file objects\/\S+ has 2 bytes instead of 5$/],
  ['emptied', (path) => truncate(path, 0), / is damaged: its file objects\/\S+ has 0 bytes instead of 5$/],
  ['written on to', (path) => appendFile(path, '!!'), / is damaged: its file objects\/\S+ has 7 bytes instead of 5$/],
]

const pathOf = ({ folder }: S3Server, { segments }: StoredObject, index = 0): string => {
  const { name } = segments[index]!
  return join(folder, name[0]!, name[1]!, name)
}

const outcomeOf = async (server: S3Server, request: Parameters<typeof send>[1]): Promise<unknown[]> => {
  const { status, body } = await send(server.port, request)
  return [status, elementOf(body, 'Code')]
}

describe.each(DAMAGES)('a body whose file was %s behind the back of the store', (_does, damage, said) => {
  it.each([
    ['whole', {}],
    ['in part', { range: 'bytes=0-1' }],
  ])('is an internal error where it is read %s, and the log names it', async (_how, headers) => {
    await using server = await startS3Server()
    const bucket = newBucket(server.store)
    await damage(pathOf(server, await putText(server.store, bucket, 'a/b', 'hello')))
    const read = await outcomeOf(server, { method: 'GET', path: `/${bucket}/a/b`, headers })
    expect(read).toEqual([500, 'InternalError'])
    expect(server.logged).toMatchObject([{ message: expect.stringMatching(said) }])
  })

  it('is an internal error where a part of an upload is copied from it', async () => {
    await using server = await startS3Server()
    const bucket = newBucket(server.store)
    await damage(pathOf(server, await putText(server.store, bucket, 'a/b', 'hello')))
    const created = await send(server.port, { method: 'POST', path: `/${bucket}/c?uploads` })
    const path = `/${bucket}/c?partNumber=1&uploadId=${elementOf(created.body, 'UploadId')}`
    const copied = await outcomeOf(server, {
      method: 'PUT',
      path,
      headers: { 'x-amz-copy-source': `/${bucket}/a/b` },
    })
    expect(copied).toEqual([500, 'InternalError'])
    expect(server.logged).toMatchObject([{ message: expect.stringMatching(said) }])
  })

  it('is whole again when the object is put anew', async () => {
    await using server = await startS3Server()
    const bucket = newBucket(server.store)
    await damage(pathOf(server, await putText(server.store, bucket, 'a/b', 'hello')))
    await send(server.port, { method: 'PUT', path: `/${bucket}/a/b`, body: 'again' })
    expect((await send(server.port, { method: 'GET', path: `/${bucket}/a/b` })).body).toBe('again')
  })
})

it('an object of which a later part is damaged breaks the connection off, and the log names it', async () => {
  await using server = await startS3Server()
  const bucket = newBucket(server.store)
  const checksum = { algorithm: 'CRC64NVME' as const, type: 'FULL_OBJECT' as const, isRequested: false }
  const upload = server.store.uploads.create({ bucket, key: 'a', attributes: ATTRIBUTES, checksum })
  const parts = [
    await server.store.uploads.putPart(upload, 1, bodyOf('one')),
    await server.store.uploads.putPart(upload, 2, bodyOf('two')),
  ]
  const object = await server.store.uploads.assemble(upload, parts)
  await server.store.uploads.complete(upload, object)
  await truncate(pathOf(server, object, 1), 2)
  await expect(send(server.port, { method: 'GET', path: `/${bucket}/a` })).rejects.toMatchObject({ code: 'ECONNRESET' })
  const message = expect.stringMatching(/^object a in bucket \S+ is damaged: its file \S+ has 2 bytes instead of 3$/)
  expect(server.logged).toMatchObject([{ message }])
})
