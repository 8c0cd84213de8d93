import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { hoistedHeaders } from './hoisted-headers.ts'
import { parseQuery, parseTarget, type Target } from './target.ts'

/** A request as operations see it. */
export interface S3Request extends Target {
  method: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  stream: IncomingMessage
}

/** Throws `InvalidURI`, `KeyTooLongError`, `InvalidArgument`. */
export function toS3Request(stream: IncomingMessage): S3Request {
  const { method = '', url = '/' } = stream
  const query = parseQuery(url)
  const headers = { ...hoistedHeaders(query), ...headersOf(stream) }
  return { ...parseTarget(url), method, query, headers, stream }
}

/** The Content-Type as it came: it is taken out of the headers in front of Fastify, which would refuse what S3 stores. */
function headersOf({ headers, rawHeaders }: IncomingMessage): IncomingHttpHeaders {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')
  return at < 0 ? headers : { ...headers, 'content-type': rawHeaders[at + 1] }
}
