import { GetObjectTorrentCommand, GetBucketMetricsConfigurationCommand, RestoreObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const get = async (path: string) => await send(server.port, { method: 'GET', path })

describe('every answer', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/no-such-bucket'],
    ['HEAD', '/no-such-bucket'],
    ['PUT', '/%zz'],
    ['GET', '/%E9'],
    ['PATCH', '/bucket'],
    ['PROPFIND', '/bucket'],
    ['OPTIONS', '/bucket'],
    ['GET', '/bucket?acl'],
  ])('to %s %s has its ids, and says who answers', async (method, path) => {
    const { headers } = await send(server.port, { method, path })
    expect(headers['x-amz-request-id']).toMatch(/^[0-9A-F]{16}$/)
    expect(headers['x-amz-id-2']).toMatch(/^[A-Za-z0-9+/=]{40,}$/)
    expect(headers['server']).toBe('Outcrop')
  })

  it('has ids of its own', async () => {
    const answers = await Promise.all([get('/'), get('/')])
    expect(new Set(answers.map(({ headers }) => headers['x-amz-request-id'])).size).toBe(2)
  })
})

describe('an error', () => {
  it('is one line of XML without a namespace, with the ids of its headers', async () => {
    const bucket = newBucket(server.store)
    const { status, headers, body } = await get(`/${bucket}/a%26b`)
    expect(status).toBe(404)
    expect(headers['content-type']).toBe('application/xml')
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>' +
        `<Key>a&amp;b</Key><RequestId>${headers['x-amz-request-id'] as string}</RequestId>` +
        `<HostId>${headers['x-amz-id-2'] as string}</HostId></Error>`,
    )
  })

  it.each([
    ['GET', '/%zz', 400, 'InvalidURI'],
    ['GET', '/bucket/%E9', 400, 'InvalidURI'],
    ['GET', '//key', 400, 'InvalidURI'],
    ['GET', `/bucket/${'a'.repeat(1025)}`, 400, 'KeyTooLongError'],
    ['GET', '/a', 400, 'InvalidBucketName'],
    ['GET', '/a$b/key', 400, 'InvalidBucketName'],
    ['PATCH', '/bucket/key', 405, 'MethodNotAllowed'],
    ['PROPFIND', '/bucket', 405, 'MethodNotAllowed'],
    ['DELETE', '/', 405, 'MethodNotAllowed'],
    ['POST', '/bucket', 412, 'PreconditionFailed'],
    ['POST', '/bucket/key', 405, 'MethodNotAllowed'],
    ['POST', '/', 405, 'MethodNotAllowed'],
    ['OPTIONS', '/bucket/key', 400, 'BadRequest'],
  ])('%s %s is %i %s', async (method, path, status, code) => {
    const answer = await send(server.port, { method, path })
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([status, code])
  })

  it('inside us is logged, and tells nothing of itself', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    vi.spyOn(own.store.objects, 'get').mockImplementation(() => {
      throw new Error('the secret reason')
    })
    const answer = await send(own.port, { method: 'GET', path: `/${bucket}/a` })
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([500, 'InternalError'])
    expect(answer.body).not.toContain('secret')
    expect(own.logged).toMatchObject([{ message: 'the secret reason' }])
  })

  it('of a full disk is 507', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    own.database.pragma(`max_page_count = ${own.database.pragma('page_count', { simple: true }) as number}`)
    const headers = { 'x-amz-meta-filler': 'x'.repeat(2000) }
    const statuses: number[] = []
    for (let count = 0; count < 500 && !statuses.includes(507); count += 1)
      statuses.push((await send(own.port, { method: 'PUT', path: `/${bucket}/${count}`, headers, body: 'x' })).status)
    expect(statuses.at(-1)).toBe(507)
  })
})

describe('operations that are not built', () => {
  it('are refused by name', async () => {
    const Bucket = newBucket(server.store)
    const client = server.client()
    const calls = [
      client.send(new GetObjectTorrentCommand({ Bucket, Key: 'a' })),
      client.send(new RestoreObjectCommand({ Bucket, Key: 'a', RestoreRequest: { Days: 1 } })),
      client.send(new GetBucketMetricsConfigurationCommand({ Bucket, Id: 'a' })),
    ]
    const outcomes = await Promise.all(calls.map((call) => call.catch((error: unknown) => error)))
    expect(outcomes).toMatchObject(
      ['GetObjectTorrent', 'RestoreObject', 'GetBucketMetricsConfiguration'].map((operation) => ({
        name: 'NotImplemented',
        message: `Outcrop does not implement the operation ${operation}`,
        $metadata: { httpStatusCode: 501 },
      })),
    )
  })

  it('are refused after their body has been read', async () => {
    const body = 'x'.repeat(3_000_000)
    const answer = await send(server.port, { method: 'PUT', path: `/${newBucket(server.store)}?metrics&id=1`, body })
    expect(answer.status).toBe(501)
  })
})
