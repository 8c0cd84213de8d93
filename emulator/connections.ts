import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { headFault } from './request-head.ts'

/** How long a client may take, in milliseconds. */
export interface Patience {
  /** For the head of a request, or before the first of its connection. */
  head: number
  /** Without a byte, for the rest of a request or for reading the answer. */
  stall: number
  /** For closing a connection whose end was said. */
  end: number
}

export const PATIENCE: Patience = { head: 60_000, stall: 300_000, end: 2000 }

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

/** The connections of a server: none is held for a client that does nothing with it. */
export class Connections {
  readonly #patience: Patience
  /** Requests that are not answered yet; of one connection there may be several. */
  readonly #open = new WeakMap<Duplex, Set<Exchange>>()
  readonly #latest = new WeakMap<Duplex, Exchange>()
  /** Those over which nobody can tell any more where a request begins. */
  readonly #broken = new WeakSet<Duplex>()

  constructor(server: Server, patience: Patience) {
    this.#patience = patience
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.#answerBadRequest(error, socket))
    server.setTimeout(patience.stall, (socket: Socket) => this.#timeOut(socket))
  }

  /** To be told of each request; returns whether it is to be answered. */
  admit(request: IncomingMessage, response: ServerResponse): boolean {
    const { socket } = request
    if (this.#broken.has(socket)) return false
    const exchange = { request, response }
    const open = this.#open.get(socket) ?? new Set()
    this.#open.set(socket, open.add(exchange))
    this.#latest.set(socket, exchange)
    response.once('close', () => open.delete(exchange))
    const fault = headFault(request)
    if (fault === undefined) return true
    // What comes behind may be of this request's body.
    this.#broken.add(socket)
    response.writeHead(fault, { connection: 'close', 'content-length': 0 }).end()
    return false
  }

  /** Nothing went over the connection for a while: whose turn is it? */
  #timeOut(socket: Socket): void {
    const [first] = this.#open.get(socket) ?? []
    if (!first || waitsForClient(first)) socket.destroy()
    else socket.setTimeout(this.#patience.stall)
  }

  /** What is no HTTP has an answer below all APIs, without a body; behind it the connection is of no use any more. */
  #answerBadRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    if (this.#broken.has(socket)) return
    this.#broken.add(socket)
    const open = this.#open.get(socket)?.size ?? 0
    const last = this.#latest.get(socket)
    const isInBody = last?.request.complete === false
    // Before, within or behind another answer it would be taken for a part of that, or for the next one.
    if (open === 0 && !isInBody) this.#end(socket, toAnswer(error))
    else if (open === 1 && isInBody && !last.response.headersSent) this.#end(socket, toAnswer(error))
    else if (isInBody) this.#cutBehind(last)
    else this.#endBehind(last!)
  }

  /** Of the request nothing more comes, and its answer is on its way. */
  #cutBehind({ request: { socket }, response }: Exchange): void {
    if (response.writableFinished) this.#end(socket)
    else socket.destroy()
  }

  #endBehind({ request: { socket }, response }: Exchange): void {
    if (!response.headersSent) response.setHeader('connection', 'close')
    response.once('close', () => this.#end(socket))
  }

  #end(socket: Duplex, text = ''): void {
    socket.end(text)
    // Cut at once, a connection on which more comes in would lose the answer.
    const cut = setTimeout(() => socket.destroy(), this.#patience.end)
    socket.once('close', () => clearTimeout(cut))
  }
}

const toAnswer = ({ code = '' }: NodeJS.ErrnoException): string =>
  `HTTP/1.1 ${STATUSES[code] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`

const STATUSES: Partial<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** It has more to send, and we have used up what came; or it has more to read, and does not. */
const waitsForClient = ({ request, response }: Exchange): boolean =>
  (!request.complete && request.readableLength === 0) ||
  response.writableLength > 0 ||
  request.socket.writableLength > 0
