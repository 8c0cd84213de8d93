import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startRecorder } from '../support/far-end.ts'
import { startForwarding } from '../support/forwarding.ts'
import { answersTo, ask, connect, head } from '../support/hostile/connect.ts'
import { EVENTUALLY } from '../support/hostile/exchange.ts'

let farEnd: Awaited<ReturnType<typeof startRecorder>>
let face: Awaited<ReturnType<typeof startForwarding>>
beforeAll(async () => {
  farEnd = await startRecorder()
  face = await startForwarding(farEnd.remote)
})
beforeEach(() => void farEnd.seen.splice(0))
afterAll(async () => {
  await face[Symbol.asyncDispose]()
  await farEnd[Symbol.asyncDispose]()
})

const HOST = 'Host: localhost'
const PUT = 'PUT /bucket/key HTTP/1.1'
const CHUNKED = 'Transfer-Encoding: chunked'
const SMUGGLED = head('DELETE /bucket/victim HTTP/1.1', HOST)
const LENGTH = `Content-Length: ${SMUGGLED.length}`

/** What the far end was asked. */
const asked = (): string[] => farEnd.seen.map(({ method, url }) => `${method} ${url}`)

describe('nothing goes on of a request with', () => {
  it.each([
    ['a length beside chunks', [PUT, HOST, LENGTH, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['two lengths', [PUT, HOST, 'Content-Length: 0', LENGTH], SMUGGLED],
    ['a header in two lines', [PUT, HOST, 'X-A: b\r\n c', CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a lone line feed', [PUT, `${HOST}\nX-A: b`, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['a null byte in a header', [PUT, HOST, 'x-amz-meta-a: b\0c', LENGTH], SMUGGLED],
    ['chunks within another coding', [PUT, HOST, 'Transfer-Encoding: gzip, chunked'], `0\r\n\r\n${SMUGGLED}`],
    ['chunks of version 1.0', ['PUT /bucket/key HTTP/1.0', HOST, CHUNKED], `0\r\n\r\n${SMUGGLED}`],
    ['no path', ['OPTIONS * HTTP/1.1', HOST], ''],
    ['an escape that is none', ['GET /bucket/%zz HTTP/1.1', HOST], ''],
    [
      'a line end for a header in its query',
      ['GET /bucket/key?x-amz-meta-a=1%0d%0aauthorization:%20b HTTP/1.1', HOST],
      '',
    ],
    ['a host that is not ours', ['GET /bucket/key HTTP/1.1', 'Host: evil.example'], ''],
    ['a whole URL of a host that is not ours', ['GET http://evil.example/bucket/key HTTP/1.1', HOST], ''],
    ['a trailing header that frames it', [PUT, HOST, CHUNKED], '1\r\nx\r\n0\r\nContent-Length: 9\r\n\r\n'],
    [
      'chunks of AWS without a length',
      [PUT, HOST, 'x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD', LENGTH],
      SMUGGLED,
    ],
    ['chunks of AWS in an unknown form', [PUT, HOST, 'x-amz-content-sha256: STREAMING-X', LENGTH], SMUGGLED],
  ])('%s', async (_, lines, body) => {
    const [first, ...others] = await answersTo(face.endpoint, head(...lines, 'Connection: close') + body)
    expect(first?.status).toBeGreaterThanOrEqual(400)
    expect(others).toEqual([])
    expect(asked()).toEqual([])
  })
})

describe('one request goes on, whole and framed anew, of one with', () => {
  it.each([
    ['a request in its body', [PUT, HOST, LENGTH], SMUGGLED, SMUGGLED],
    [
      'a request in a chunk',
      [PUT, HOST, CHUNKED],
      `${SMUGGLED.length.toString(16)};x=y\r\n${SMUGGLED}\r\n0\r\n\r\n`,
      SMUGGLED,
    ],
    [
      'trailing headers that matter in front',
      [PUT, HOST, CHUNKED, 'Trailer: Host'],
      '1\r\nx\r\n0\r\nHost: evil.example\r\nAuthorization: x\r\n\r\n',
      'x',
    ],
    ['a whole URL', ['PUT http://169.254.169.254/bucket/key HTTP/1.1', HOST, LENGTH], SMUGGLED, SMUGGLED],
    [
      'a Connection that names what frames it',
      [PUT, HOST, LENGTH, 'Connection: content-length, host, x-amz-date'],
      SMUGGLED,
      SMUGGLED,
    ],
    [
      'an upgrade',
      [PUT, HOST, LENGTH, 'Connection: upgrade', 'Upgrade: h2c', 'HTTP2-Settings: AA'],
      SMUGGLED,
      SMUGGLED,
    ],
    ['an expectation', [PUT, HOST, LENGTH, 'Expect: 100-continue'], SMUGGLED, SMUGGLED],
    [
      'a host for those behind us',
      [PUT, HOST, LENGTH, 'X-Forwarded-Host: evil.example', 'Forwarded: host=evil.example'],
      SMUGGLED,
      SMUGGLED,
    ],
  ])('%s', async (_, lines, body, expected) => {
    expect((await ask(face.endpoint, head(...lines) + body)).status).toBe(200)
    expect(asked()).toEqual(['PUT /bucket/key'])
    const [{ headers, body: bytes }] = farEnd.seen as [(typeof farEnd.seen)[number]]
    expect(bytes.toString('latin1')).toBe(expected)
    expect(headers.host).toBe(farEnd.remote.endpoint.host)
    for (const name of ['upgrade', 'expect', 'trailer', 'te']) expect(headers).not.toHaveProperty(name)
  })

  it.each([
    '/../admin',
    '/bucket/../../admin',
    '//evil.example/key',
    '/bucket/%2e%2e/%2e%2e/key',
    '/bucket\\..\\key',
    '/bucket/a%00b',
  ])('a path like %s, which stays what it is', async (path) => {
    const { status } = await ask(face.endpoint, head(`GET ${path} HTTP/1.1`, HOST))
    const there = asked().map((line) => line.slice('GET '.length))
    expect([200, 400]).toContain(status)
    expect(there.map((text) => decodeURIComponent(text))).toEqual(status === 400 ? [] : [decodeURIComponent(path)])
    expect(there.join('')).toMatch(/^[A-Za-z0-9._~/%-]*$/)
  })
})

it('of a body that breaks off the far end sees no end', async () => {
  const connection = connect(face.endpoint)
  connection.write(head(PUT, HOST, 'Content-Length: 100') + 'begun')
  await expect.poll(() => farEnd.connections(), EVENTUALLY).toBeGreaterThan(0)
  connection.end()
  expect(await connection.answer()).toMatchObject({ status: 400 })
  await expect.poll(() => farEnd.connections(), EVENTUALLY).toBe(0)
  expect(asked()).toEqual([])
})
