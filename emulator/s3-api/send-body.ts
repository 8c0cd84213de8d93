import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { BodyReader } from '../object-store/body-reader.ts'

/**
 * Sends the body of an object behind the headers of the reply, and closes it. Rejects while an answer can still be another
 * one; later `brokenOff` is told, and the client sees that its connection is cut.
 */
export async function sendBody(
  body: BodyReader,
  reply: FastifyReply,
  brokenOff: (error: unknown) => void,
): Promise<void> {
  const { raw: response } = reply
  try {
    const first = await body.next()
    // A stream would keep pieces for longer than they are good.
    reply.hijack()
    response.writeHead(reply.statusCode, reply.getHeaders() as OutgoingHttpHeaders)
    for (let piece = first; piece !== undefined; piece = await body.next())
      if (!(await write(response, piece, body.isAtEnd))) return
    if (!response.writableEnded) response.end()
  } catch (error) {
    if (!response.headersSent) throw error
    brokenOff(error)
    response.destroy()
  } finally {
    await body.close()
  }
}

/** Resolves when the bytes are with the operating system, or to `false` when the client is gone and nobody reads them. */
async function write(response: ServerResponse, bytes: Uint8Array, isLast: boolean): Promise<boolean> {
  const { socket } = response.req
  if (socket.closed) return false
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const gone = (): void => resolve(false)
  // A response that waits behind others of its connection is not told when that is cut; there may be any number of them.
  socket.setMaxListeners(0).once('close', gone)
  if (isLast) response.end(bytes, () => resolve(true))
  else response.write(bytes, (error) => resolve(!error))
  const isThrough = await promise
  socket.off('close', gone)
  return isThrough
}
