import { expect, test } from 'vitest'
import { ask, connect, head } from '../support/hostile/connect.ts'
import { EVENTUALLY, RawConnection } from '../support/hostile/exchange.ts'
import { MOST_SOCKETS, probedServer } from '../support/hostile/held.ts'
import { elementOf } from '../support/raw-http.ts'

const HOST = 'Host: localhost'
const MIB = 1024 ** 2

test('uploads that break off leave neither files nor connections behind', { timeout: 120_000 }, async () => {
  const server = await probedServer(['--buckets', 'data'])
  const begun = await ask(server.url, head('POST /data/parts?uploads HTTP/1.1', HOST, 'Content-Length: 0'))
  const uploadId = elementOf(begun.body, 'UploadId')
  const framings = [
    ['Content-Length: 3000000'],
    ['Transfer-Encoding: chunked'],
    [...AWS_CHUNKED, 'Content-Length: 3000000'],
  ]
  const targets = [
    '/data/object',
    `/data/parts?uploadId=${uploadId}&partNumber=1`,
    `/data/parts?uploadId=${uploadId}&partNumber=2`,
  ]
  for (const target of targets)
    for (const [at, lines] of framings.entries()) {
      const connection = connect(server.url)
      connection.write(head(`PUT ${target} HTTP/1.1`, HOST, ...lines) + beginOf(lines))
      await expect.poll(server.bodies, EVENTUALLY).not.toEqual([])
      if (at % 2 === 0) connection.socket.resetAndDestroy()
      else connection.end()
      await expect.poll(server.bodies, EVENTUALLY).toEqual([])
    }
  expect(server.openBodies()).toEqual([])
  await expect.poll(server.sockets, EVENTUALLY).toBeLessThanOrEqual(MOST_SOCKETS)
  expect((await fetch(`${server.url}/data/object`)).status).toBe(404)
  expect(await (await fetch(`${server.url}/data/parts?uploadId=${uploadId}`)).text()).not.toContain('<Part>')
  expect(await server.end()).toMatchObject({ code: 0, stderr: '' })
})

const AWS_CHUNKED = [
  'x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'x-amz-trailer: x-amz-checksum-crc32',
  'x-amz-decoded-content-length: 2900000',
]

/** Somewhat more than is kept in memory before a file is made. */
function beginOf(lines: string[]): string {
  const bytes = 'x'.repeat(1_200_000)
  return lines.length === 1 && lines[0]!.startsWith('Content-Length')
    ? bytes
    : `${(2_900_000).toString(16)}\r\n${bytes}`
}

test('requests of any API that break off are no internal errors', { timeout: 120_000 }, async () => {
  const server = await probedServer()
  for (const line of [
    'POST /model-invocation-job',
    'POST /_outcrop/clock',
    'POST /v1/files',
    'POST /?sts',
    'POST /?iam',
    'POST /?sns',
  ])
    for (const isReset of [true, false]) {
      const connection = connect(server.url)
      const [, service = 'bedrock'] = /\?(.*)/.exec(line) ?? []
      const lines = line.includes('/_') || line.includes('/v1') ? [] : [scope(service)]
      connection.write(head(`${line} HTTP/1.1`, HOST, ...lines, 'Content-Length: 100') + '{"begun":')
      // When this one is answered, that one was read.
      await fetch(`${server.url}/_outcrop/health`)
      if (isReset) connection.socket.resetAndDestroy()
      else connection.end()
      await connection.closed()
    }
  await expect.poll(server.sockets, EVENTUALLY).toBeLessThanOrEqual(MOST_SOCKETS)
  expect(await server.end()).toMatchObject({ code: 0, stderr: '' })
})

const scope = (service: string): string =>
  `Authorization: AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`

test('readers that go away leave neither files nor connections behind', { timeout: 120_000 }, async () => {
  const server = await probedServer(['--buckets', 'data'])
  await fetch(`${server.url}/data/large`, { method: 'PUT', body: Buffer.alloc(64 * MIB) })
  for (const leave of ['resetAndDestroy', 'destroy'] as const) {
    const readers = Array.from({ length: 10 }, () => connect(server.url))
    for (const reader of readers) {
      reader.socket.once('data', () => reader.socket.pause())
      reader.write(head('GET /data/large HTTP/1.1', HOST))
    }
    await expect
      .poll(() => server.openBodies().length, EVENTUALLY)
      .toBeGreaterThanOrEqual(process.platform === 'linux' ? 10 : 0)
    for (const { socket } of readers) socket[leave]()
    await expect.poll(server.openBodies, EVENTUALLY).toEqual([])
  }
  await expect.poll(server.sockets, EVENTUALLY).toBeLessThanOrEqual(MOST_SOCKETS)
  expect(await server.end()).toMatchObject({ code: 0, stderr: '' })
})

test('a copy and a listing whose client goes away leave nothing behind', { timeout: 120_000 }, async () => {
  const server = await probedServer(['--buckets', 'data'])
  await fetch(`${server.url}/data/large`, { method: 'PUT', body: Buffer.alloc(16 * MIB) })
  const kept = server.bodies()
  for (const lines of [
    ['PUT /data/copy HTTP/1.1', HOST, 'x-amz-copy-source: /data/large', 'Content-Length: 0'],
    ['GET /data HTTP/1.1', HOST],
  ]) {
    await using connection = new RawConnection(server.url)
    connection.write(head(...lines))
    connection.socket.resetAndDestroy()
  }
  await expect.poll(server.openBodies, EVENTUALLY).toEqual([])
  // Whether the copy came to pass or not: it is whole, or it is not there.
  const copy = await fetch(`${server.url}/data/copy`)
  expect([16 * MIB, undefined]).toContain(copy.ok ? (await copy.bytes()).length : undefined)
  expect(server.bodies().length - kept.length).toBe(copy.ok ? 1 : 0)
  expect(await server.end()).toMatchObject({ code: 0, stderr: '' })
})
