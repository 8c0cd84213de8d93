import { open, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Segment } from './stored-object.ts'

const READ_BYTES = 256 * 1024

/** What of a file is wanted. */
interface Piece {
  name: string
  start: number
  /** Excluded. */
  end: number
}

/** The bytes from `start` to `end` (excluded) of files in a row. Resolves when the first file is open. */
export async function readSegments(
  segments: Segment[],
  { start, end, pathOf }: { start: number; end: number; pathOf: (name: string) => string },
): Promise<Readable> {
  const [first, ...rest] = piecesOf(segments, start, end)
  if (!first) return Readable.from([])
  const file = await open(pathOf(first.name))
  const chunks = async function* (): AsyncGenerator<Buffer> {
    yield* readPiece(file, first)
    for (const piece of rest) {
      const next = await open(pathOf(piece.name))
      try {
        yield* readPiece(next, piece)
      } finally {
        await next.close()
      }
    }
  }
  // A generator that never began does not come to its end either, so the stream closes what is open already.
  return Readable.from(chunks(), { objectMode: false, highWaterMark: READ_BYTES }).once('close', () => {
    file.close().catch(() => undefined)
  })
}

function piecesOf(segments: Segment[], start: number, end: number): Piece[] {
  const pieces: Piece[] = []
  let offset = 0
  for (const { name, size } of segments) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, size)]
    if (from < to) pieces.push({ name, start: from, end: to })
    offset += size
  }
  return pieces
}

async function* readPiece(file: FileHandle, { start, end }: Piece): AsyncGenerator<Buffer> {
  for (let position = start; position < end;) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, end - position))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
    if (bytesRead === 0) throw new Error('a body is shorter than its object')
    yield buffer.subarray(0, bytesRead)
    position += bytesRead
  }
}
