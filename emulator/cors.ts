import type { IncomingMessage, ServerResponse } from 'node:http'
import { newRequestId, toAnswerIds, toIdHeaders } from './s3-api/answer-ids.ts'
import type { TrustedNames } from './trusted-names.ts'

const METHODS = 'GET, PUT, POST, DELETE, HEAD'
const DEPENDS_ON = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method'

/**
 * Lets the browser show an answer of S3 to a page of a trusted origin: every header of it, and no cookies. A preflight is
 * answered here, in front of signatures, which browsers do not put on it; returns whether it was one.
 */
export function shareWithPage(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  response: ServerResponse,
  { origins }: TrustedNames,
): boolean {
  const { origin } = request.headers
  if (origin === undefined || !origins.includes(origin)) return false
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('vary', DEPENDS_ON)
  if (!isPreflight(request)) {
    response.setHeader('access-control-expose-headers', '*')
    return false
  }
  response.setHeader('access-control-allow-methods', METHODS)
  const wanted = request.headers['access-control-request-headers']
  if (wanted !== undefined) response.setHeader('access-control-allow-headers', wanted)
  response.writeHead(200, { ...toIdHeaders(toAnswerIds(newRequestId())), 'content-length': '0' }).end()
  return true
}

const isPreflight = ({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
