import type { DigestName } from '../wire/digests.ts'
import { HashThread, type ThreadDigests } from './hash-thread.ts'

/** The thread for the digests of large bodies: begun with the first of them, and anew after one that failed. */
export class Hashing {
  readonly #startThread: () => HashThread
  #thread: HashThread | undefined

  constructor(startThread = () => new HashThread()) {
    this.#startThread = startThread
  }

  begin(names: DigestName[]): ThreadDigests {
    if (this.#thread === undefined || this.#thread.hasFailed) this.#thread = this.#startThread()
    return this.#thread.begin(names)
  }

  /** Bodies that are under way fail. */
  async close(): Promise<void> {
    await this.#thread?.close()
  }
}
