import {
  PutBucketCorsCommand,
  DeleteBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  type CORSRule,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { elementOf, sendTo, type RawAnswer } from '../support/raw-http.ts'
import { presign } from '../suites/s3/sign.ts'

const PAGE = 'http://page.test:8080'
const SECRET = { accessKeyId: 'key', secretAccessKey: 'secret' }
const RULE: CORSRule = {
  AllowedMethods: ['GET', 'PUT'],
  AllowedOrigins: [PAGE, 'https://*.pages.test'],
  AllowedHeaders: ['Content-*'],
  ExposeHeaders: ['ETag', 'x-amz-meta-who'],
  MaxAgeSeconds: 60,
}

let outcrop: Outcrop
let client: S3Client
beforeAll(async () => {
  outcrop = await startOutcrop({
    port: 0,
    logLevel: 'silent',
    auth: 'verify',
    credentials: [SECRET],
    buckets: ['data', 'other', 'open'],
  })
  client = new S3Client({ ...outcrop.aws, forcePathStyle: true })
  const everybody = { AllowedMethods: ['GET'], AllowedOrigins: ['*'] }
  await client.send(new PutBucketCorsCommand({ Bucket: 'data', CORSConfiguration: { CORSRules: [RULE] } }))
  await client.send(new PutBucketCorsCommand({ Bucket: 'open', CORSConfiguration: { CORSRules: [everybody] } }))
  await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'a', Body: 'hello', Metadata: { who: 'me' } }))
})
afterAll(async () => {
  client.destroy()
  await outcrop.close()
})

const preflight = async (path: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
  await sendTo(outcrop.url, {
    method: 'OPTIONS',
    path,
    headers: { origin: PAGE, 'access-control-request-method': 'PUT', ...headers },
  })

/** By a link that somebody signed. */
async function ask(method: string, path: string, headers: Record<string, string>): Promise<RawAnswer> {
  const { host } = new URL(outcrop.url)
  const signed = presign({ method, path, host }, { ...SECRET, region: 'us-east-1' })
  return await sendTo(outcrop.url, { method, path: signed, headers, ...(method === 'PUT' && { body: 'new' }) })
}

describe('a page that the rules of a bucket name', () => {
  it('may ask what it may send, without a signature', async () => {
    const { status, headers, body } = await preflight('/data/new', {
      'access-control-request-headers': 'Content-Type, content-md5',
    })
    expect([status, body]).toEqual([200, ''])
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'GET, PUT',
      'access-control-allow-headers': 'content-type, content-md5',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'ETag, x-amz-meta-who',
      'access-control-max-age': '60',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    })
  })

  it('may ask so of the bucket by its own host', async () => {
    const { status, headers } = await preflight('/a', { host: 'data.s3.localhost' })
    expect([status, headers['access-control-allow-origin']]).toEqual([200, PAGE])
  })

  it('reads and writes by links, and is shown what the rule exposes', async () => {
    const put = await ask('PUT', '/data/new', { origin: 'https://a.pages.test' })
    const { body, headers } = await ask('GET', '/data/a', { origin: 'https://a.pages.test' })
    expect([put.status, body]).toEqual([200, 'hello'])
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://a.pages.test',
      'access-control-expose-headers': 'ETag, x-amz-meta-who',
    })
  })

  it('is shown errors too', async () => {
    const { status, headers } = await ask('GET', '/data/none', { origin: PAGE })
    expect([status, headers['access-control-allow-origin']]).toEqual([404, PAGE])
  })

  it('is let in no further than they say', async () => {
    const refused = [
      await preflight('/data/a', { 'access-control-request-method': 'DELETE' }),
      await preflight('/data/a', { 'access-control-request-headers': 'x-amz-acl' }),
      await preflight('/other/a'),
      await preflight('/'),
      await preflight('/_outcrop/health'),
      await ask('GET', '/other?list-type=2', { origin: PAGE }),
      await ask('DELETE', '/data/a', { origin: PAGE }),
    ]
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403))
    expect(refused[0]!.body).toContain('--allow-origin')
    expect(refused.map(({ headers }) => headers['access-control-allow-origin'])).toEqual(refused.map(() => undefined))
  })

  it('is let in until they are taken back', async () => {
    const CORSConfiguration = { CORSRules: [RULE] }
    await client.send(new PutBucketCorsCommand({ Bucket: 'other', CORSConfiguration }))
    expect((await preflight('/other/a')).status).toBe(200)
    await client.send(new DeleteBucketCorsCommand({ Bucket: 'other' }))
    expect((await preflight('/other/a')).status).toBe(403)
  })
})

describe('rules for everybody', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1:5173', 'http://app.localhost'])(
    'mean %s, a page of this machine',
    async (origin) => {
      const { status, headers } = await preflight('/open/a', { origin, 'access-control-request-method': 'GET' })
      expect([status, headers['access-control-allow-origin']]).toEqual([200, '*'])
      expect(headers).not.toHaveProperty('access-control-allow-credentials')
    },
  )

  it.each([PAGE, 'http://localhost.page.test', 'http://127.0.0.1.page.test', 'null'])(
    'do not mean %s, since nobody here need look at signatures',
    async (origin) => {
      const { status } = await preflight('/open/a', { origin, 'access-control-request-method': 'GET' })
      expect(status).toBe(403)
    },
  )
})

it('a preflight of no other page than our own hears of the rules', async () => {
  const origin = outcrop.url
  const closed = await preflight('/other/a', { origin })
  const refused = await preflight('/data/a', { origin })
  expect([closed, refused].map(({ body }) => elementOf(body, 'Code'))).toEqual(['AccessForbidden', 'AccessForbidden'])
  expect(closed.body).toContain('CORS is not enabled')
  expect(refused.body).toContain('<ResourceType>OBJECT</ResourceType>')
})
