import { Agent, type IncomingMessage } from 'node:http'
import { Agent as EncryptedAgent } from 'node:https'
import type { RemoteS3 } from '../s3-backend/s3-backend.ts'
import { exchange, StaleConnectionError } from './exchange.ts'
import { FarClock } from './far-clock.ts'
import { toRequestTarget } from './far-url.ts'
import { signedHeaders, type Signable } from './sign.ts'
import { S3Error } from '../s3-api/errors.ts'
import { unreachable, withoutCredentials } from './unreachable.ts'

/** A request that is not signed yet. */
export interface Forwarded extends Signable {
  /** `undefined`: there is none. */
  body: AsyncIterable<Buffer> | undefined
}

const AGENT_OPTIONS = {
  keepAlive: true,
  maxSockets: 256,
  // In milliseconds, of a connection without a request: most servers keep one for longer, and closing meets no request then.
  timeout: 4000,
}

/** The S3 that answers: its connections, its credentials and its time. */
export class FarEnd {
  readonly #remote: RemoteS3
  readonly #agent: Agent
  readonly #clock = new FarClock()

  constructor(remote: RemoteS3) {
    this.#remote = remote
    this.#agent = remote.endpoint.protocol === 'https:' ? new EncryptedAgent(AGENT_OPTIONS) : new Agent(AGENT_OPTIONS)
  }

  get endpoint(): URL {
    return this.#remote.endpoint
  }

  /** The answer, whose body is on its way. Throws `ServiceUnavailable`, and the errors of the request's body. */
  async answer(request: Forwarded, signal: AbortSignal): Promise<IncomingMessage> {
    const first = await this.#tryOnce(request, signal)
    // A body that is under way cannot be sent again; the client can, and by then we know the time.
    if (!this.#isAboutTime(first) || request.body !== undefined) return first
    first.resume()
    return await this.#tryOnce(request, signal)
  }

  /** AWS: RequestTimeTooSkewed is a 403, and without a name where the request was a HEAD. */
  #isAboutTime({ statusCode, headers }: IncomingMessage): boolean {
    return statusCode === 403 && this.#clock.learn(headers.date)
  }

  async #tryOnce(request: Forwarded, signal: AbortSignal): Promise<IncomingMessage> {
    const { method, url, body } = request
    const headers = await this.#sign(request)
    const send = (agent: Agent | false): Promise<IncomingMessage> =>
      exchange({ method, target: toRequestTarget(url), headers, body }, { endpoint: this.endpoint, agent, signal })
    const isRepeatable = body === undefined && (method === 'GET' || method === 'HEAD')
    try {
      return await send(this.#agent).catch((error: unknown) => {
        if (error instanceof StaleConnectionError && isRepeatable) return send(false)
        throw error
      })
    } catch (error) {
      // Node's own complaints about arguments are bugs of ours.
      throw error instanceof S3Error || error instanceof TypeError ? error : unreachable(this.endpoint, error)
    }
  }

  async #sign(request: Forwarded): Promise<Record<string, string>> {
    const credentials = await this.#remote.credentials().catch((error: unknown) => {
      throw withoutCredentials(this.endpoint, error)
    })
    return await signedHeaders(request, { remote: this.#remote, credentials }, this.#clock.now())
  }

  close(): void {
    this.#agent.destroy()
  }
}
