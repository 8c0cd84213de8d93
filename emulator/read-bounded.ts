import type { IncomingMessage } from 'node:http'

/** The whole of a body; `undefined` where it is larger than `limit` bytes. Rejects where the client breaks off. */
export async function readBounded(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  // The stream is not destroyed when there is too much of it: its socket carries the answer.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length
    if (size > limit) return undefined
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}
