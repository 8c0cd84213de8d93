import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../log.ts'
import { internalError, S3Error } from '../s3-api/errors.ts'
import type { RemoteS3 } from '../s3-backend/s3-backend.ts'
import { ClientBody } from './client-body.ts'
import { FarEnd } from './far-end.ts'
import { toClientHeaders } from './headers.ts'
import { toForwarded } from './to-forwarded.ts'
import { writeError } from '../s3-api/write-error.ts'

export interface ForwardingFace {
  /** Answers one S3 request, whose URL is path style. Never throws. */
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Ends when open requests are answered. */
  close(): Promise<void>
}

/** Has another S3 answer: requests go on with its credentials, whatever the client has, and bodies pass as streams. */
export function createForwardingFace(remote: RemoteS3, { log }: { log: Pick<Log, 'warn' | 'error'> }): ForwardingFace {
  const farEnd = new FarEnd(remote)
  const open = new Set<Promise<void>>()
  return {
    handle: (request, response) => {
      const forwarding = forward(request, response, { farEnd, log }).finally(() => open.delete(forwarding))
      open.add(forwarding)
    },
    close: async () => {
      await Promise.all(open)
      farEnd.close()
    },
  }
}

interface Context {
  farEnd: FarEnd
  log: Pick<Log, 'warn' | 'error'>
}

/** Never rejects. */
async function forward(request: IncomingMessage, response: ServerResponse, { farEnd, log }: Context): Promise<void> {
  const body = new ClientBody(request)
  const clientGone = new AbortController()
  // Also said when the answer is through, and then nobody wants the rest of the request any more.
  response.once('close', () => clientGone.abort())
  try {
    const answer = await farEnd.answer(toForwarded(request, body), clientGone.signal)
    const brokenOff = await relay(answer, response)
    // The client has had its status already: that its connection is cut is all it can be told.
    const requestId = answer.headers['x-amz-request-id']?.toString()
    if (brokenOff) log.error(`the answer to ${nameOf(request)} broke off at the far end`, brokenOff, { requestId })
  } catch (error) {
    if (!clientGone.signal.aborted) refuse(error, { request, response, log })
  } finally {
    body.drain()
  }
}

/** A pipeline alone listens seven times for the end of what it writes to: with ours, that is more than Node finds normal. */
const MOST_LISTENERS = 20

/** Resolves when the answer is through, or with the error with which it broke off at the far end; a client may break off. */
async function relay(answer: IncomingMessage, response: ServerResponse): Promise<Error | undefined> {
  response.writeHead(answer.statusCode!, toClientHeaders(answer.rawHeaders))
  let brokenOff: Error | undefined
  answer.once('error', (error) => {
    if (!response.destroyed) brokenOff = error
  })
  response.setMaxListeners(MOST_LISTENERS)
  // Whichever end breaks off, this cuts off the other one.
  await pipeline(answer, response).catch(() => undefined)
  return brokenOff
}

interface Refusal extends Pick<Context, 'log'> {
  request: IncomingMessage
  response: ServerResponse
}

function refuse(error: unknown, { request, response, log }: Refusal): void {
  const requestId = writeError(error instanceof S3Error ? error : internalError(), request, response)
  if (!(error instanceof S3Error))
    log.error(`the forwarding of ${nameOf(request)} met an internal error`, error, { requestId })
  else if (error.status === 503) log.warn(error.message, undefined, { requestId })
}

/** Without the query, which may hold a signature. */
const nameOf = ({ method, url }: IncomingMessage): string => `${method} ${url?.split('?', 1)[0]}`
