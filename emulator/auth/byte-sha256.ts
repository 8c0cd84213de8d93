import { createHash, createHmac } from 'node:crypto'

/**
 * SHA-256 of texts whose characters stand for bytes. The SDK's signer makes UTF-8 of all that it hashes; a header's bytes must
 * be hashed as they are sent, whatever encoding they are in.
 */
export class ByteSha256 {
  #hash

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret))
  }

  update(utf8: Uint8Array): void {
    this.#hash.update(Buffer.from(utf8).toString(), 'latin1')
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }

  reset(): void {
    throw new Error('a signature is made of fresh hashes')
  }
}

function toBytes(secret: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof secret === 'string') return Buffer.from(secret)
  if (secret instanceof ArrayBuffer) return new Uint8Array(secret)
  return new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
}
