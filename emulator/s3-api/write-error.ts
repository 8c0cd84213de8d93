import type { IncomingMessage, ServerResponse } from 'node:http'
import { newRequestId, toAnswerIds, toIdHeaders } from './answer-ids.ts'
import { toErrorXml } from './error-xml.ts'
import type { S3Error } from './errors.ts'

/** For errors that no operation met; returns the id that the client gets. */
export function writeError(error: S3Error, { method }: IncomingMessage, response: ServerResponse): string {
  const ids = toAnswerIds(newRequestId())
  const xml = toErrorXml(error, ids)
  response.writeHead(error.status, {
    ...toIdHeaders(ids),
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(xml),
  })
  // AWS: errors of HEAD requests have no body.
  response.end(method === 'HEAD' ? undefined : xml)
  return ids.requestId
}
