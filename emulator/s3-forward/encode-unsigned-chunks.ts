import type { Trailers } from '../s3-api/aws-chunked.ts'

/** AWS: a chunk before the last has 8 KB at least. */
const CHUNK_BYTES = 64 * 1024
const CRLF = '\r\n'

/** Puts a body into unsigned chunks, with trailing headers that are known when it has ended. */
export async function* encodeUnsignedChunks(body: AsyncIterable<Buffer>, trailers: Trailers): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    pieces.push(piece)
    size += piece.length
    if (size < CHUNK_BYTES) continue
    yield toChunk(pieces, size)
    pieces = []
    size = 0
  }
  if (size > 0) yield toChunk(pieces, size)
  const lines = [...trailers].map(([name, value]) => `${name}:${value}${CRLF}`).join('')
  yield Buffer.from(`0${CRLF}${lines}${CRLF}`, 'latin1')
}

const toChunk = (pieces: Buffer[], size: number): Buffer =>
  Buffer.concat([Buffer.from(size.toString(16) + CRLF), ...pieces, Buffer.from(CRLF)])
