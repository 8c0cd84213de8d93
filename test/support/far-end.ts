import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { RemoteS3 } from '../../emulator/s3-backend/s3-backend.ts'
import { createS3Api } from '../../emulator/s3-api/index.ts'
import { createStore, type EmbeddedStore } from './s3-server.ts'
import { signatureFault } from './signature.ts'

export const FAR_CREDENTIALS = { accessKeyId: 'FARKEY', secretAccessKey: 'far/secret' }

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

export interface FarEnd extends AsyncDisposable {
  remote: RemoteS3
  /** How many connections are open. */
  connections(): Promise<number>
}

/** Another S3, which hands on the requests that are signed right, and answers 403 to all others. */
export async function startFarEnd(handle: Handler): Promise<FarEnd> {
  const server = createServer((request, response) => {
    const { method = '', url = '', rawHeaders } = request
    const fault = signatureFault({ method, url, rawHeaders }, FAR_CREDENTIALS)
    if (fault === undefined) void handle(request, response)
    else response.writeHead(403).end(`<Error><Code>SignatureDoesNotMatch</Code><Message>${fault}</Message></Error>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    remote: {
      endpoint: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
      region: 'eu-north-1',
      credentials: () => Promise.resolve(FAR_CREDENTIALS),
    },
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface Seen {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Another S3 that writes down what it gets. */
export async function startRecorder(
  answer: (response: ServerResponse, seen: Seen) => void = (response) => void response.end(),
): Promise<FarEnd & { seen: Seen[] }> {
  const seen: Seen[] = []
  const farEnd = await startFarEnd(async (request, response) => {
    const { method = '', url = '', headers } = request
    // What breaks off is no request.
    const body = await buffer(request).catch(() => undefined)
    if (!body) return
    const entry = { method, url, headers, body }
    seen.push(entry)
    answer(response, entry)
  })
  return { ...farEnd, seen }
}

/** Our own S3 as another one. */
export async function startFarS3(): Promise<FarEnd & { store: EmbeddedStore['store'] }> {
  const embedded = createStore()
  const app = createS3Api({
    store: embedded.store,
    context: () => ({ region: 'eu-north-1', account: '111122223333' }),
    log: { error: () => undefined },
  })
  await app.ready()
  const farEnd = await startFarEnd((request, response) => {
    delete request.headers['content-type']
    app.routing(request, response)
  })
  return {
    ...farEnd,
    store: embedded.store,
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await farEnd[Symbol.asyncDispose]()
      await embedded[Symbol.asyncDispose]()
    },
  }
}

export const remoteAt = (endpoint: string): RemoteS3 => ({
  endpoint: new URL(endpoint),
  region: 'us-east-1',
  credentials: () => Promise.resolve(FAR_CREDENTIALS),
})

/** A far end below HTTP, which verifies nothing. */
export async function startSockets(handle: (socket: Socket) => void): Promise<AsyncDisposable & { port: number }> {
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
