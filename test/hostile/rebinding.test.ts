import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { faultOf, type Api } from '../support/hostile/api-shapes.ts'
import { ask, head } from '../support/hostile/connect.ts'

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data'], allowHost: ['outcrop.test'], allowOrigin: ['http://page.test'] })
  await fetch(`${outcrop.url}/data/secret`, { method: 'PUT', body: 'secret' })
})
afterAll(async () => await outcrop.close())

const scope = (service: string): string =>
  `Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

const REQUESTS: [api: Api, line: string, ...headers: string[]][] = [
  ['s3', 'GET /data/secret'],
  ['s3', 'GET /', scope('s3')],
  ['s3', 'DELETE /data/secret'],
  ['bedrock', 'POST /model-invocation-job'],
  ['bedrock', 'GET /anything', scope('bedrock')],
  ['identity', 'POST /', scope('sts')],
  ['admin', 'GET /_outcrop/config'],
  ['admin', 'POST /_outcrop/reset'],
  ['gateway', 'POST /v1/files'],
]

/** Names that lead here when whoever owns them says so. */
const HOSTS = [
  'evil.example',
  'evil.example:4747',
  '127.0.0.1.nip.io',
  'localhost.evil.example',
  'data.s3.evil.example',
  'outcrop.test.evil.example',
  'localhost@evil.example',
  'evil.example#localhost',
  '',
]

describe.each(REQUESTS)('%s: %s %s', (api, line, ...headers) => {
  const send = async (...lines: string[]) =>
    await ask(outcrop.url, head(`${line} HTTP/1.1`, ...headers, 'Content-Length: 0', ...lines))

  it.each(HOSTS)('is refused under the name "%s"', async (host) => {
    const answer = await send(`Host: ${host}`)
    expect(answer.status).toBe(403)
    // A name like that of a bucket is for S3, unless the signature says something else.
    const isOfBucket = host.startsWith('data.s3.') && headers.length === 0
    expect(faultOf(answer, { api: isOfBucket ? 's3' : api })).toBeUndefined()
  })

  it('is refused under a name that a whole URL has', async () => {
    const [method, path] = line.split(' ')
    const target = `${method} http://evil.example${path} HTTP/1.1`
    const answer = await ask(outcrop.url, head(target, ...headers, 'Host: localhost', 'Content-Length: 0'))
    expect(answer.status).toBe(403)
  })

  it('is refused under two names', async () => {
    expect(await send('Host: localhost', 'Host: evil.example')).toMatchObject({ status: 400, body: '' })
    expect(await send('Host: localhost', 'host: localhost')).toMatchObject({ status: 400, body: '' })
  })

  it.each([
    'http://evil.example',
    'https://localhost',
    'null',
    'http://localhost:1',
    'http://page.test.evil.example',
    'http://localhost, http://evil.example',
    '',
  ])('is refused for a page of "%s"', async (origin) => {
    const answer = await send('Host: localhost', `Origin: ${origin}`)
    expect(answer.status).toBe(403)
    expect(faultOf(answer, { api })).toBeUndefined()
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })
})

it('none of them did anything', async () => {
  for (const [, line, ...headers] of REQUESTS)
    await ask(outcrop.url, head(`${line} HTTP/1.1`, ...headers, 'Host: evil.example', 'Content-Length: 0'))
  expect(await (await fetch(`${outcrop.url}/data/secret`)).text()).toBe('secret')
})
