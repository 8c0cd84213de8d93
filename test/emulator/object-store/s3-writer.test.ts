import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { S3ObjectStore } from '../../../emulator/object-store/s3-object-store.ts'
import type { Retries } from '../../../emulator/object-store/s3-retries.ts'
import { newBucket } from '../../support/buckets.ts'
import {
  answered,
  connectionLost,
  failing,
  interceptS3,
  losingAnswers,
  type Intercept,
} from '../../support/intercept-s3.ts'
import { QUICK_RETRIES } from '../../support/retries.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

const MIB = 1024 * 1024
const OCTETS = { contentType: 'application/octet-stream' }
const FOR_EVER: Retries = { ...QUICK_RETRIES, delay: () => 2 ** 30 }

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

/** A store of its own bucket over S3, with something in between. */
function storeWith(intercept: Intercept, retries = QUICK_RETRIES) {
  const bucket = newBucket(server.store)
  const logged: string[] = []
  const client: S3Client = interceptS3(server.client(), intercept)
  const store = new S3ObjectStore(client, { retries, log: { warn: (text) => void logged.push(text) } })
  return {
    bucket,
    logged,
    store,
    put: async (body: Buffer, signal?: AbortSignal) => {
      const writer = store.write(bucket, 'a', { ...OCTETS, signal })
      await writer.write(body)
      await writer.complete()
    },
    read: async () => await buffer(await server.store.read(bucket, 'a')),
    uploads: () => uploadsOf(bucket),
  }
}

const uploadsOf = (bucket: string): string[] =>
  server.store.uploads
    .list(bucket, { prefix: '', delimiter: '', after: undefined, limit: 2000 })
    .uploads.map(({ key }) => key)

const small = randomBytes(1000)
const large = randomBytes(12 * MIB)

describe('an answer that is lost', () => {
  it.each([
    ['CompleteMultipartUpload', CompleteMultipartUploadCommand, 1, large],
    ['every CompleteMultipartUpload', CompleteMultipartUploadCommand, 8, large],
    ['UploadPart', UploadPartCommand, 2, large],
    ['PutObject', PutObjectCommand, 1, small],
    ['every PutObject', PutObjectCommand, 8, small],
    ['PutObject of nothing', PutObjectCommand, 8, Buffer.alloc(0)],
  ])('to %s does not make what was done fail', async (_name, command, times, body) => {
    const { put, read, uploads } = storeWith(losingAnswers(command, times))
    await put(body)
    expect((await read()).equals(body)).toBe(true)
    expect(uploads()).toEqual([])
  })

  it('to CreateMultipartUpload leaves no upload behind whose id never came', async () => {
    const { put, read, uploads } = storeWith(losingAnswers(CreateMultipartUploadCommand, 2))
    await put(large)
    expect((await read()).equals(large)).toBe(true)
    expect(uploads()).toEqual([])
  })

  it('to every CreateMultipartUpload fails, and leaves none behind either', async () => {
    const { put, uploads } = storeWith(losingAnswers(CreateMultipartUploadCommand, 8))
    await expect(put(large)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(
        /^S3 does not answer CreateMultipartUpload s3:\/\/\S+\/a after 8 attempts: ECONNRESET/,
      ),
    })
    expect(uploads()).toEqual([])
  })

  it('does not make another object of the same size pass for ours', async () => {
    const { put, store, bucket, read } = storeWith(failing(PutObjectCommand, 8, connectionLost()))
    const other = randomBytes(small.length)
    const writer = server.store.write(bucket, 'a', OCTETS)
    await writer.write(other)
    await writer.complete()
    await expect(put(small)).rejects.toMatchObject({ kind: 'unavailable' })
    expect((await read()).equals(other)).toBe(true)
    await store.write(bucket, 'a', OCTETS).abort()
  })

  it.each([
    [small.length, true],
    [small.length + 1, false],
  ])('of an object with a KMS key is known by its size: %i bytes', async (ContentLength, isOurs) => {
    // AWS: its ETag is not of the bytes.
    const { put } = storeWith(async (command, pass) => {
      if (command instanceof PutObjectCommand) throw connectionLost()
      if (command instanceof HeadObjectCommand) return { ContentLength, ETag: '"x"', ServerSideEncryption: 'aws:kms' }
      return await pass()
    })
    expect(
      await put(small).then(
        () => true,
        () => false,
      ),
    ).toBe(isOurs)
  })
})

describe('a request that S3 refuses for now', () => {
  it.each([
    ['part', UploadPartCommand, large],
    ['object', PutObjectCommand, small],
    ['completion', CompleteMultipartUploadCommand, large],
  ])('is sent again: %s', async (_what, command, body) => {
    const { put, read, uploads } = storeWith(failing(command, 7, answered(503, 'SlowDown')))
    await put(body)
    expect((await read()).equals(body)).toBe(true)
    expect(uploads()).toEqual([])
  })

  it('eight times makes the object fail, and no part stays', async () => {
    const { put, uploads, logged } = storeWith(
      failing(UploadPartCommand, 100, answered(503, 'SlowDown', 'Please wait')),
    )
    await expect(put(large)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(
        /^S3 answers UploadPart s3:\/\/\S+\/a with 503 SlowDown after 8 attempts: Please wait$/,
      ),
    })
    expect([uploads(), logged]).toEqual([[], []])
  })

  it('for good is not sent again', async () => {
    let times = 0
    const { put } = storeWith(async (command, pass) => {
      if (!(command instanceof PutObjectCommand)) return await pass()
      times += 1
      throw answered(403, 'AccessDenied')
    })
    await expect(put(small)).rejects.toMatchObject({ kind: 'accessDenied' })
    expect(times).toBe(1)
  })

  it('to remove the parts is told to the log, and the first failure to the writer', async () => {
    const refuse: Intercept = async (command, pass) => {
      if (command instanceof UploadPartCommand) throw answered(403, 'AccessDenied')
      if (command instanceof AbortMultipartUploadCommand) throw answered(500, 'InternalError')
      return await pass()
    }
    const { put, uploads, logged, bucket } = storeWith(refuse)
    await expect(put(large)).rejects.toMatchObject({ kind: 'accessDenied' })
    expect(uploads()).toEqual(['a'])
    expect(logged).toEqual([
      expect.stringContaining(`an upload of s3://${bucket}/a may be left behind: S3 answers Abort`),
    ])
  })
})

describe('an end that does not wait', () => {
  const refusing = failing(UploadPartCommand, 100, answered(503, 'SlowDown'))

  it('abort() ends the waiting for the next attempt, and no part stays', async () => {
    const { store, bucket, uploads } = storeWith(refusing, FOR_EVER)
    const writer = store.write(bucket, 'a', OCTETS)
    await writer.write(large)
    await expect.poll(uploads).toEqual(['a'])
    await writer.abort()
    expect(uploads()).toEqual([])
  })

  it('a signal ends a completion that is waited for, and no part stays', async () => {
    const stop = new AbortController()
    const { put, uploads } = storeWith(refusing, FOR_EVER)
    const putting = put(large, stop.signal)
    const outcome = putting.catch((error: unknown) => error)
    await expect.poll(uploads).toEqual(['a'])
    const reason = new Error('stopped')
    stop.abort(reason)
    expect(await outcome).toBe(reason)
    expect(uploads()).toEqual([])
  })

  it.each(['bucketRegion', 'head', 'read', 'list', 'removeUnfinished'] as const)(
    'a signal ends the waiting of %s',
    async (method) => {
      const stop = new AbortController()
      const { store } = storeWith(async () => {
        queueMicrotask(() => stop.abort(new Error('stopped')))
        throw answered(500, 'InternalError')
      }, FOR_EVER)
      const options = { signal: stop.signal }
      const asked = {
        bucketRegion: () => store.bucketRegion('bucket', options),
        head: () => store.head('bucket', 'a', options),
        read: () => store.read('bucket', 'a', options),
        list: () => Array.fromAsync(store.list('bucket', 'a', options)),
        removeUnfinished: () => store.removeUnfinished('bucket', 'a', options),
      }
      await expect(asked[method]()).rejects.toThrow('stopped')
    },
  )
})

it('a slow S3 slows the writer: no more than a few parts wait in memory', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  let parts = 0
  const { store, bucket, read } = storeWith(async (command, pass) => {
    if (command instanceof UploadPartCommand) {
      parts += 1
      await opened
    }
    return await pass()
  })
  const pieces = Array.from({ length: 40 }, () => randomBytes(MIB))
  let taken = 0
  const writer = store.write(bucket, 'a', OCTETS)
  const writing = (async () => {
    for (const piece of pieces) {
      await writer.write(piece)
      taken += 1
    }
    await writer.complete()
  })()
  await expect.poll(() => parts).toBe(2)
  // Whoever could go on would do so in one of these turns.
  for (let turn = 0; turn < 1000; turn += 1) await setImmediate()
  const takenBefore = taken
  open()
  await writing
  expect(takenBefore).toBeLessThanOrEqual(16)
  expect((await read()).equals(Buffer.concat(pieces))).toBe(true)
})

describe('unfinished uploads', () => {
  const begin = (bucket: string, key: string): void =>
    void server.store.uploads.create({
      bucket,
      key,
      attributes: { headers: {}, metadata: {}, storageClass: 'STANDARD', encryption: { algorithm: 'AES256' } },
      checksum: { algorithm: 'CRC32', type: 'COMPOSITE', isRequested: false },
    })

  it('of exactly one key are removed, however many there are', async () => {
    const { store, bucket, uploads } = storeWith((_command, pass) => pass())
    for (let count = 0; count < 1200; count += 1) begin(bucket, 'a b+%c')
    for (const key of ['a', 'a b+%c/d', 'a b+%cd']) begin(bucket, key)
    expect(await store.removeUnfinished(bucket, 'a b+%c')).toBe(1200)
    expect(uploads()).toEqual(['a', 'a b+%c/d', 'a b+%cd'])
    expect(await store.removeUnfinished(bucket, 'a b+%c')).toBe(0)
  })

  it('that have ended meanwhile are no failure', async () => {
    const { store, bucket } = storeWith(losingAnswers(AbortMultipartUploadCommand, 1))
    begin(bucket, 'a')
    expect(await store.removeUnfinished(bucket, 'a')).toBe(1)
  })
})
