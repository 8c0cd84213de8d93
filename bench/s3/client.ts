import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Server } from './server.ts'

export interface Wanted {
  method: 'GET' | 'PUT'
  path: string
  query?: Record<string, string>
  body?: Buffer
}

type Bytes = string | ArrayBuffer | ArrayBufferView
const viewOf = (bytes: Bytes): string | NodeJS.ArrayBufferView =>
  bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : (bytes as string)

/** What the signer wants of a hash. */
class Sha256 {
  readonly #hash: Hash | Hmac
  constructor(key?: Bytes) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', viewOf(key))
  }
  update(bytes: Bytes): void {
    this.#hash.update(viewOf(bytes))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {
    throw new Error('the signer makes a new one each time')
  }
}

/**
 * A client that does little: URLs are signed beforehand, and bodies are neither hashed nor kept. What is measured is the
 * server.
 */
export class Client {
  readonly #signer: SignatureV4
  readonly #agent: Agent
  readonly #url: URL

  constructor({ endpoint, credentials }: Pick<Server, 'endpoint' | 'credentials'>, connections: number) {
    this.#url = new URL(endpoint)
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
    const service = { service: 's3', region: 'us-east-1', sha256: Sha256, uriEscapePath: false }
    this.#signer = new SignatureV4({ ...service, credentials })
  }

  /** The path of a request with a signature in it. */
  async sign({ method, path, query = {} }: Wanted): Promise<string> {
    const { protocol, hostname, port, host } = this.#url
    const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }
    const unsigned = { method, protocol, hostname, port: Number(port), path, query, headers }
    const signed = await this.#signer.presign(unsigned, { expiresIn: 3600 })
    const pairs = Object.entries(signed.query ?? {}).map(
      ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
    )
    return `${path}?${pairs.join('&')}`
  }

  /** Resolves to the text of the answer where it is asked for. */
  async send(method: string, signedPath: string, { body, isText = false }: { body?: Buffer; isText?: boolean } = {}) {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const { hostname, port } = this.#url
    const headers = body ? { 'content-length': body.length } : {}
    const outgoing = request({ hostname, port, method, path: signedPath, headers, agent: this.#agent }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => void (isText && pieces.push(piece)))
      answer.on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(Buffer.concat(pieces).toString())
          : reject(new Error(`${method} ${signedPath.split('?', 1)[0]} is answered with ${answer.statusCode}`)),
      )
    })
    outgoing.on('error', reject).end(body)
    return await promise
  }

  /** Makes these requests, as many at once as there are connections; resolves to the seconds that it took. */
  async sendAll(wanted: readonly Wanted[]): Promise<number> {
    const signed = await Promise.all(wanted.map(async (each) => [each, await this.sign(each)] as const))
    const queue = signed.values()
    const started = performance.now()
    const worker = async (): Promise<void> => {
      for (const [{ method, body }, path] of queue) await this.send(method, path, body ? { body } : {})
    }
    await Promise.all(Array.from({ length: this.#agent.maxSockets }, worker))
    return (performance.now() - started) / 1000
  }

  close(): void {
    this.#agent.destroy()
  }
}
