import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { startForwarding, type Forwarding } from '../support/forwarding.ts'
import { elementOf, sendTo, type RawAnswer } from '../support/raw-http.ts'
import { startS3Server, type S3Server } from '../support/s3-server.ts'
import { S3Client } from '@aws-sdk/client-s3'

const PAGE = 'http://page.test'
const WANTED = 'content-type,x-amz-meta-who'

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ port: 0, allowOrigin: [PAGE], logLevel: 'silent' })
  const client = new S3Client({ ...outcrop.aws, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: 'data' }))
  await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'a', Body: 'hello', Metadata: { who: 'me' } }))
  client.destroy()
})
afterAll(async () => await outcrop.close())

const ask = async (method: string, path: string, headers: Record<string, string>): Promise<RawAnswer> =>
  await sendTo(outcrop.url, { method, path, headers })
const preflight = async (path: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  await ask('OPTIONS', path, {
    origin: PAGE,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': WANTED,
    ...headers,
  })

describe('a page of an origin that --allow-origin names', () => {
  it('may ask what it may send, without a signature', async () => {
    const { status, headers, body } = await preflight('/data/new')
    expect([status, body]).toEqual([200, ''])
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-headers': WANTED,
      'access-control-allow-methods': expect.stringContaining('PUT'),
      vary: expect.stringContaining('Origin'),
    })
    expect(headers['x-amz-request-id']).toMatch(/^[0-9A-F]{16}$/)
  })

  it('may ask so of a bucket by its own host', async () => {
    const { status, headers } = await preflight('/_outcrop/health', { host: 'data.s3.localhost' })
    expect([status, headers['access-control-allow-origin']]).toEqual([200, PAGE])
  })

  it('sees an object with all its headers', async () => {
    const { body, headers } = await ask('GET', '/data/a', { origin: PAGE })
    expect(body).toBe('hello')
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers': '*',
      'x-amz-meta-who': 'me',
    })
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
  })

  it('sees an error too', async () => {
    const { status, headers } = await ask('GET', '/data/missing', { origin: PAGE })
    expect([status, headers['access-control-allow-origin']]).toEqual([404, PAGE])
  })

  it('is told no more of the other APIs than before', async () => {
    const { headers } = await ask('GET', '/_outcrop/health', { origin: PAGE })
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })
})

describe('any other page', () => {
  it.each(['http://evil.test', 'null', `${PAGE}.evil.test`])('of %s is refused, and told nothing', async (origin) => {
    for (const answer of [await preflight('/data/a', { origin }), await ask('GET', '/data/a', { origin })]) {
      expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([403, 'AccessDenied'])
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
})

describe('a preflight that is none of a page', () => {
  it.each([
    [{}, '400 BadRequest'],
    [{ 'access-control-request-method': 'PUT' }, '400 BadRequest'],
    [{ origin: PAGE }, '400 BadRequest'],
  ])('is refused as on AWS: %j', async (headers: Record<string, string>, outcome) => {
    const { status, body } = await ask('OPTIONS', '/data/a', headers)
    expect(`${status} ${elementOf(body, 'Code')}`).toBe(outcome)
  })

  it('is refused where no bucket lets other pages in: that of our own', async () => {
    const headers = { origin: outcrop.url, 'access-control-request-method': 'PUT' }
    const { status, body } = await ask('OPTIONS', '/data/a', headers)
    expect([status, elementOf(body, 'Code')]).toEqual([403, 'AccessForbidden'])
  })

  it('is refused for a method that S3 has not', async () => {
    const headers = { origin: outcrop.url, 'access-control-request-method': 'PATCH' }
    const { status, body } = await ask('OPTIONS', '/data/a', headers)
    expect([status, elementOf(body, 'Code')]).toEqual([400, 'BadRequest'])
  })
})

describe('another S3 behind the door', () => {
  let far: S3Server
  let near: Forwarding
  beforeAll(async () => {
    far = await startS3Server()
    const credentials = async () => ({ accessKeyId: '111122223333', secretAccessKey: 'secret' })
    near = await startForwarding({ endpoint: new URL(far.endpoint), region: 'us-east-1', credentials }, [PAGE])
  })
  afterAll(async () => {
    await near[Symbol.asyncDispose]()
    await far[Symbol.asyncDispose]()
  })

  it('is not asked for a preflight, and its answers are shared alike', async () => {
    const asked = { origin: PAGE, 'access-control-request-method': 'GET' }
    const first = await sendTo(near.endpoint, { method: 'OPTIONS', path: '/data/a', headers: asked })
    const { status, headers } = await sendTo(near.endpoint, { method: 'GET', path: '/', headers: { origin: PAGE } })
    expect([first.status, status]).toEqual([200, 200])
    expect(headers).toMatchObject({ 'access-control-allow-origin': PAGE, 'access-control-expose-headers': '*' })
  })
})
