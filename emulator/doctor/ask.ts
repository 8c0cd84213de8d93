import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  /** As much of the body as is read: whoever answers is not trusted to come to an end. */
  text: string
}

/** In bytes. */
const MOST_TEXT = 256 * 1024

/** Asks GET once, over a connection of its own: no redirect is followed, no proxy used. Rejects with what the socket says. */
export async function ask(
  target: URL | (RequestOptions & { isSecure: boolean }),
  signal: AbortSignal,
): Promise<Answer> {
  const isSecure = target instanceof URL ? target.protocol === 'https:' : target.isSecure
  const options = target instanceof URL ? optionsOf(target) : target
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = isSecure ? httpsRequest : httpRequest
  const outgoing = request({ ...options, signal, agent: false }, resolve)
    .on('error', reject)
    .end()
  try {
    const answer = await promise
    return { status: answer.statusCode!, headers: answer.headers, text: await startOf(answer) }
  } finally {
    outgoing.destroy()
  }
}

const optionsOf = ({ hostname, port, pathname }: URL): RequestOptions => ({
  host: hostname.replace(/^\[(.*)\]$/, '$1'),
  port: port === '' ? null : port,
  path: pathname,
})

async function startOf(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    pieces.push(piece)
    length += piece.length
    if (length >= MOST_TEXT) break
  }
  return Buffer.concat(pieces).toString('utf8', 0, MOST_TEXT)
}

/** What an answer says in JSON; `undefined` where it is none. */
export function jsonOf({ text }: Answer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
