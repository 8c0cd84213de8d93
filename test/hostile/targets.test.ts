import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { ask, connect, head } from '../support/hostile/connect.ts'
import { temporaryFolder } from '../support/store.ts'

let folder: ReturnType<typeof temporaryFolder>
let outcrop: Outcrop
beforeAll(async () => {
  folder = temporaryFolder()
  outcrop = await startOutcrop({ buckets: ['data'], data: folder.path })
  await fetch(`${outcrop.url}/data/key`, { method: 'PUT', body: 'value' })
})
afterAll(async () => {
  await outcrop.close()
  folder[Symbol.dispose]()
})

const get = async (target: string, ...headers: string[]) =>
  await ask(outcrop.url, head(`GET ${target} HTTP/1.1`, ...(headers.length > 0 ? headers : ['Host: localhost'])))

const scoped = (service: string): string =>
  `Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

describe('a whole URL, as proxies get it,', () => {
  it.each(['http://localhost', 'HTTP://127.0.0.1:4747', 'http://[::1]:80', 'https://s3.us-east-1.amazonaws.com'])(
    'of %s is asked for like its path',
    async (origin) => {
      expect(await get(`${origin}/data/key`)).toMatchObject({ status: 200, body: 'value' })
      expect(await get(`${origin}/_outcrop/health`)).toMatchObject({ status: 200 })
      expect(await get(`${origin}/model-invocation-jobs?maxResults=1`)).toMatchObject({ status: 200 })
    },
  )

  it('may have no path', async () => {
    expect((await get('http://localhost')).body).toContain('<ListAllMyBucketsResult')
    expect((await get('http://localhost?x')).body).toContain('<ListAllMyBucketsResult')
  })

  it('names its host, whatever the header says', async () => {
    expect(await get('http://evil.example/data/key')).toMatchObject({ status: 403 })
    expect(await get('http://localhost/data/key', 'Host: evil.example')).toMatchObject({ status: 200 })
    expect(await get('http://data.localhost/key')).toMatchObject({ status: 200, body: 'value' })
    const refused = await get('http://user:hidden@evil.example/data/key')
    expect(refused).toMatchObject({ status: 403 })
    expect(refused.body).not.toContain('hidden')
    expect(await get('http://user:hidden@localhost/data/key')).toMatchObject({ status: 200 })
  })

  it.each(['ftp://localhost/data/key', 'javascript:alert(1)', 'localhost:80'])('is refused as %s', async (target) => {
    expect((await get(target)).status).toBe(400)
  })
})

it.each([
  ['*', 'GET', 'Host: localhost'],
  ['*', 'OPTIONS', 'Host: localhost'],
  ['*', 'PUT', 'Host: data.localhost'],
])('%s is no path: %s with %s', async (target, method, host) => {
  const { status, body } = await ask(outcrop.url, head(`${method} ${target} HTTP/1.1`, host))
  expect(status).toBe(400)
  expect(body).toContain('<Code>InvalidURI</Code>')
})

it.each([
  ['a null byte', '/data/a\0b'],
  ['a line feed', '/data/a\nb'],
  ['a blank', '/data/a b'],
  ['nothing', ''],
  ['a name', 'data'],
  ['a backslash', '\\data\\key'],
  ['an overlong slash', '/data/..\u00c0\u00afkey'],
])('%s in the target is no HTTP', async (_, target) => {
  const { status, headers, body } = await get(target)
  expect({ status, body, connection: headers.get('connection') }).toEqual({
    status: 400,
    body: '',
    connection: 'close',
  })
})

it('a target that is too long is refused before it is read', async () => {
  const connection = connect(outcrop.url)
  connection.write(`GET /data/${'a'.repeat(20_000)}`)
  expect(await connection.answer()).toMatchObject({ status: 431, body: '' })
})

describe.each(['%', '%zz', '%E9', '%ff%fe', '%c0%af', '%ed%a0%80'])('%s, which decodes to nothing,', (escape) => {
  it.each([
    ['S3', `/data/${escape}`, [], 400, /<Code>InvalidURI<\/Code>/],
    ['S3 as a bucket', `/${escape}/key`, [], 400, /<Code>InvalidURI<\/Code>/],
    ['the admin API', `/_outcrop/${escape}`, [], /40[04]/, /^\{"message":"[^"]+"\}$/],
    ['the gateway', `/v1/${escape}`, [], 501, /"code":"not_implemented"/],
    ['Bedrock', `/model-invocation-job/${escape}`, [scoped('bedrock')], 400, /^\{"message":/],
  ])('is refused by %s in its own words', async (_, target, headers, status, body) => {
    const answer = await get(target, 'Host: localhost', ...headers)
    expect(String(answer.status)).toMatch(status instanceof RegExp ? status : new RegExp(`^${status}$`))
    expect(answer.body).toMatch(body)
  })
})

describe('a key', () => {
  it.each([
    '../../../../../../etc/passwd',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e/%2e%2e/outcrop.sqlite',
    '..%5c..%5cboot.ini',
    '/etc/passwd',
    '//etc//passwd',
    './key',
    'a/../../../b',
    '~/.ssh/id_rsa',
    'C:%5cboot.ini',
    'nul',
    '%00',
    '%00/../x',
    'objects/%2e%2e/%2e%2e/x',
  ])('that looks like a path is none: %s', async (key) => {
    const bytes = (method: string, body = ''): string =>
      head(`${method} /data/${key} HTTP/1.1`, 'Host: localhost', `Content-Length: ${body.length}`) + body
    const before = filesAround()
    expect((await ask(outcrop.url, bytes('PUT', 'mine'))).status).toBe(200)
    expect(await ask(outcrop.url, bytes('GET'))).toMatchObject({ status: 200, body: 'mine' })
    const added = filesAround().filter((path) => !before.includes(path))
    expect(added).toEqual([expect.stringMatching(/^objects[/\\](?:[\w-]+[/\\])*[\w-]+$/)])
    expect((await ask(outcrop.url, bytes('DELETE'))).status).toBe(204)
    expect(filesAround()).toEqual(before)
  })

  /** The files of the data folder, but for those of the database, which come and go. */
  const filesAround = (): string[] =>
    readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('outcrop.sqlite'))
      .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.path.length + 1))
})

it.each(['/_outcrop/../data/key', '/_outcrop/..%2fdata/key', '/_outcrop/%2e%2e/data/key', '/_outcrop//health'])(
  'what begins with the path of one API is not served by another one: %s',
  async (target) => {
    const { status, headers } = await get(target)
    expect(status).toBe(404)
    expect(headers.get('content-type')).toContain('application/json')
  },
)
