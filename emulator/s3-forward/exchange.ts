import { request as requestPlain, type Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as requestEncrypted } from 'node:https'

/** One request as it goes to the far end. */
export interface FarRequest {
  method: string
  /** Path and query, as they are on the wire. */
  target: string
  headers: Record<string, string>
  /** `undefined`: there is none. */
  body: AsyncIterable<Buffer> | undefined
}

export interface FarConnection {
  endpoint: URL
  /** `false`: a connection of its own. */
  agent: Agent | false
  /** Ends the exchange, wherever it is. */
  signal: AbortSignal
}

/** The far end closed a kept connection just when this request went out on it. */
export class StaleConnectionError extends Error {}

/** How long the far end may take to accept a connection, in milliseconds. */
const CONNECT_PATIENCE = 10_000

/**
 * Resolves when the head of the answer is there: its body may be on its way still, and so may the request's. Rejects where the
 * far end gives none, or with the error of the request's body.
 */
export function exchange(request: FarRequest, { endpoint, agent, signal }: FarConnection): Promise<IncomingMessage> {
  const { method, target, headers, body } = request
  return new Promise((resolve, reject) => {
    const send = endpoint.protocol === 'https:' ? requestEncrypted : requestPlain
    const far = send({
      host: endpoint.hostname.replaceAll(/^\[|\]$/g, ''),
      port: endpoint.port,
      method,
      path: target,
      headers,
      agent,
    })
    let answer: IncomingMessage | undefined
    far.once('response', (head) => {
      answer = head
      if (body !== undefined && head.statusCode! >= 400) notForOthers(head)
      resolve(head)
    })
    far.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = far.reusedSocket && error.code === 'ECONNRESET'
      reject(isStale ? new StaleConnectionError(error.message, { cause: error }) : error)
    })
    const end = (): void => {
      // A finished exchange has given its connection back.
      if (!answer?.readableEnded || !far.writableFinished) far.destroy()
    }
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    limitConnecting(far, endpoint)
    sendBody(body, far).catch((error: unknown) => far.destroy(error as Error))
  })
}

/** MinIO closes the connection behind a body that it has refused, and does not say so: the next request would meet that. */
function notForOthers(answer: IncomingMessage): void {
  const { socket } = answer
  answer.once('end', () => socket.destroy())
}

function limitConnecting(far: ClientRequest, { host }: URL): void {
  far.once('socket', (socket) => {
    if (!socket.connecting) return
    const giveUp = setTimeout(
      () => far.destroy(new Error(`${host} did not accept the connection within ${CONNECT_PATIENCE / 1000} seconds`)),
      CONNECT_PATIENCE,
    )
    const stop = (): void => clearTimeout(giveUp)
    socket.once('connect', stop).once('close', stop)
  })
}

/** No faster than the far end takes it. Ends quietly where the far end wants no more. */
async function sendBody(body: AsyncIterable<Buffer> | undefined, far: ClientRequest): Promise<void> {
  for await (const piece of body ?? []) {
    if (far.destroyed) return
    if (!far.write(piece)) await drained(far)
  }
  if (!far.destroyed) far.end()
}

/** It may close without a drain. */
const drained = (far: ClientRequest): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      far.off('drain', go).off('close', go)
      resolve()
    }
    far.on('drain', go).on('close', go)
  })
