import { createHash } from 'node:crypto'
import { createChecksum, type ChecksumAlgorithm, type RunningChecksum } from './checksum.ts'

/** What S3 makes of a body: its MD5, which is the ETag, and checksums. */
export type DigestName = 'MD5' | ChecksumAlgorithm

export type Digests = ReadonlyMap<DigestName, Uint8Array>

/** Several digests of the same bytes, made in one pass. */
export class RunningDigests {
  readonly #running: Map<DigestName, RunningChecksum>

  constructor(names: Iterable<DigestName>) {
    this.#running = new Map(Array.from(names, (name) => [name, create(name)]))
  }

  update(bytes: Uint8Array): void {
    for (const running of this.#running.values()) running.update(bytes)
  }

  /** May be called once. */
  async digest(): Promise<Digests> {
    const digests = new Map<DigestName, Uint8Array>()
    for (const [name, running] of this.#running) digests.set(name, await running.digest())
    return digests
  }
}

function create(name: DigestName): RunningChecksum {
  if (name !== 'MD5') return createChecksum(name)
  const md5 = createHash('md5')
  return { update: (bytes) => void md5.update(bytes), digest: async () => md5.digest() }
}
