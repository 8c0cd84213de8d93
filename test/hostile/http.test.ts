import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { faultOf } from '../support/hostile/api-shapes.ts'
import { answersTo, ask, connect, head } from '../support/hostile/connect.ts'
import { EVENTUALLY } from '../support/hostile/exchange.ts'

const HOST = 'Host: localhost'
const HEALTH = head('GET /_outcrop/health HTTP/1.1', HOST, 'Connection: close')

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ buckets: ['data'] })
})
beforeEach(async () => void (await fetch(`${outcrop.url}/data/key`, { method: 'PUT', body: 'value' })))
afterAll(async () => await outcrop.close())

describe('HTTP/1.0', () => {
  it.each(['/data/key', '/data', '/none', '/_outcrop/health', '/model-invocation-jobs', '/v1/files'])(
    'gets %s without chunks, and the connection closed behind it',
    async (path) => {
      const answers = await answersTo(outcrop.url, head(`GET ${path} HTTP/1.0`))
      expect(answers).toHaveLength(1)
      expect(answers[0]!.headers.has('transfer-encoding')).toBe(false)
      expect(faultOf(answers[0]!, { api: undefined })).toBeUndefined()
    },
  )

  it('may keep its connection', async () => {
    const connection = connect(outcrop.url)
    connection.write(head('GET /data/key HTTP/1.0', 'Connection: keep-alive'))
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'value' })
    connection.write(HEALTH)
    expect(await connection.answer()).toMatchObject({ status: 200 })
  })
})

describe('who expects something', () => {
  it('is told to go on, and then gets the answer', async () => {
    const connection = connect(outcrop.url)
    connection.write(head('PUT /data/expected HTTP/1.1', HOST, 'Expect: 100-continue', 'Content-Length: 5'))
    await expect.poll(() => connection.left, EVENTUALLY).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    connection.write('hello')
    expect((await connection.answer())?.status).toBe(200)
    expect(await (await fetch(`${outcrop.url}/data/expected`)).text()).toBe('hello')
  })

  it('is told when it is something else', async () => {
    const { status, body } = await ask(
      outcrop.url,
      head('PUT /data/key HTTP/1.1', HOST, 'Expect: the-unexpected', 'Content-Length: 0'),
    )
    expect({ status, body }).toEqual({ status: 417, body: '' })
    expect(await (await fetch(`${outcrop.url}/data/key`)).text()).toBe('value')
  })
})

it('trailing headers are read past', async () => {
  const connection = connect(outcrop.url)
  const trailers = 'x-amz-meta-a: b\r\nHost: evil.example\r\nAuthorization: x\r\n'
  connection.write(
    `${head('PUT /data/trailed HTTP/1.1', HOST, 'Transfer-Encoding: chunked')}1\r\nx\r\n0\r\n${trailers}\r\n${HEALTH}`,
  )
  expect((await connection.answer())?.status).toBe(200)
  expect((await connection.answer())?.body).toContain('"ok"')
  const stored = await fetch(`${outcrop.url}/data/trailed`)
  expect(await stored.text()).toBe('x')
  expect(stored.headers.has('x-amz-meta-a')).toBe(false)
})

it('trailing headers without end are refused', async () => {
  const connection = connect(outcrop.url)
  connection.write(
    `${head('PUT /data/trailed HTTP/1.1', HOST, 'Transfer-Encoding: chunked')}0\r\n${'a: b\r\n'.repeat(20_000)}\r\n`,
  )
  expect(await connection.answer()).toMatchObject({ status: 431, body: '' })
})

describe('a method', () => {
  it.each(['PATCH', 'TRACE', 'PROPFIND', 'QUERY', 'M-SEARCH', 'LOCK', 'PURGE', 'SEARCH'])(
    '%s is known to nobody',
    async (method) => {
      for (const [path, api] of [
        ['/data/key', 's3'],
        ['/model-invocation-jobs', 'bedrock'],
        ['/_outcrop/health', 'admin'],
        ['/v1/files', 'gateway'],
      ] as const)
        for (const body of ['', 'x']) {
          const answer = await ask(
            outcrop.url,
            head(`${method} ${path} HTTP/1.1`, HOST, `Content-Length: ${body.length}`) + body,
          )
          expect(answer.status).toBeGreaterThanOrEqual(400)
          expect(faultOf(answer, { api })).toBeUndefined()
        }
    },
  )

  it.each(['get', 'GeT', 'G T', 'NONE', '', 'GET\0', '\u00c9'])('"%s" is none', async (method) => {
    const answers = await answersTo(outcrop.url, head(`${method} /data/key HTTP/1.1`, HOST))
    expect(answers).toMatchObject([{ status: 400, body: '' }])
  })

  it.each(['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'])('is not what %s says', async (name) => {
    const answer = await ask(outcrop.url, head('GET /data/key HTTP/1.1', HOST, `${name}: DELETE`))
    expect(answer).toMatchObject({ status: 200, body: 'value' })
    expect((await fetch(`${outcrop.url}/data/key`)).status).toBe(200)
  })
})

describe('another protocol', () => {
  it.each([
    ['TLS', Buffer.from('16030100c8010000c40303'.padEnd(400, '0'), 'hex')],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/0.9', 'GET /data/key\r\n\r\n'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a tunnel', head('CONNECT evil.example:443 HTTP/1.1', 'Host: evil.example:443')],
    ['nothing but line ends', '\r\n'.repeat(50_000) + 'x\r\n\r\n'],
    ['bytes', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256))],
  ])('is not spoken: %s', async (_, bytes) => {
    const answers = await answersTo(outcrop.url, bytes)
    expect(answers.filter(({ status, body }) => status !== 400 || body !== '')).toEqual([])
  })

  it('is not changed to', async () => {
    const lines = [
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c, websocket',
      'HTTP2-Settings: AAMAAABkAAQAAP__',
      'Sec-WebSocket-Key: x',
    ]
    const answer = await ask(outcrop.url, head('GET /data/key HTTP/1.1', HOST, ...lines))
    expect(answer).toMatchObject({ status: 200, body: 'value' })
  })
})

it('without a Host, HTTP/1.1 is none', async () => {
  expect(await answersTo(outcrop.url, head('GET /data/key HTTP/1.1'))).toMatchObject([{ status: 400, body: '' }])
})
