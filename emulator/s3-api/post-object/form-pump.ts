import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { BusboyInstance } from '@fastify/busboy'
import { incompleteBody, malformedForm, S3Error } from '../errors.ts'

export interface FoundFile {
  /** Fails with an S3Error. */
  file: AsyncIterable<Buffer>
  fileName: string | undefined
}

/** Moves a request's body into the parser of forms, no faster than the file in it is read, until either of them fails. */
export class FormPump {
  readonly #stream: IncomingMessage
  readonly #parser: BusboyInstance
  readonly #found = Promise.withResolvers<FoundFile | undefined>()
  readonly #finished = Promise.withResolvers<void>()
  readonly #stopped = new AbortController()
  #file: Readable | undefined

  constructor(stream: IncomingMessage, parser: BusboyInstance) {
    this.#stream = stream
    this.#parser = parser
    // Whoever waits for neither is told elsewhere.
    this.#found.promise.catch(() => undefined)
    this.#finished.promise.catch(() => undefined)
    parser.on('file', (_name, file, fileName: string | undefined) => {
      this.#file = file
      // Told by `ended`, also where nobody reads the file.
      file.on('error', () => undefined)
      this.#found.resolve({ file: inWordsOfS3(file), fileName })
    })
    parser.on('finish', () => {
      this.#found.resolve(undefined)
      this.#finished.resolve()
    })
    parser.on('error', (error) => this.fail(Object.assign(malformedForm(), { cause: error })))
  }

  get hasFile(): boolean {
    return this.#file !== undefined
  }

  /** Rejects where the form breaks off or is malformed. */
  get ended(): Promise<void> {
    return this.#finished.promise
  }

  /** Begins to read. Resolves to the file, or to `undefined` where the form has none. */
  toFile(): Promise<FoundFile | undefined> {
    void this.#run()
    return this.#found.promise
  }

  fail(error: Error): void {
    this.#stopped.abort()
    this.#found.reject(error)
    this.#finished.reject(error)
    this.#file?.destroy(error)
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped
    try {
      // The stream is not destroyed when something else fails: its socket carries the answer.
      for await (const chunk of this.#stream.iterator({ destroyOnReturn: false })) {
        if (signal.aborted) return
        if (!this.#parser.write(chunk)) await once(this.#parser, 'drain', { signal })
      }
      this.#parser.end()
    } catch (error) {
      if (signal.aborted) return
      const refusal = this.#stream.complete ? malformedForm() : incompleteBody()
      this.fail(Object.assign(refusal, { cause: error }))
    } finally {
      // What is left has to be read, or the client never gets to reading the answer.
      if (signal.aborted) this.#stream.resume()
    }
  }
}

/** The parser tells the file of a broken form before it tells the form. */
async function* inWordsOfS3(file: Readable): AsyncGenerator<Buffer> {
  try {
    yield* file as AsyncIterable<Buffer>
  } catch (error) {
    throw error instanceof S3Error ? error : Object.assign(malformedForm(), { cause: error })
  }
}
