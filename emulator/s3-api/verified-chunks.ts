import { createHash } from 'node:crypto'
import { AuthError } from '../auth/auth-error.ts'
import type { ChunkSignatures } from '../auth/chunk-signatures.ts'
import { toS3AuthError } from './auth-errors.ts'

/**
 * Verifies the chunks of a body as they pass, and holds the last piece back until the next is there: a body that is not right
 * never comes to its end, so that whoever takes it up keeps nothing of it. Throws `SignatureDoesNotMatch`.
 */
export class VerifiedChunks {
  readonly #signatures: ChunkSignatures
  #held: Buffer | undefined

  constructor(signatures: ChunkSignatures) {
    this.#signatures = signatures
  }

  async *pass(pieces: AsyncIterable<Buffer>, signature: string): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    for await (const piece of pieces) {
      hash.update(piece)
      if (this.#held) yield this.#held
      this.#held = piece
    }
    inWordsOfS3(() => this.#signatures.verifyChunk(hash.digest('hex'), signature))
  }

  /** Of the chunk without bytes behind the others. */
  verifyLast(signature: string): void {
    inWordsOfS3(() => this.#signatures.verifyChunk(createHash('sha256').digest('hex'), signature))
  }

  verifyTrailers(lines: readonly string[], signature: string): void {
    inWordsOfS3(() => this.#signatures.verifyTrailer(lines, signature))
  }

  /** What was held back. */
  *rest(): Generator<Buffer> {
    if (this.#held) yield this.#held
  }
}

function inWordsOfS3(verify: () => void): void {
  try {
    verify()
  } catch (error) {
    throw error instanceof AuthError ? toS3AuthError(error) : error
  }
}
