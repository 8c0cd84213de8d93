import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HashThread } from '../../../emulator/object-store/hash-thread.ts'
import { Hashing } from '../../../emulator/object-store/hashing.ts'
import { CHECKSUM_ALGORITHMS, createChecksum, type ChecksumAlgorithm } from '../../../emulator/wire/checksum.ts'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { md5Of } from '../../support/put-text.ts'
import { elementOf, openSocket, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'
import { FAILING_WORKER } from '../../support/workers.ts'

const LARGE = randomBytes(3_000_001)

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

async function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Promise<string> {
  const running = createChecksum(algorithm)
  running.update(bytes)
  return Buffer.from(await running.digest()).toString('base64')
}

const put = async (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  await send(server.port, { method: 'PUT', path, body, headers })
const get = async (path: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(`${server.endpoint}${path}`)).arrayBuffer())

describe('a large body', () => {
  it.each(CHECKSUM_ALGORITHMS)('is held against the %s that came with it', async (algorithm) => {
    const path = `/${newBucket(server.store)}/a`
    const header = `x-amz-checksum-${algorithm.toLowerCase()}`
    const right = await put(path, LARGE, { [header]: await checksumOf(algorithm, LARGE) })
    const wrong = await put(path, LARGE, { [header]: await checksumOf(algorithm, Buffer.from('other')) })
    expect([right.status, right.headers.etag]).toEqual([200, `"${md5Of(LARGE)}"`])
    expect([wrong.status, elementOf(wrong.body, 'Code')]).toEqual([400, 'BadDigest'])
    expect((await get(path)).equals(LARGE)).toBe(true)
  })

  it('is held against its MD5 and the hash of its signature', async () => {
    const path = `/${newBucket(server.store)}/a`
    const sha256 = createHash('sha256').update(LARGE).digest('hex')
    const md5 = createHash('md5').update(LARGE).digest('base64')
    const right = await put(path, LARGE, { 'x-amz-content-sha256': sha256, 'content-md5': md5 })
    const wrong = await put(path, LARGE.subarray(1), { 'x-amz-content-sha256': sha256 })
    expect(right.status).toBe(200)
    expect(elementOf(wrong.body, 'Code')).toBe('XAmzContentSHA256Mismatch')
  })

  it('is whole though many come and go at once', async () => {
    const bucket = newBucket(server.store)
    const bodies = Array.from({ length: 40 }, (_, index) => LARGE.subarray(index, index + 1_200_000))
    const answers = await Promise.all(bodies.map(async (body, index) => await put(`/${bucket}/${index}`, body)))
    const stored = await Promise.all(bodies.map(async (_, index) => await get(`/${bucket}/${index}`)))
    expect(answers.map(({ headers }) => headers.etag)).toEqual(bodies.map((body) => `"${md5Of(body)}"`))
    expect(stored.every((bytes, index) => bytes.equals(bodies[index]!))).toBe(true)
  })

  it('fails alone when its hashes do, and the next is hashed anew', async () => {
    const workers = [FAILING_WORKER, undefined]
    await using own = await startS3Server({ hashing: new Hashing(() => new HashThread(workers.shift())) })
    const path = `/${newBucket(own.store)}/a`
    const failed = await send(own.port, { method: 'PUT', path, body: LARGE })
    expect([failed.status, elementOf(failed.body, 'Code')]).toEqual([500, 'InternalError'])
    expect(own.logged).toMatchObject([{ message: 'the thread that hashes bodies has ended' }])
    expect(await bodyFilesIn(own.folder)).toEqual([])
    expect((await send(own.port, { method: 'PUT', path, body: LARGE })).status).toBe(200)
  })
})

describe('answers that wait behind others of their connection', () => {
  const requestsFor = (path: string): string =>
    Array.from({ length: 20 }, () => `GET ${path} HTTP/1.1\r\nHost: s3\r\n\r\n`).join('')

  it('come in their order', async () => {
    const bucket = newBucket(server.store)
    for (const key of ['a', 'b']) await put(`/${bucket}/${key}`, LARGE.subarray(0, key === 'a' ? 1_000_000 : 10))
    const socket = openSocket(server.endpoint)
    const pieces: Buffer[] = []
    socket.on('data', (piece: Buffer) => void pieces.push(piece))
    socket.write(requestsFor(`/${bucket}/a`) + requestsFor(`/${bucket}/b`))
    const answers = (): number => Buffer.concat(pieces).toString('latin1').split('HTTP/1.1 200 OK').length - 1
    await expect.poll(answers, { timeout: 15_000 }).toBe(40)
    socket.destroy()
  })

  it('let go of their files when the client goes away', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    await send(own.port, { method: 'PUT', path: `/${bucket}/a`, body: randomBytes(20_000_000) })
    const socket = openSocket(own.endpoint)
    socket.write(requestsFor(`/${bucket}/a`))
    await new Promise<void>((resolve) => {
      socket.once('data', () => {
        socket.pause()
        resolve()
      })
    })
    await own.store.objects.delete(bucket, [{ key: 'a' }])
    socket.destroy()
    await expect.poll(async () => await bodyFilesIn(own.folder)).toEqual([])
    expect(own.logged).toEqual([])
  })
})
