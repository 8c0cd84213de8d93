import { createHash, createHmac } from 'node:crypto'
import { AuthError } from './auth-error.ts'
import { isSameSecret } from './same-secret.ts'

const ALGORITHM = 'AWS4-HMAC-SHA256'
const NOTHING = createHash('sha256').digest('hex')

export interface ChunkSigner {
  accessKeyId: string
  key: Buffer
  time: string
  scope: string
  /** Of the request's head. */
  signature: string
}

/** The signatures within one body: each is over a chunk and the signature before it. */
export class ChunkSignatures {
  readonly #signer: ChunkSigner
  #last: string

  constructor(signer: ChunkSigner) {
    this.#signer = signer
    this.#last = signer.signature
  }

  /** `sha256` is that of the chunk's bytes, in hex. Throws an AuthError. */
  verifyChunk(sha256: string, signature: string): void {
    this.#verify('PAYLOAD', [NOTHING, sha256], signature)
  }

  /** Of the trailing headers, one `name:value` in each. Throws an AuthError. */
  verifyTrailer(lines: readonly string[], signature: string): void {
    const text = lines.map((line) => `${line}\n`).join('')
    this.#verify('TRAILER', [createHash('sha256').update(text, 'latin1').digest('hex')], signature)
  }

  #verify(kind: string, hashes: string[], signature: string): void {
    const { key, time, scope, accessKeyId } = this.#signer
    const stringToSign = [`${ALGORITHM}-${kind}`, time, scope, this.#last, ...hashes].join('\n')
    const expected = createHmac('sha256', key).update(stringToSign).digest('hex')
    if (!isSameSecret(expected, signature))
      throw new AuthError({ kind: 'mismatch', accessKeyId, signature, stringToSign })
    this.#last = expected
  }
}

const ofRequests = new WeakMap<object, ChunkSignatures>()

export const keepChunkSignatures = (request: object, signatures: ChunkSignatures): void =>
  void ofRequests.set(request, signatures)

/** What the chunks of a request's body are verified with; `undefined` where they need not be. */
export const chunkSignaturesOf = (request: object): ChunkSignatures | undefined => ofRequests.get(request)
