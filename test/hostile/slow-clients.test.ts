import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { KnownCredentials } from '../../emulator/auth/known-credentials.ts'
import type { Patience } from '../../emulator/connections.ts'
import { createFrontDoor } from '../../emulator/front-door.ts'
import { createS3Api } from '../../emulator/s3-api/index.ts'
import { connect, head } from '../support/hostile/connect.ts'
import { createStore } from '../support/s3-server.ts'
import { bodyFilesIn } from '../support/body-files.ts'
import { EVENTUALLY } from '../support/hostile/exchange.ts'

/** So little that a test need not wait, and so much for the others that they never run out. */
const NEVER = 600_000

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A front door before one handler, with as much patience as is said. */
async function startServer(handler: Handler, patience: Partial<Patience>): Promise<Server> {
  const server = createFrontDoor({
    doors: { s3: handler, bedrock: handler, admin: handler, gateway: handler, otherAws: handler },
    trusted: { hosts: [], origins: [] },
    known: new KnownCredentials([]),
    observe: () => undefined,
    patience: { head: NEVER, stall: NEVER, end: NEVER, ...patience },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return server
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** The URL of such a front door. */
const startDoor = async (handler: Handler, patience: Partial<Patience>): Promise<string> =>
  urlOf(await startServer(handler, patience))

/** The embedded S3 behind such a door, with an object of some megabytes in it. */
async function startS3(patience: Partial<Patience>) {
  const embedded = createStore()
  embedded.store.buckets.create({ name: 'data', region: 'us-east-1', account: '000000000000' })
  const api = createS3Api({
    store: embedded.store,
    context: () => ({ region: 'us-east-1', account: '000000000000' }),
    log: { error: () => undefined },
  })
  await api.ready()
  onTestFinished(async () => {
    await api.close()
    await embedded[Symbol.asyncDispose]()
  })
  const url = await startDoor((request, response) => api.routing(request, response), patience)
  return { url, bodyFiles: () => bodyFilesIn(embedded.folder) }
}

const answerOk: Handler = (_, response) => void response.end('ok')
const HOST = 'Host: localhost'
const CHUNKED = 'Transfer-Encoding: chunked'

/** Resolves when the patience with a client that stalls, from now on, is at its end. */
async function stallIsOver(url: string): Promise<void> {
  const connection = connect(url)
  connection.write(head('PUT /data/stalled HTTP/1.1', HOST, CHUNKED))
  await connection.closed()
}

describe('a client that takes its time', () => {
  it('before it says a word is let go of', async () => {
    const connection = connect(await startDoor(answerOk, { head: 100 }))
    expect((await connection.answer())?.status).toBe(408)
    await connection.closed()
  })

  it('with each byte of a head is told so, and let go of', async () => {
    const connection = connect(await startDoor(answerOk, { head: 200 }))
    const trickle = setInterval(() => connection.write('a'), 20)
    connection.write('GET /')
    expect(await connection.answer()).toMatchObject({ status: 408, body: '' })
    clearInterval(trickle)
    await connection.closed()
  })

  it('with the rest of a body is let go of, and nothing is stored', async () => {
    const { url, bodyFiles } = await startS3({ stall: 200 })
    const connection = connect(url)
    connection.write(head('PUT /data/key HTTP/1.1', HOST, 'Content-Length: 3000000') + 'x'.repeat(2_000_000))
    await connection.closed()
    await expect.poll(bodyFiles, EVENTUALLY).toEqual([])
    expect((await fetch(`${url}/data/key`)).status).toBe(404)
  })

  it('but keeps sending has all the time it needs', async () => {
    const url = await startDoor((request, response) => void request.pipe(response), { stall: 1500 })
    const connection = connect(url)
    connection.write(head('PUT /data/key HTTP/1.1', HOST, CHUNKED))
    const trickle = setInterval(() => connection.write('1\r\nx\r\n'), 50)
    await stallIsOver(url)
    clearInterval(trickle)
    connection.write('0\r\n\r\n')
    expect(await connection.answer()).toMatchObject({ status: 200, body: expect.stringMatching(/^x+$/) })
  })

  it('with reading its answer is let go of', async () => {
    const { promise: answering, resolve } = Promise.withResolvers<ServerResponse>()
    const url = await startDoor((_, response) => resolve(response.end(Buffer.alloc(32 * 1024 * 1024))), { stall: 200 })
    const connection = connect(url)
    connection.socket.pause()
    connection.write(head('GET /data/key HTTP/1.1', HOST))
    const response = await answering
    await expect.poll(() => response.closed, EVENTUALLY).toBe(true)
    expect(response.writableFinished).toBe(false)
  })

  it('between two requests is kept for the next one', async () => {
    const url = await startDoor((request, response) => void request.pipe(response), { head: 100, stall: 100 })
    const connection = connect(url)
    for (let round = 0; round < 2; round += 1) {
      connection.write(head('GET /data/key HTTP/1.1', HOST))
      expect(await connection.answer()).toMatchObject({ status: 200 })
      await stallIsOver(url)
    }
    expect(connection.isClosed).toBe(false)
  })
})

it('a client waits for its answer as long as that takes', async () => {
  const isOver = Promise.withResolvers<void>()
  const url = await startDoor(
    (request, response) =>
      void (request.method === 'GET' ? isOver.promise.then(() => response.end('late')) : undefined),
    { head: 100, stall: 100 },
  )
  const connection = connect(url)
  connection.write(head('GET /data/key HTTP/1.1', HOST))
  for (let round = 0; round < 3; round += 1) await stallIsOver(url)
  isOver.resolve()
  expect(await connection.answer()).toMatchObject({ status: 200, body: 'late' })
})

it('a client that neither sends proper HTTP nor hangs up is hung up on', async () => {
  const server = await startServer(answerOk, { end: 100 })
  const connection = connect(urlOf(server))
  connection.write('this is no HTTP\r\n\r\n')
  expect(await connection.answer()).toMatchObject({ status: 400, body: '' })
  const open = promisify(server.getConnections.bind(server))
  await expect.poll(async () => await open(), EVENTUALLY).toBe(0)
})

describe('behind an answer that is on its way, what is no HTTP', () => {
  it('adds nothing to it', async () => {
    const { promise: isSending, resolve: sending } = Promise.withResolvers<ServerResponse>()
    const url = await startDoor((_, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('first')
      sending(response)
    }, {})
    const connection = connect(url)
    connection.write(head('GET /data/key HTTP/1.1', HOST))
    const response = await isSending
    connection.write('this is no HTTP\r\n\r\n')
    await expect.poll(() => connection.left, EVENTUALLY).toContain('first')
    response.end('later')
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'firstlater' })
    await connection.closed()
    expect(connection.left).toBe('')
  })

  it('ends the connection when the answer is through, and not before', async () => {
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<ServerResponse>()
    const connection = connect(await startDoor((_, response) => asked(response), {}))
    connection.write(`${head('GET /data/key HTTP/1.1', HOST)}this is no HTTP\r\n\r\n`)
    const response = await isAsked
    await new Promise((resolve) => setImmediate(resolve))
    response.end('whole')
    const answer = await connection.answer()
    expect(answer).toMatchObject({ status: 200, body: 'whole' })
    expect(answer?.headers.get('connection')).toBe('close')
    await connection.closed()
  })

  it('is no second answer where the first came early', async () => {
    const connection = connect(
      await startDoor((request, response) => void response.end('early', () => request.resume()), {}),
    )
    connection.write(head('PUT /data/key HTTP/1.1', HOST, 'Content-Length: 100') + 'begun')
    expect(await connection.answer()).toMatchObject({ status: 200, body: 'early' })
    connection.end()
    expect(await connection.answer()).toBeUndefined()
  })
})
