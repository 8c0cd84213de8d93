import { createHash } from 'node:crypto'

/** An object as its clients see it. */
export interface ObjectState {
  bytes: Buffer
  etag: string
  metadata: Record<string, string>
  tags: Record<string, string>
}

/** What is under a key: `undefined` where nothing is. */
export type Outcome = ObjectState | undefined

/** What may be under each key: one thing that is known, or several where a kill left the end of a request open. */
export class Objects {
  readonly #possible = new Map<string, Outcome[]>()

  /** All keys that were ever written, or tried to be. */
  get keys(): string[] {
    return [...this.#possible.keys()]
  }

  possible(key: string): Outcome[] {
    return this.#possible.get(key) ?? [undefined]
  }

  /** What is there for sure. */
  current(key: string): Outcome {
    const possible = this.possible(key)
    if (possible.length !== 1) throw new Error(`nobody knows what is under ${key}`)
    return possible[0]
  }

  settle(key: string, ...outcomes: Outcome[]): void {
    this.#possible.set(key, outcomes)
  }

  /** Sends what brings keys from what they are to what they shall be; until that is answered, either may be true. */
  async change(next: Map<string, Outcome[]>, send: () => Promise<unknown>): Promise<void> {
    for (const [key, outcomes] of next) this.settle(key, ...this.possible(key), ...outcomes)
    await send()
    for (const [key, outcomes] of next) this.settle(key, ...outcomes)
  }
}

const md5 = (bytes: Uint8Array): Buffer => createHash('md5').update(bytes).digest()
const quote = (digest: Buffer, suffix = ''): string => `"${digest.toString('hex')}${suffix}"`

export const stateOf = (bytes: Buffer, changes: Partial<ObjectState> = {}): ObjectState => ({
  bytes,
  etag: etagOf(bytes),
  metadata: {},
  tags: {},
  ...changes,
})

export const etagOf = (bytes: Uint8Array): string => quote(md5(bytes))

export const etagOfParts = (parts: Uint8Array[]): string =>
  quote(md5(Buffer.concat(parts.map(md5))), `-${parts.length}`)

/** Bytes of which every 64 say whose they are, so that a mixture of two bodies is neither of them. */
export const bytesOf = (label: string, size: number): Buffer => Buffer.alloc(size, label.padEnd(64, '.'))
