import { createHash, createHmac } from 'node:crypto'

export interface SignedRequest {
  method: string
  /** As it was on the wire. */
  url: string
  rawHeaders: readonly string[]
}

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([0-9]{8})\/([a-z0-9-]+)\/s3\/aws4_request, SignedHeaders=([!#$%&'*+.^_`|~a-z0-9;-]+), Signature=([0-9a-f]{64})$/

/**
 * What is wrong with a request's signature; `undefined` when it is right. Written after AWS's "Create a signed request" and
 * "Authenticating Requests: Using the Authorization Header", without any code that signs.
 */
export function signatureFault(
  request: SignedRequest,
  { accessKeyId, secretAccessKey }: Credentials,
): string | undefined {
  const headers = readHeaders(request.rawHeaders)
  const parsed = AUTHORIZATION.exec(headers.get('authorization') ?? '')
  if (!parsed) return `no signature of version 4 in the headers: ${headers.get('authorization')}`
  const [, signer, day, region, signedNames = '', signature] = parsed
  if (signer !== accessKeyId) return `signed by ${signer}`
  const signed = signedNames.split(';')
  const unsigned = [...headers.keys()].filter((name) => mustBeSigned(name) && !signed.includes(name))
  if (unsigned.length > 0) return `not signed: ${unsigned.join()}`
  const canonical = canonicalRequest(request, headers, signed)
  const date = headers.get('x-amz-date') ?? ''
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical, 'latin1').digest('hex')]
  const key = [day!, region!, 's3', 'aws4_request'].reduce<Buffer>(
    (parent, part) => createHmac('sha256', parent).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  )
  const expected = createHmac('sha256', key).update(toSign.join('\n')).digest('hex')
  if (!date.startsWith(day!)) return `the day of ${date} is not ${day}`
  return signature === expected ? undefined : `signed is not what came, which is:\n${canonical}`
}

const mustBeSigned = (name: string): boolean =>
  name === 'host' || name === 'content-type' || name === 'content-md5' || name.startsWith('x-amz-')

/** Each character stands for a byte. */
function canonicalRequest({ method, url }: SignedRequest, headers: Map<string, string>, signed: string[]): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  return [
    method,
    escape(unescape(path)).replaceAll('%2F', '/'),
    canonicalQuery(query),
    ...signed.map(
      (name) => `${name}:${(headers.get(name) ?? '').replaceAll(/^[ \t]+|[ \t]+$/g, '').replaceAll(/[ \t]+/g, ' ')}`,
    ),
    '',
    signed.join(';'),
    headers.get('x-amz-content-sha256'),
  ].join('\n')
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split(/=(.*)/s).slice(0, 2))
    .map(([name = '', value = '']) => [escape(unescape(name)), escape(unescape(value))] as const)
  const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
  return pairs
    .toSorted((a, b) => order(a[0], b[0]) || order(a[1], b[1]))
    .map((pair) => pair.join('='))
    .join('&')
}

function readHeaders(rawHeaders: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at < rawHeaders.length; at += 2) headers.set(rawHeaders[at]!.toLowerCase(), rawHeaders[at + 1]!)
  return headers
}

const UNRESERVED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'

const escape = (bytes: string): string =>
  bytes.replaceAll(/[^]/g, (byte) =>
    UNRESERVED.includes(byte) ? byte : `%${Buffer.from(byte, 'latin1').toString('hex').toUpperCase()}`,
  )

const unescape = (text: string): string =>
  text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'))
