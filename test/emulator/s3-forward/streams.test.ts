import { once } from 'node:events'
import {
  createServer,
  request as sendRequest,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createForwardingFace } from '../../../emulator/s3-forward/index.ts'
import { newBucket } from '../../support/buckets.ts'
import { remoteAt, startFarEnd, startFarS3, startSockets } from '../../support/far-end.ts'
import { startForwarding } from '../../support/forwarding.ts'
import { elementOf, send, sendBytes } from '../../support/raw-http.ts'

const MB = 1024 * 1024
const PIECE = Buffer.alloc(MB, 'x')
const PIECES = 120
/** What two pairs of sockets and their streams may hold; far from all that is there. */
const HELD_BYTES = 60 * MB

/** Resolves when the count stands still, though everyone who could count on has had many turns. */
async function standstill(count: () => number): Promise<number> {
  let last = -1
  for (let quiet = 0; quiet < 300; quiet += 1) {
    if (count() !== last) quiet = 0
    last = count()
    await nextTurn()
  }
  return last
}

/** Writes all pieces, no faster than they are taken; says how much it has written. */
function pour(into: ClientRequest | ServerResponse | Socket): () => number {
  let written = 0
  const more = (): void => {
    while (written < PIECES && !into.destroyed) {
      written += 1
      if (!into.write(PIECE)) return void into.once('drain', more)
    }
    into.end()
  }
  more()
  return () => written * MB
}

const open = (port: number, options: { method?: string; path?: string; headers?: Record<string, string> }) =>
  // Some tests end with a body half sent.
  sendRequest({ port, host: '127.0.0.1', path: '/bucket/key', ...options }).on('error', () => undefined)

const answerOf = async (request: ClientRequest): Promise<IncomingMessage> =>
  (await once(request, 'response'))[0] as IncomingMessage

test('an object is fetched no faster than the client takes it', async () => {
  let poured = (): number => 0
  await using farEnd = await startFarEnd((_, response) => {
    poured = pour(response)
  })
  await using forwarding = await startForwarding(farEnd.remote)
  const request = open(forwarding.port, {})
  request.end()
  const answer = await answerOf(request)
  expect(await standstill(() => poured())).toBeLessThan(HELD_BYTES)
  expect((await buffer(answer)).length).toBe(PIECES * MB)
})

test('a body is taken no faster than the far end takes it', async () => {
  let far: IncomingMessage | undefined
  let received = 0
  await using farEnd = await startFarEnd((request, response) => {
    far = request
    request.once('end', () => response.end())
  })
  await using forwarding = await startForwarding(farEnd.remote)
  const request = open(forwarding.port, { method: 'PUT', headers: { 'content-length': String(PIECES * MB) } })
  const poured = pour(request)
  expect(await standstill(poured)).toBeLessThan(HELD_BYTES)
  far!.on('data', (piece: Buffer) => (received += piece.length))
  const answer = await answerOf(request)
  answer.resume()
  expect({ status: answer.statusCode, received }).toEqual({ status: 200, received: PIECES * MB })
})

test('a client that leaves while it waits, or while it reads, ends the request at the far end', async () => {
  const closed: Promise<unknown>[] = []
  await using farEnd = await startFarEnd((request, response) => {
    closed.push(once(response, 'close'))
    if (request.url === '/bucket/reading') pour(response)
    if (request.url === '/bucket/later') response.end()
  })
  await using forwarding = await startForwarding(farEnd.remote)
  const waiting = open(forwarding.port, { path: '/bucket/waiting' })
  waiting.end()
  const reading = open(forwarding.port, { path: '/bucket/reading' })
  reading.end()
  await answerOf(reading)
  await expect.poll(() => closed.length).toBe(2)
  waiting.destroy()
  reading.destroy()
  await Promise.all(closed)
  await expect.poll(() => farEnd.connections()).toBe(0)
  // Once a later request is answered, the earlier ones have ended here as well.
  await send(forwarding.port, { method: 'GET', path: '/bucket/later' })
  expect(forwarding.logged).toEqual([])
})

test('a client that leaves while it sends leaves nothing at the far end', async () => {
  await using farEnd = await startFarS3()
  await using forwarding = await startForwarding(farEnd.remote)
  const bucket = newBucket(farEnd.store)
  const head = `PUT /${bucket}/key HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n`
  await sendBytes(forwarding.port, `${head}hello`, { isCutOff: true })
  await expect.poll(() => farEnd.connections()).toBe(0)
  expect(farEnd.store.objects.find(bucket, 'key')).toBeUndefined()
})

test.each([
  ['of a known length', { 'content-length': '1000' }],
  ['of an unknown length', {}],
])('an answer %s that breaks off at the far end breaks off at the client', async (_, headers) => {
  await using farEnd = await startFarEnd((request, response) => {
    response.writeHead(200, headers)
    response.write('some of it', () => request.socket.destroy())
  })
  await using forwarding = await startForwarding(farEnd.remote)
  await expect(send(forwarding.port, { method: 'GET', path: '/bucket/key' })).rejects.toThrow('aborted')
  await expect.poll(() => forwarding.logged).toEqual(['the answer to GET /bucket/key broke off at the far end'])
})

test('a far end that goes away in the middle of a body is unavailable', async () => {
  await using farEnd = await startFarEnd((request) => request.once('data', () => request.socket.destroy()))
  await using forwarding = await startForwarding(farEnd.remote)
  const request = open(forwarding.port, { method: 'PUT', headers: { 'content-length': String(PIECES * MB) } })
  pour(request)
  const answer = await answerOf(request)
  expect(answer.statusCode).toBe(503)
  expect(elementOf((await buffer(answer)).toString(), 'Code')).toBe('ServiceUnavailable')
})

const REFUSAL = '<Code>AccessDenied</Code>'

test.each([
  ['goes on reading', 'keep-alive'],
  ['closes its side of the connection', 'close'],
])(
  'a refusal in the middle of a body reaches the client, and the body is read, when the far end %s',
  async (_, habit) => {
    await using farEnd = await startSockets((socket) => {
      socket.once('data', () => {
        socket.write(
          `HTTP/1.1 403 Forbidden\r\nConnection: ${habit}\r\nContent-Length: ${REFUSAL.length}\r\n\r\n${REFUSAL}`,
        )
        if (habit === 'close') socket.end()
        socket.resume()
      })
    })
    await using forwarding = await startForwarding(remoteAt(`http://127.0.0.1:${farEnd.port}`))
    // Some clients look for the answer only when they have sent everything.
    const socket = connect(forwarding.port, '127.0.0.1')
    socket.write(`PUT /bucket/key HTTP/1.1\r\nHost: x\r\nContent-Length: ${PIECES * MB}\r\n\r\n`)
    const sent = once(socket, 'finish')
    pour(socket)
    await sent
    let answer = ''
    socket.on('data', (piece: Buffer) => (answer += piece.toString()))
    await expect.poll(() => answer).toContain(REFUSAL)
    expect(answer).toMatch(/^HTTP\/1.1 403 /)
    socket.destroy()
  },
)

test('connections to the far end are kept for the next request', async () => {
  await using farEnd = await startFarEnd((_, response) => response.end('x'))
  await using forwarding = await startForwarding(farEnd.remote)
  for (let round = 0; round < 5; round += 1)
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
      await send(forwarding.port, { method, path: '/bucket/key', ...(method === 'PUT' && { body: 'x' }) })
  expect(await farEnd.connections()).toBe(1)
})

test('several hundred requests at once are all answered', async () => {
  await using farEnd = await startFarEnd((request, response) => response.end(request.url))
  await using forwarding = await startForwarding(farEnd.remote)
  const paths = Array.from({ length: 600 }, (_, index) => `/bucket/${index}`)
  const answers = await Promise.all(paths.map((path) => send(forwarding.port, { method: 'GET', path })))
  expect(answers.map(({ body }) => body)).toEqual(paths)
  expect(await farEnd.connections()).toBeLessThanOrEqual(256)
})

test('a face that is closed answers open requests first, and then lets go of its connections', async () => {
  let finish = (): void => undefined
  await using farEnd = await startFarEnd((_, response) => {
    finish = () => void response.end('the end')
    response.write('the beginning, ')
  })
  const face = createForwardingFace(farEnd.remote, { log: { warn: () => undefined, error: () => undefined } })
  await using server = createServer(face.handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const request = open((server.address() as { port: number }).port, {})
  request.end()
  const answer = await answerOf(request)
  const closed = face.close()
  finish()
  expect((await buffer(answer)).toString()).toBe('the beginning, the end')
  await closed
  await expect.poll(() => farEnd.connections()).toBe(0)
})

test('requests that follow each other on one connection of a client are told apart', async () => {
  await using farEnd = await startFarEnd(async (request, response) => {
    const body = await buffer(request)
    response.end(`[${request.url} ${body.toString()}]`)
  })
  await using forwarding = await startForwarding(farEnd.remote)
  const socket = connect(forwarding.port, '127.0.0.1')
  const one = 'GET /b/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: content-length\r\n\r\nabc'
  socket.write(`${one}PUT /b/2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\ndef`)
  const answers = (await buffer(socket)).toString()
  expect(answers).toContain('[/b/1 abc]')
  expect(answers).toContain('[/b/2 def]')
})
