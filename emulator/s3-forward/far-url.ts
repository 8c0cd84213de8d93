import { isUtf8 } from 'node:buffer'
import { invalidArgument, invalidUri } from '../s3-api/errors.ts'
import { isHoisted, isHoistedChecksum, isOfSignature } from '../s3-api/hoisted-headers.ts'

/** A URL as the far end gets it. In `query` and `hoisted`, each character stands for a byte, as in Node's headers. */
export interface FarUrl {
  path: string
  query: [name: string, value: string | undefined][]
  /** Headers that a presigned URL carries in its query; names in lower case. */
  hoisted: Map<string, string>
}

const V2_SIGNATURE = new Set(['AWSAccessKeyId', 'Signature', 'Expires'])
/** The SDK's signer keeps parameters in an object; to S3 this name means nothing. */
const LOST_BY_SIGNER = '__proto__'
const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/

/**
 * The same path and query, but without the client's signature, and percent-encoded as they are signed: whether the far end
 * verifies what came or what it makes of it, it finds the same. Throws `InvalidURI`.
 */
export function toFarUrl(url: string): FarUrl {
  if (!url.startsWith('/')) throw invalidUri(url)
  const mark = url.indexOf('?')
  const path = encode(decode(mark < 0 ? url : url.slice(0, mark), url)).replaceAll('%2F', '/')
  const parameters = mark < 0 ? [] : parseQuery(url.slice(mark + 1), url)
  const isV2 = parameters.some(([name]) => name === 'AWSAccessKeyId')
  const far: FarUrl = { path, query: [], hoisted: new Map() }
  for (const [name, value] of parameters) {
    const lowerName = name.toLowerCase()
    if (isLeftOut(lowerName) || (isV2 && V2_SIGNATURE.has(name)) || name === LOST_BY_SIGNER) continue
    if (isHoisted(lowerName)) far.hoisted.set(lowerName, toHeaderValue(lowerName, value))
    else far.query.push([name, value])
  }
  return far
}

/** As a header, a checksum that a signer put into the query would be held against the body that it has never seen. */
const isLeftOut = (name: string): boolean => isOfSignature(name) || isHoistedChecksum(name)

/** The path with its query, as it is sent. */
export function toRequestTarget({ path, query }: FarUrl): string {
  const text = query.map(([name, value]) => encode(name) + (value === undefined ? '' : `=${encode(value)}`)).join('&')
  return text === '' ? path : `${path}?${text}`
}

function parseQuery(text: string, url: string): FarUrl['query'] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const sign = pair.indexOf('=')
      const read = (part: string): string => decode(part.replaceAll('+', ' '), url)
      return sign < 0 ? [read(pair), undefined] : [read(pair.slice(0, sign)), read(pair.slice(sign + 1))]
    })
    .map(([name, value]): FarUrl['query'][number] => {
      // What is signed is a text: S3 has no names, keys or prefixes that are not UTF-8.
      if (!isUtf8(Buffer.from(`${name}${value ?? ''}`, 'latin1'))) throw invalidUri(url)
      return [name!, value]
    })
}

/** A line end here would let whoever made the URL write headers of their own. */
function toHeaderValue(name: string, value = ''): string {
  if (NOT_IN_A_HEADER.test(value)) throw invalidArgument('A header cannot have this value', name, value)
  return value
}

function decode(text: string, url: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) throw invalidUri(url)
  return text.replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const encode = (bytes: string): string =>
  bytes.replaceAll(/[^A-Za-z0-9._~-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
