import { request as requestOverHttp, type IncomingHttpHeaders } from 'node:http'
import { request as requestOverHttps } from 'node:https'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectOverTls } from 'node:tls'

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
export async function sendTo(endpoint: string, { method, path, headers = {}, body }: RawRequest): Promise<RawAnswer> {
  const length =
    body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(body) }
  const { protocol, hostname, port } = new URL(endpoint)
  const request = protocol === 'https:' ? requestOverHttps : requestOverHttp
  return await new Promise((resolve, reject) => {
    const options = { port, hostname, method, path, headers: { ...length, ...headers }, agent: false }
    const outgoing = request(options, (incoming) => {
      text(incoming).then(
        (answer) => resolve({ status: incoming.statusCode!, headers: incoming.headers, body: answer }),
        reject,
      )
    })
    outgoing.on('error', reject)
    // As text, Node would write it together with the headers, and those in UTF-8.
    outgoing.end(body === undefined ? undefined : Buffer.from(body as string))
  })
}

export const send = async (port: number, request: RawRequest): Promise<RawAnswer> =>
  await sendTo(`http://127.0.0.1:${port}`, request)

/** A connection over which whatever one likes may be written. */
export function openSocket(endpoint: string): Socket {
  const { protocol, hostname, port } = new URL(endpoint)
  if (protocol === 'https:') return connectOverTls({ host: hostname, port: Number(port || 443), servername: hostname })
  return connect({ port: Number(port || 80), host: hostname, allowHalfOpen: true })
}

/** Sends bytes over a socket; resolves to all that comes back until the server closes it. `isCutOff`: and nothing more. */
export async function sendBytesTo(endpoint: string, bytes: string, { isCutOff = false } = {}): Promise<string> {
  const socket = openSocket(endpoint)
  socket.write(bytes, 'latin1')
  if (isCutOff) socket.end()
  return await text(socket)
}

export const sendBytes = async (port: number, bytes: string, options: { isCutOff?: boolean } = {}): Promise<string> =>
  await sendBytesTo(`http://127.0.0.1:${port}`, bytes, options)

/** The content of the first element of that name. */
export const elementOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
