import type { IncomingMessage } from 'node:http'
import { incompleteBody } from '../s3-api/errors.ts'

/** The body of a client's request, which is read once, and let go of at any time. */
export class ClientBody {
  readonly #request: IncomingMessage
  #pieces: AsyncIterator<Buffer> | undefined

  constructor(request: IncomingMessage) {
    this.#request = request
  }

  get isEmpty(): boolean {
    const { 'content-length': length, 'transfer-encoding': encoding } = this.#request.headers
    return encoding === undefined && Number(length ?? 0) === 0
  }

  /** Throws `IncompleteBody` where the client breaks off. */
  async *read(): AsyncGenerator<Buffer> {
    // The stream is not destroyed when something else fails: its socket carries the answer.
    this.#pieces = this.#request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
    try {
      for (let next = await this.#pieces.next(); !next.done; next = await this.#pieces.next()) yield next.value
    } catch (error) {
      throw Object.assign(incompleteBody(), { cause: error })
    }
  }

  /** Reads and forgets what is left: the client may look for its answer only when it has sent everything. */
  drain(): void {
    const resume = (): void => void this.#request.resume()
    if (this.#pieces?.return === undefined) resume()
    else this.#pieces.return().then(resume, resume)
  }
}
