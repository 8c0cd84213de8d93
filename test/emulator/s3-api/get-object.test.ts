import { randomBytes } from 'node:crypto'
import { truncate } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type GetObjectCommandInput } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRange } from '../../../emulator/s3-api/range.ts'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { putText } from '../../support/put-text.ts'
import { elementOf, send, type RawAnswer } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

/** A bucket with the object `a`, which is `hello world`. */
async function bucketWithObject(): Promise<string> {
  const bucket = newBucket(server.store)
  await putText(server.store, bucket, 'a', 'hello world')
  return bucket
}

const get = async (bucket: string, headers: Record<string, string> = {}, query = ''): Promise<RawAnswer> =>
  await send(server.port, { method: 'GET', path: `/${bucket}/a${query}`, headers })

describe('ranges', () => {
  it.each([
    ['bytes=0-0', 'h', 'bytes 0-0/11'],
    ['bytes=6-', 'world', 'bytes 6-10/11'],
    ['bytes=6-100', 'world', 'bytes 6-10/11'],
    ['bytes=-3', 'rld', 'bytes 8-10/11'],
    ['bytes=-100', 'hello world', 'bytes 0-10/11'],
    ['bytes=0-10', 'hello world', 'bytes 0-10/11'],
  ])('%s is part of the object', async (range, body, contentRange) => {
    const answer = await get(await bucketWithObject(), { range })
    expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([206, body, contentRange])
    expect(answer.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': String(body.length) })
  })

  it.each(['bytes=11-', 'bytes=11-12', 'bytes=999999999999999999-', 'bytes=-0'])(
    '%s cannot be satisfied',
    async (range) => {
      const answer = await get(await bucketWithObject(), { range })
      expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([416, 'InvalidRange'])
      expect(elementOf(answer.body, 'ActualObjectSize')).toBe('11')
      expect(elementOf(answer.body, 'RangeRequested')).toBe(range)
    },
  )

  it.each(['bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'bytes=0-1,3-4', 'lines=0-1', 'bytes 0-1', '0-1'])(
    '%s is as good as none',
    async (range) => {
      const answer = await get(await bucketWithObject(), { range })
      expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([200, 'hello world', undefined])
    },
  )

  it('HEAD answers them without the bytes', async () => {
    const answer = await send(server.port, {
      method: 'HEAD',
      path: `/${await bucketWithObject()}/a`,
      headers: { range: 'bytes=1-3' },
    })
    expect([answer.status, answer.body, answer.headers['content-range'], answer.headers['content-length']]).toEqual([
      206,
      '',
      'bytes 1-3/11',
      '3',
    ])
  })

  it('of an empty object cannot be satisfied', () => {
    for (const range of ['bytes=0-', 'bytes=0-0', 'bytes=-1'])
      expect(() => parseRange(range, 0)).toThrow(expect.objectContaining({ code: 'InvalidRange' }))
  })

  it('come without the checksum of the whole', async () => {
    const answer = await get(await bucketWithObject(), { range: 'bytes=0-1', 'x-amz-checksum-mode': 'ENABLED' })
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-amz-checksum'))).toEqual([])
  })
})

describe('conditions', () => {
  const etag = '"5eb63bbbe01eeed093cb22bb8f5acdc3"'
  const before = 'Fri, 02 Jan 2026 03:04:04 GMT'
  const at = 'Fri, 02 Jan 2026 03:04:05 GMT'
  const other = '"00000000000000000000000000000000"'

  it.each([
    ['the ETag', { 'if-match': etag }, 200],
    ['the ETag without quotes', { 'if-match': etag.replaceAll('"', '') }, 200],
    ['one ETag of several', { 'if-match': `${other}, ${etag}` }, 200],
    ['any ETag', { 'if-match': '*' }, 200],
    ['another ETag', { 'if-match': other }, 412],
    ['not the ETag', { 'if-none-match': etag }, 304],
    ['not the ETag, without quotes', { 'if-none-match': etag.replaceAll('"', '') }, 304],
    ['not the ETag, weakly', { 'if-none-match': `W/${etag}` }, 304],
    ['not any ETag', { 'if-none-match': '*' }, 304],
    ['not another ETag', { 'if-none-match': other }, 200],
    ['modified since', { 'if-modified-since': before }, 200],
    ['modified since its own time', { 'if-modified-since': at }, 304],
    ['not modified since', { 'if-unmodified-since': at }, 200],
    ['not modified since an earlier time', { 'if-unmodified-since': before }, 412],
    ['the ETag, whatever the time', { 'if-match': etag, 'if-unmodified-since': before }, 200],
    ['not another ETag, whatever the time', { 'if-none-match': other, 'if-modified-since': at }, 200],
    ['a time that is none', { 'if-modified-since': 'tomorrow', 'if-unmodified-since': '0' }, 200],
  ])('%s', async (_what, headers, status) => {
    const bucket = await bucketWithObject()
    const [got, had] = [
      await get(bucket, headers),
      await send(server.port, { method: 'HEAD', path: `/${bucket}/a`, headers }),
    ]
    expect([got.status, had.status]).toEqual([status, status])
  })

  it('that fail say which', async () => {
    const { body } = await get(await bucketWithObject(), { 'if-match': other })
    expect([elementOf(body, 'Code'), elementOf(body, 'Condition')]).toEqual(['PreconditionFailed', 'If-Match'])
  })

  it('304 has the ETag and the time, and nothing else to read', async () => {
    const answer = await get(await bucketWithObject(), { 'if-none-match': etag })
    expect(answer).toMatchObject({ body: '', headers: { etag, 'last-modified': at } })
    expect(answer.headers['content-type']).toBeUndefined()
  })

  it('a range is looked at when they hold', async () => {
    const answer = await get(await bucketWithObject(), { 'if-match': etag, range: 'bytes=0-4' })
    expect([answer.status, answer.body]).toEqual([206, 'hello'])
  })
})

describe('what is asked for in the query', () => {
  it('replaces headers in this one answer', async () => {
    const bucket = await bucketWithObject()
    const query = new URLSearchParams({
      'response-content-type': 'text/csv',
      'response-content-disposition': 'attachment; filename=ä.csv',
      'response-cache-control': 'no-store',
      'response-content-encoding': 'br',
      'response-content-language': 'fr',
      'response-expires': 'Thu, 01 Jan 2026 00:00:00 GMT',
    })
    const { headers } = await get(bucket, {}, `?${query.toString()}`)
    expect(headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': 'attachment; filename=ä.csv',
      'cache-control': 'no-store',
      'content-encoding': 'br',
      'content-language': 'fr',
      expires: 'Thu, 01 Jan 2026 00:00:00 GMT',
    })
    expect((await get(bucket)).headers['content-type']).toBe('text/plain')
  })

  it.each(['a%0d%0ax-evil:%201', '%E9%8D%B5'])('is refused where it is no header: %s', async (value) => {
    const answer = await get(await bucketWithObject(), {}, `?response-content-type=${value}`)
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([400, 'InvalidArgument'])
    expect(answer.headers['x-evil']).toBeUndefined()
  })

  it('the version null is the object, and there are no others', async () => {
    const bucket = await bucketWithObject()
    const statuses = [await get(bucket, {}, '?versionId=null'), await get(bucket, {}, '?versionId=3')].map(
      ({ status }) => status,
    )
    expect(statuses).toEqual([200, 400])
  })
})

describe('part numbers', () => {
  it('an object in one piece is its own first part', async () => {
    const bucket = await bucketWithObject()
    const answer = await get(bucket, {}, '?partNumber=1')
    expect([answer.status, answer.headers['content-range'], answer.headers['x-amz-mp-parts-count']]).toEqual([
      206,
      'bytes 0-10/11',
      undefined,
    ])
  })

  it.each([
    ['?partNumber=2', 416, 'InvalidPartNumber'],
    ['?partNumber=0', 400, 'InvalidArgument'],
    ['?partNumber=10001', 400, 'InvalidArgument'],
    ['?partNumber=one', 400, 'InvalidArgument'],
  ])('%s is refused', async (query, status, code) => {
    const answer = await get(await bucketWithObject(), {}, query)
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([status, code])
  })

  it('and a range are one too many', async () => {
    const answer = await get(await bucketWithObject(), { range: 'bytes=0-1' }, '?partNumber=1')
    expect(elementOf(answer.body, 'Code')).toBe('InvalidRequest')
  })
})

describe('missing objects', () => {
  it('GET says which key', async () => {
    const bucket = newBucket(server.store)
    const getting = server.client().send(new GetObjectCommand({ Bucket: bucket, Key: 'a/<b>' }))
    await expect(getting).rejects.toMatchObject({ name: 'NoSuchKey', Key: 'a/<b>' })
  })

  it('HEAD is 404 without a body', async () => {
    const Bucket = newBucket(server.store)
    await expect(server.client().send(new HeadObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'NotFound',
    })
    expect(await send(server.port, { method: 'HEAD', path: `/${Bucket}/a` })).toMatchObject({ status: 404, body: '' })
  })
})

describe('streams', () => {
  it('a large object comes whole, also while it is overwritten', async () => {
    const Bucket = newBucket(server.store)
    const client = server.client()
    const bytes = randomBytes(6 * 1024 * 1024)
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: bytes }))
    const input: GetObjectCommandInput = { Bucket, Key: 'a' }
    const { Body } = await client.send(new GetObjectCommand(input))
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'other' }))
    expect(Buffer.from(await Body!.transformToByteArray()).equals(bytes)).toBe(true)
  })

  it('an object that breaks off breaks the connection off, and is logged', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    await putText(own.store, bucket, 'a', 'x'.repeat(1_000_000))
    const [name] = await bodyFilesIn(own.folder)
    await truncate(join(own.folder, name![0]!, name![1]!, name!), 300_000)
    await expect(send(own.port, { method: 'GET', path: `/${bucket}/a` })).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(own.logged).toMatchObject([{ message: 'a body is shorter than its object' }])
  })

  it('a reader that goes away lets go of the file', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    await putText(own.store, bucket, 'a', 'x'.repeat(20_000_000))
    const outgoing = request({ port: own.port, path: `/${bucket}/a` })
    outgoing.on('error', () => undefined).end()
    await new Promise<void>((resolve) => {
      outgoing.on('response', (incoming) => incoming.once('data', () => resolve()))
    })
    await own.store.objects.delete(bucket, [{ key: 'a' }])
    outgoing.destroy()
    await expect.poll(async () => await bodyFilesIn(own.folder)).toEqual([])
    expect(own.logged).toEqual([])
  })
})
