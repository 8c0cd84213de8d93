import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import { toAnswerIds, toIdHeaders, type AnswerIds } from './answer-ids.ts'
import { NotModified, type S3Error } from './errors.ts'
import { toErrorXml } from './error-xml.ts'
import type { S3Answer } from './operation.ts'
import { sendBody } from './send-body.ts'

const XML = 'application/xml'

function stamp(request: FastifyRequest, reply: FastifyReply): AnswerIds {
  const ids = toAnswerIds(request.id)
  reply.headers(toIdHeaders(ids))
  return ids
}

/** Where an answer goes, and where it is told that it broke off on its way. */
export interface Destination {
  request: FastifyRequest
  reply: FastifyReply
  log: Pick<Log, 'error'>
}

export async function sendAnswer(
  { status, headers, body }: S3Answer,
  { request, reply, log }: Destination,
): Promise<FastifyReply> {
  stamp(request, reply)
  if (typeof body === 'string') reply.header('content-type', XML)
  const { 'Content-Disposition': disposition, ...others } = headers
  // Node writes this header in another encoding when it comes behind the Content-Length.
  if (disposition !== undefined) reply.header('Content-Disposition', disposition)
  reply.status(status).headers(others)
  if (body === undefined) return reply.send()
  // Of a text Fastify would say the encoding too, where it is JSON.
  if (typeof body === 'string') return reply.send(Buffer.from(body))
  const { id: requestId } = request
  await sendBody(body, reply, (error) => log.error('the body of an object broke off', error, { requestId }))
  return reply
}

/** AWS: errors of HEAD requests have no body, and neither has 304. */
export function sendError(error: S3Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const ids = stamp(request, reply)
  // What is left of the request's body has to be read, or the client never gets to reading the answer.
  request.raw.resume()
  reply.status(error.status)
  if (error instanceof NotModified) return reply.headers(error.headers).send()
  reply.header('content-type', XML)
  return request.method === 'HEAD' ? reply.send() : reply.send(toErrorXml(error, ids))
}
