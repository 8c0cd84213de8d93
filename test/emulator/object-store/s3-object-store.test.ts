import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import { HeadObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { S3ObjectStore } from '../../../emulator/object-store/s3-object-store.ts'
import { describeObjectStore } from '../../suites/object-store.ts'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { QUICK_RETRIES } from '../../support/retries.ts'
import { startS3Server } from '../../support/s3-server.ts'

describeObjectStore(async () => {
  const server = await startS3Server()
  return {
    ...server,
    store: new S3ObjectStore(server.client()),
    newBucket: (options) => newBucket(server.store, options),
  }
})

describe('writing to S3', () => {
  it('an aborted large object leaves no part behind', async () => {
    await using server = await startS3Server()
    const bucket = newBucket(server.store)
    const writer = new S3ObjectStore(server.client()).write(bucket, 'a', { contentType: 'text/plain' })
    for (let written = 0; written < 12; written += 1) await writer.write(randomBytes(1024 * 1024))
    await expect.poll(async () => (await bodyFilesIn(server.folder)).length).toBeGreaterThan(0)
    await writer.abort()
    expect(await bodyFilesIn(server.folder)).toEqual([])
  })

  it('content type and KMS key go with the object, small or large', async () => {
    await using server = await startS3Server()
    const bucket = newBucket(server.store)
    const client = server.client()
    const options = { contentType: 'application/octet-stream', kmsKeyId: 'alias/mine' }
    for (const [key, size] of [
      ['small', 1],
      ['large', 6 * 1024 * 1024],
    ] as const) {
      const writer = new S3ObjectStore(client).write(bucket, key, options)
      await writer.write(randomBytes(size))
      await writer.complete()
    }
    const heads = await Promise.all(
      ['small', 'large'].map(async (Key) => await client.send(new HeadObjectCommand({ Bucket: bucket, Key }))),
    )
    const expected = {
      ContentType: 'application/octet-stream',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/mine',
    }
    expect(heads).toMatchObject([expected, expected])
  })
})

async function startServer(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const clients: S3Client[] = []
  return {
    client: (config: S3ClientConfig = {}): S3Client => {
      const client = new S3Client({
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        region: 'us-east-1',
        forcePathStyle: true,
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
        ...config,
      })
      clients.push(client)
      return client
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A store over a server that gives this one answer to everything. */
async function storeAnswering(
  status: number,
  headers: Record<string, string> = {},
  body = '',
): Promise<{ store: S3ObjectStore } & AsyncDisposable> {
  const server = await startServer((request, response) => {
    request.resume()
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body)
  })
  return {
    store: new S3ObjectStore(server.client(), { retries: QUICK_RETRIES }),
    [Symbol.asyncDispose]: async () => await server[Symbol.asyncDispose](),
  }
}

const errorXml = (code: string): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`

describe('errors of S3', () => {
  it('are tried as often as we say, whatever the client would do by itself', async () => {
    let requests = 0
    await using server = await startServer((_request, response) => {
      requests += 1
      response.writeHead(503).end()
    })
    const store = new S3ObjectStore(server.client({ maxAttempts: 3 }), { retries: QUICK_RETRIES })
    await expect(store.head('bucket', 'a')).rejects.toMatchObject({ kind: 'unavailable' })
    expect(requests).toBe(QUICK_RETRIES.attempts)
  })

  it.each([
    [403, 'AccessDenied', 'accessDenied'],
    [404, 'NoSuchBucket', 'noSuchBucket'],
    [404, 'NoSuchKey', 'noSuchKey'],
    [412, 'PreconditionFailed', 'changed'],
    [507, 'InsufficientStorage', 'full'],
    [500, 'InternalError', 'unavailable'],
    [503, 'SlowDown', 'unavailable'],
  ])('%i %s is %s', async (status, code, kind) => {
    await using answering = await storeAnswering(status, {}, errorXml(code))
    await expect(answering.store.read('bucket', 'a')).rejects.toMatchObject({ kind, cause: { name: code } })
    const writer = answering.store.write('bucket', 'a', { contentType: 'text/plain' })
    await writer.write(Buffer.from('x'))
    await expect(writer.complete()).rejects.toMatchObject({ kind })
  })

  it.each([
    [403, 'accessDenied'],
    [500, 'unavailable'],
  ])('%i without a body is %s', async (status, kind) => {
    await using answering = await storeAnswering(status)
    await expect(answering.store.head('bucket', 'a')).rejects.toMatchObject({ kind })
    await expect(answering.store.bucketRegion('bucket')).rejects.toMatchObject({ kind })
    await expect(Array.fromAsync(answering.store.list('bucket', ''))).rejects.toMatchObject({ kind })
  })

  it('a server that never answers is unavailable', async () => {
    await using server = await startServer(() => undefined)
    const store = new S3ObjectStore(server.client(), { retries: { ...QUICK_RETRIES, patience: 10 } })
    await expect(store.head('bucket', 'a')).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'S3 does not answer HeadObject s3://bucket/a after 8 attempts: ECONNRESET: no answer for 0.01 s',
    })
  })

  it('no server at all is unavailable', async () => {
    const answering = await storeAnswering(200)
    await answering[Symbol.asyncDispose]()
    await expect(answering.store.head('bucket', 'a')).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

const locationXml = (location: string): string =>
  `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${location}</LocationConstraint>`

describe('the region of a bucket', () => {
  it.each(['', 'garage', 'default'])('is unknown where HEAD does not tell and the location is %o', async (location) => {
    await using answering = await storeAnswering(200, {}, locationXml(location))
    expect(await answering.store.bucketRegion('bucket')).toBeUndefined()
  })

  it('is what a server of another region says', async () => {
    await using answering = await storeAnswering(301, { 'x-amz-bucket-region': 'eu-west-3' })
    expect(await answering.store.bucketRegion('bucket')).toBe('eu-west-3')
  })

  it.each([
    ['EU', 'eu-west-1'],
    ['eu-west-3', 'eu-west-3'],
  ])('is had from the location %o where HEAD does not tell', async (location, region) => {
    await using answering = await storeAnswering(200, {}, locationXml(location))
    expect(await answering.store.bucketRegion('bucket')).toBe(region)
  })
})
