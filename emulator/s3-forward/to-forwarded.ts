import type { IncomingMessage } from 'node:http'
import { chunkSignaturesOf } from '../auth/chunk-signatures.ts'
import { operationNotImplemented } from '../s3-api/errors.ts'
import { isForm } from '../s3-api/post-object/is-form.ts'
import type { ClientBody } from './client-body.ts'
import type { Forwarded } from './far-end.ts'
import { toFarUrl } from './far-url.ts'
import { toFarHeaders } from './headers.ts'
import { recodePayload } from './payload.ts'

/** A client's request as it goes on, but for the signature. Throws where S3 would refuse it, or we cannot forward it. */
export function toForwarded(request: IncomingMessage, body: ClientBody): Forwarded {
  const { method = '', url: clientUrl = '/', rawHeaders } = request
  const url = toFarUrl(clientUrl)
  const headers = toFarHeaders(rawHeaders)
  // Of a browser's form the signature is within, over a policy, and there is no other to put in its place.
  if (isForm({ method, url: clientUrl, contentType: headers.get('content-type') }))
    throw operationNotImplemented('PostObject')
  for (const [name, value] of url.hoisted) if (!headers.has(name)) headers.set(name, value)
  if (request.headers['transfer-encoding'] !== undefined) headers.set('transfer-encoding', 'chunked')
  const recode = recodePayload(headers, chunkSignaturesOf(request))
  if (recode) return { method, url, headers, body: recode(body.read()) }
  return { method, url, headers, body: body.isEmpty ? undefined : body.read() }
}
