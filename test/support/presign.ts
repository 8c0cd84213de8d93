import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'

export interface Presignable {
  method?: string
  path: string
  query?: Record<string, string>
  /** Those of `x-amz-…` are hoisted into the query. */
  headers?: Record<string, string>
}

/** A URL with a signature in its query, as the SDKs make it: path and query of it. */
export async function presign(
  endpoint: string,
  { method = 'GET', path, query = {}, headers = {} }: Presignable,
): Promise<string> {
  const signer = new SignatureV4({
    credentials: { accessKeyId: 'anything', secretAccessKey: 'at all', sessionToken: 'and a token' },
    region: 'us-west-2',
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
  })
  const { protocol, hostname, host } = new URL(endpoint)
  const signed = await signer.presign({ method, protocol, hostname, path, query, headers: { host, ...headers } })
  return `${path}?${new URLSearchParams(signed.query as Record<string, string>).toString()}`
}

class Sha256 {
  #hash
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string)
  }
  update(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
  reset(): void {}
}
