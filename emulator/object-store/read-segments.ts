import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { errorOfDisk } from './disk-error.ts'
import type { FileRange } from './file-ranges.ts'
import { ObjectStoreError } from './object-store.ts'

const READ_BYTES = 256 * 1024

/** The bytes of files in a row, each opened when it is its turn. Resolves when the first one is open. */
export async function readSegments(
  [first, ...rest]: FileRange[],
  open: (range: FileRange) => Promise<FileHandle>,
): Promise<Readable> {
  if (!first) return Readable.from([])
  const file = await open(first)
  const chunks = async function* (): AsyncGenerator<Buffer> {
    yield* readRange(file, first)
    for (const range of rest) {
      const next = await open(range)
      try {
        yield* readRange(next, range)
      } finally {
        await next.close()
      }
    }
  }
  // A generator that never began does not come to its end either, so the stream closes what is open already.
  return Readable.from(withErrorsOfDisk(chunks()), { objectMode: false, highWaterMark: READ_BYTES }).once(
    'close',
    () => {
      file.close().catch(() => undefined)
    },
  )
}

async function* readRange(file: FileHandle, { start, end }: FileRange): AsyncGenerator<Buffer> {
  for (let position = start; position < end;) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, end - position))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
    if (bytesRead === 0) throw new ObjectStoreError('unavailable', 'a body is shorter than its object')
    yield buffer.subarray(0, bytesRead)
    position += bytesRead
  }
}

async function* withErrorsOfDisk(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } catch (error) {
    throw errorOfDisk(error)
  }
}
