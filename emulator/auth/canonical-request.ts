import type { HttpRequest } from '@smithy/types'
import { getCanonicalHeaders, getSigningKey, SignatureV4Base } from '@smithy/signature-v4'
import { ByteSha256 } from './byte-sha256.ts'
import type { Signer } from './known-credentials.ts'
import { headerOf, headersOf, pathAndQueryOf, type SignedHead } from './signed-head.ts'
import { toScope, type V4Signature } from './signature.ts'

const ALGORITHM = 'AWS4-HMAC-SHA256'

/** What a version 4 signature is made of. */
export interface Canonical {
  canonicalRequest: string
  stringToSign: string
}

/** What may have been signed differently from how it came. */
export interface Variant {
  host: string
  path: string
}

/** The SDK's own canonicalisation, which its signer keeps to itself. */
class Canonicalisation extends SignatureV4Base {
  constructor(service: string) {
    // AWS: S3 alone signs the path as it is sent. `..` and `//` belong to keys, and nothing is encoded twice.
    const uriEscapePath = service !== 's3'
    super({
      service,
      region: '',
      credentials: { accessKeyId: '', secretAccessKey: '' },
      sha256: ByteSha256,
      uriEscapePath,
    })
  }

  async of(request: HttpRequest, { scope, time, signedHeaders }: V4Signature, payloadHash: string): Promise<Canonical> {
    const headers = getCanonicalHeaders(request, undefined, new Set(signedHeaders))
    const canonicalRequest = this.createCanonicalRequest(request, headers, payloadHash)
    return {
      canonicalRequest,
      stringToSign: await this.createStringToSign(time, toScope(scope), canonicalRequest, ALGORITHM),
    }
  }
}

/** What must have been signed for the signature to be right. */
export async function canonicalOf(
  head: SignedHead,
  signature: V4Signature,
  { payloadHash, host, path }: Variant & { payloadHash: string },
): Promise<Canonical> {
  const { service } = signature.scope
  const sent = headersOf(head).set('host', host)
  const headers = signature.signedHeaders.map((name) => [name, sent.get(name) ?? ''])
  const request = {
    method: head.method,
    protocol: 'http:',
    hostname: host,
    path: service === 's3' ? path : toText(path),
    query: toQueryBag(pathAndQueryOf(head).query),
    headers: Object.fromEntries(headers) as Record<string, string>,
  }
  return await new Canonicalisation(service).of(request, signature, payloadHash)
}

export const signingKeyOf = async (signer: Signer, { date, region, service }: V4Signature['scope']): Promise<Buffer> =>
  Buffer.from(await getSigningKey(ByteSha256, signer, date, region, service))

function toQueryBag(query: string): Record<string, string[]> {
  const bag = new Map<string, string[]>()
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode)
    const others = bag.get(name)
    if (others) others.push(value)
    else bag.set(name, [value])
  }
  return Object.fromEntries(bag)
}

/** What is no escape stays as it is: then it was not signed as one either. */
const decode = (text: string): string =>
  toText(
    text
      .replaceAll('+', ' ')
      .replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  )

const toText = (bytes: string): string => Buffer.from(bytes, 'latin1').toString()

const UNRESERVED = /[^A-Za-z0-9._~/-]/g

/**
 * The ways in which clients are known to sign what they send otherwise: without the port, with more of the path escaped, or, as
 * the SDK for Java does, with the slashes of a key that it escapes on the wire.
 */
export function variantsOf(head: SignedHead): Variant[] {
  const host = headerOf(head, 'host') ?? ''
  const { path } = pathAndQueryOf(head)
  const hosts = new Set([host, host.replace(/:[0-9]+$/, '')])
  const escaped = escapeAgain(path)
  const paths = new Set([path, escaped, escaped.replaceAll('%2F', '/')])
  return [...hosts].flatMap((name) => [...paths].map((text) => ({ host: name, path: text })))
}

const escapeAgain = (path: string): string =>
  path
    .replaceAll(/%([0-9a-fA-F]{2})/g, (escape, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16))
      return /[A-Za-z0-9._~-]/.test(character) ? character : escape.toUpperCase()
    })
    .replaceAll(UNRESERVED, (character) =>
      character === '%' ? character : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
