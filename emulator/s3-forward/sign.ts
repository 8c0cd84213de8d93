import { SignatureV4 } from '@smithy/signature-v4'
import { ByteSha256 } from '../auth/byte-sha256.ts'
import type { RemoteS3 } from '../s3-backend/s3-backend.ts'
import type { FarUrl } from './far-url.ts'
import type { Headers } from './headers.ts'

/** What is signed of a request. `headers` has the payload's hash. */
export interface Signable {
  method: string
  url: FarUrl
  headers: Headers
}

export interface Signer {
  remote: Pick<RemoteS3, 'endpoint' | 'region'>
  credentials: Awaited<ReturnType<RemoteS3['credentials']>>
}

/** Headers that S3 wants signed; the others may be changed on the way by whoever forwards them next. */
const isSigned = (name: string): boolean =>
  name.startsWith('x-amz-') || name === 'content-type' || name === 'content-md5'

/** The headers with which the far end knows the request as one of ours, at this time. */
export async function signedHeaders(
  { method, url, headers }: Signable,
  { remote: { endpoint, region }, credentials }: Signer,
  signingDate: Date,
): Promise<Record<string, string>> {
  const host = { host: endpoint.host }
  const signer = new SignatureV4({
    credentials,
    region,
    service: 's3',
    sha256: ByteSha256,
    // AWS: S3 alone signs the path as it is sent. `..` and `//` belong to keys, and nothing is encoded twice.
    uriEscapePath: false,
  })
  const request = {
    method,
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    path: url.path,
    query: toQueryBag(url.query),
    headers: { ...host, ...Object.fromEntries([...headers].filter(([name]) => isSigned(name))) },
  }
  const signed = await signer.sign(request, { signingDate })
  // What is sent keeps its order, and the spaces that the signer leaves out.
  return { ...host, ...Object.fromEntries(headers), ...signed.headers }
}

function toQueryBag(query: FarUrl['query']): Record<string, string[]> {
  const bag = new Map<string, string[]>()
  for (const [name, value = ''] of query) bag.set(toText(name), [...(bag.get(toText(name)) ?? []), toText(value)])
  return Object.fromEntries(bag)
}

const toText = (bytes: string): string => Buffer.from(bytes, 'latin1').toString()
