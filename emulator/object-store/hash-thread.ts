import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { DigestName, Digests } from '../wire/digests.ts'

/** What the thread is asked, for one body after the other; `forget` is for a body that broke off. */
export type HashRequest = { ticket: number; body: number } & HashStep

type HashStep =
  | { does: 'begin'; names: DigestName[] }
  | { does: 'update'; bytes: Uint8Array }
  | { does: 'digest' }
  | { does: 'forget' }

export interface HashAnswer {
  ticket: number
  digests?: Digests | undefined
  error?: unknown
}

/** Digests of a body that are made elsewhere. */
export interface ThreadDigests {
  /** Resolves when the bytes were read. Rejects when the thread has failed. */
  update(bytes: Uint8Array): Promise<void>
  /** Rejects when the thread has failed at any time. */
  digest(): Promise<Digests>
  /** Of a body that broke off. */
  forget(): void
}

// The compiled program has this file under another name.
const WORKER = new URL(`./hash-worker${extname(import.meta.url)}`, import.meta.url)

/** A thread that hashes. It does not keep the process alive, but while it is waited for. */
export class HashThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, PromiseWithResolvers<Digests | undefined>>()
  #failure: Error | undefined
  #tickets = 0
  #bodies = 0

  constructor(worker: URL | string = WORKER) {
    // Options of the command line, such as a profiler's, are meant for the program.
    this.#worker = new Worker(worker, { execArgv: [], name: 'hashing' })
    this.#worker.unref()
    this.#worker.on('message', (answer: HashAnswer) => this.#settle(answer))
    this.#worker.on('messageerror', (error) => this.#fail(error))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(undefined))
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined
  }

  begin(names: DigestName[]): ThreadDigests {
    const body = (this.#bodies += 1)
    const begun = this.#ask(body, { does: 'begin', names })
    // Told by the next step.
    begun.catch(() => undefined)
    return {
      update: async (bytes) => void (await this.#ask(body, { does: 'update', bytes })),
      digest: async () => (await this.#ask(body, { does: 'digest' }))!,
      forget: () => void this.#ask(body, { does: 'forget' }).catch(() => undefined),
    }
  }

  /** What is waited for fails. */
  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  async #ask(body: number, step: HashStep): Promise<Digests | undefined> {
    if (this.#failure) throw this.#failure
    const ticket = (this.#tickets += 1)
    const waiting = Promise.withResolvers<Digests | undefined>()
    this.#waiting.set(ticket, waiting)
    this.#worker.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows, not for threads
    this.#worker.postMessage({ ticket, body, ...step } satisfies HashRequest)
    return await waiting.promise
  }

  #settle({ ticket, digests, error }: HashAnswer): void {
    const waiting = this.#waiting.get(ticket)
    this.#waiting.delete(ticket)
    if (this.#waiting.size === 0) this.#worker.unref()
    if (error === undefined) waiting?.resolve(digests)
    else waiting?.reject(new Error('the bytes of a body could not be hashed', { cause: error }))
  }

  #fail(cause: unknown): void {
    this.#failure ??= new Error('the thread that hashes bodies has ended', { cause })
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
    // One that was waited for would keep the process alive.
    void this.#worker.terminate()
  }
}
