import { Readable } from 'node:stream'
import { ObjectStoreError } from './object-store.ts'
import { isTransient } from './s3-error.ts'
import { BrokenOffError, waitToRetry, type Retries } from './s3-retries.ts'

/** The bytes of an object from one offset to its end, as one answer brings them. */
export interface BodyPart {
  bytes: Readable
  /** Offset of the byte behind the last one. */
  end: number
}

export interface S3BodyOptions {
  start: number
  /** Asks for the bytes of the same object from an offset on; it has its own attempts. */
  open: (start: number, signal: AbortSignal) => Promise<BodyPart>
  retries: Retries
  signal: AbortSignal | undefined
  /** What an error means to the reader. */
  toError: (error: unknown) => unknown
}

/**
 * A body that is read to its last byte: where an answer breaks off, another is asked for from the byte behind the last one
 * that came. It ends when all bytes came, and fails otherwise.
 */
export class S3Body extends Readable {
  readonly #options: S3BodyOptions
  readonly #destroyed = new AbortController()
  readonly #signal: AbortSignal
  #offset: number
  #part: BodyPart
  #chunks: AsyncIterator<Buffer, undefined>
  /** In a row, without a byte in between. */
  #failures = 0

  constructor(first: BodyPart, options: S3BodyOptions) {
    super()
    this.#options = options
    this.#offset = options.start
    const { signal } = options
    this.#signal = signal ? AbortSignal.any([signal, this.#destroyed.signal]) : this.#destroyed.signal
    this.#part = first
    this.#chunks = iteratorOf(first)
    signal?.addEventListener('abort', this.#onAbort, { once: true })
    if (signal?.aborted) this.#onAbort()
  }

  readonly #onAbort = (): void => void this.destroy(this.#options.signal!.reason as Error)

  override _read(): void {
    this.#next().then(
      (chunk) => this.push(chunk),
      (error: unknown) => this.destroy(this.#options.toError(error) as Error),
    )
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#options.signal?.removeEventListener('abort', this.#onAbort)
    this.#destroyed.abort()
    this.#part.bytes.destroy()
    callback(error)
  }

  async #next(): Promise<Buffer | null> {
    while (this.#offset < this.#part.end) {
      try {
        const { value, done } = await this.#nextChunk()
        if (done) throw new BrokenOffError(`a body broke off at byte ${this.#offset} of ${this.#part.end}`)
        this.#offset += value.length
        this.#failures = 0
        return value
      } catch (error) {
        await this.#goOn(error)
      }
    }
    // To its end, so that the connection can serve the next request.
    await this.#chunks.next().catch(() => undefined)
    return null
  }

  async #nextChunk(): Promise<IteratorResult<Buffer, undefined>> {
    const { bytes } = this.#part
    const { patience } = this.#options.retries
    const timer = setTimeout(() => bytes.destroy(new BrokenOffError(`no byte for ${patience / 1000} s`)), patience)
    try {
      return await this.#chunks.next()
    } finally {
      clearTimeout(timer)
    }
  }

  async #goOn(error: unknown): Promise<void> {
    const { retries, open } = this.#options
    this.#failures += 1
    this.#part.bytes.destroy()
    this.#signal.throwIfAborted()
    if (this.#failures >= retries.attempts || !isTransient(error)) throw error
    await waitToRetry(this.#failures, { retries, signal: this.#signal })
    const part = await open(this.#offset, this.#signal)
    if (this.#signal.aborted || part.end !== this.#part.end) part.bytes.destroy()
    if (part.end !== this.#part.end)
      throw new ObjectStoreError(
        'unavailable',
        `a body ends at byte ${part.end}, and ended at ${this.#part.end} before`,
      )
    this.#part = part
    this.#chunks = iteratorOf(part)
  }
}

const iteratorOf = ({ bytes }: BodyPart): AsyncIterator<Buffer, undefined> =>
  bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
