import { Agent, request } from 'node:http'

/** Keeps one connection, and sends one request after the other. */
export class Prober {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** Resolves to the milliseconds until the whole answer was there; rejects unless it is 200. */
  async send(path: string, { method = 'GET', body }: { method?: string; body?: Buffer } = {}): Promise<number> {
    const started = performance.now()
    await this.text(path, { method, ...(body && { body }) })
    return performance.now() - started
  }

  async text(path: string, { method = 'GET', body }: { method?: string; body?: Buffer } = {}): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const headers = body ? { 'content-length': body.length } : {}
    const outgoing = request(`${this.#url}${path}`, { method, headers, agent: this.#agent }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => void pieces.push(piece))
      answer.on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(Buffer.concat(pieces).toString())
          : reject(new Error(`${method} ${path} is answered with ${answer.statusCode}`)),
      )
    })
    outgoing.on('error', reject).end(body)
    return await promise
  }

  close(): void {
    this.#agent.destroy()
  }
}
