import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import type { Api } from './api-shapes.ts'
import { formDocument, jsonDocument, xmlDocument } from './documents.ts'
import { framed, withoutBody, type Framed } from './framings.ts'
import { authorization, header, neededHeaders, scopeOf, SIGNED } from './headers.ts'
import type { Route } from './routes.ts'
import { rarely } from './texts.ts'
import { TARGETS, urlOf } from './urls.ts'

/** A request as it is sent. fast-check prints it so when it is not answered as it should be. */
export class HostileRequest {
  /** Which API must answer; `undefined` where the request may have come to be for another one. */
  readonly api: Api | undefined
  readonly method: string
  readonly bytes: Buffer
  readonly isWhole: boolean

  constructor(parts: Pick<HostileRequest, 'api' | 'method' | 'bytes' | 'isWhole'>) {
    this.api = parts.api
    this.method = parts.method
    this.bytes = parts.bytes
    this.isWhole = parts.isWhole
  }

  /** As a literal that can be pasted into a test. */
  [fc.toStringMethod](): string {
    const { api, isWhole, bytes } = this
    return `${api}, ${isWhole ? 'whole' : 'not whole'}: Buffer.from(${JSON.stringify(bytes.toString('latin1'))}, 'latin1')`
  }
}

const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'POST',
  'DELETE',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'get',
  'G\0T',
  'GET\t',
]

const document = ({ api, parameters, body }: Route): fc.Arbitrary<Buffer> => {
  const own = api === 's3' ? xmlDocument(body) : api === 'identity' ? formDocument(parameters) : jsonDocument(body)
  const text = own.map((content) => Buffer.from(content))
  return fc.oneof(
    { weight: 5, arbitrary: text },
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  )
}

const bodyOf = (route: Route): fc.Arbitrary<Framed> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(withoutBody) }, { weight: 5, arbitrary: document(route).chain(framed) })

const VERSIONS = ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.1 ', 'http/1.1', '']
const ENDS = ['\n', '\r', '\r\n\t', '\r\n \r\n']

/** Requests of a route, of which most things are right and any may be wrong. */
const hostileRequest = (route: Route): fc.Arbitrary<HostileRequest> =>
  fc
    .record({
      method: rarely(fc.constantFrom(...METHODS), route.method, 6),
      url: urlOf(route),
      target: rarely(fc.constantFrom(...TARGETS), (url: string) => url, 8),
      version: rarely(fc.constantFrom(...VERSIONS), 'HTTP/1.1', 15),
      lineEnd: rarely(fc.constantFrom(...ENDS), '\r\n', 30),
      host: rarely(fc.constantFrom('evil.example', '', 'fuzz-bucket.localhost', 'a b'), 'localhost', 15),
      authorization: authorization(route),
      signed: fc.constantFrom(SIGNED, SIGNED, SIGNED, []),
      needed: neededHeaders(route),
      headers: fc.array(header(route), { maxLength: 3 }),
      hasDigest: fc.boolean(),
      framed: bodyOf(route),
    })
    .map((parts) => toRequest(route, parts))

interface Parts {
  method: string
  url: string
  target: (url: string) => string
  version: string
  lineEnd: string
  host: string
  authorization: string | undefined
  signed: [string, string][]
  needed: readonly [string, string][]
  headers: [string, string][]
  hasDigest: boolean
  framed: Framed
}

function toRequest(route: Route, parts: Parts): HostileRequest {
  const { method, url, target, version, lineEnd, host, authorization: proof, signed, headers, framed: body } = parts
  const all: [string, string][] = [['Host', host], ...parts.needed, ...headers, ...body.headers]
  if (parts.hasDigest) all.push(['Content-MD5', createHash('md5').update(body.bytes).digest('base64')])
  if (proof !== undefined) all.push(['Authorization', proof], ...signed)
  const line = `${method} ${target(url)}${version === '' ? '' : ` ${version}`}`
  const head = [line, ...all.map(([name, value]) => `${name}: ${value}`)].join(lineEnd) + lineEnd + lineEnd
  const bytes = Buffer.concat([Buffer.from(head, 'latin1'), body.bytes])
  return new HostileRequest({ api: apiOf(route, parts), method, bytes, isWhole: isWhole(parts) })
}

/** What else than the path may lead to another API. */
const LEADING = /^(?:host|authorization|accept|x-amz-security-token|x-portkey-api-key)$/i

function apiOf({ api, service }: Route, { url, target, host, authorization: proof, headers }: Parts): Api | undefined {
  const isSigned = service === undefined ? proof === undefined : proof === scopeOf(service)
  const isLedAway = headers.some(([name]) => LEADING.test(name.trim())) || /AWSAccessKeyId|Credential/.test(url)
  // A blank or a sharp ends the URL early.
  return isSigned && host === 'localhost' && target(url) === url && !isLedAway && !/[^\x21-\x7e]/.test(url)
    ? api
    : undefined
}

const FRAMING = /^(?:content-length|transfer-encoding|upgrade|connection|expect)$/i

/** Only what certainly is a request must be answered as one. */
const isWhole = ({ framed: { isWhole: isFramed }, lineEnd, version, headers }: Parts): boolean =>
  isFramed && lineEnd === '\r\n' && version === 'HTTP/1.1' && !headers.some(([name]) => FRAMING.test(name.trim()))

/** Requests of all routes; most of them of what is built. */
export const hostileRequests = (routes: Route[]): fc.Arbitrary<HostileRequest> =>
  fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...routes.filter(({ isBuilt }) => isBuilt)) },
      { weight: 1, arbitrary: fc.constantFrom(...routes.filter(({ isBuilt }) => !isBuilt)) },
    )
    .chain(hostileRequest)
