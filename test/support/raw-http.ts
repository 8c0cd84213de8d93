import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

export interface RawRequest {
  method: string
  path: string
  headers?: Record<string, string | string[]>
  body?: Uint8Array | string
}

export interface RawAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Sends a request exactly as it is written here: what the SDK would not send, or not in this way. */
export async function send(port: number, { method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const length =
    body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(body) }
  return await new Promise((resolve, reject) => {
    const outgoing = request(
      { port, host: '127.0.0.1', method, path, headers: { ...length, ...headers } },
      (incoming) => {
        text(incoming).then(
          (answer) => resolve({ status: incoming.statusCode!, headers: incoming.headers, body: answer }),
          reject,
        )
      },
    )
    outgoing.on('error', reject)
    // As text, Node would write it together with the headers, and those in UTF-8.
    outgoing.end(body === undefined ? undefined : Buffer.from(body as string))
  })
}

/** Sends bytes over a socket; resolves to all that comes back until the server closes it. `isCutOff`: and nothing more. */
export async function sendBytes(port: number, bytes: string, { isCutOff = false } = {}): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.write(bytes, 'latin1')
  if (isCutOff) socket.end()
  return await text(socket)
}

/** The content of the first element of that name. */
export const elementOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
