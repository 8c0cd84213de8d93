import type { WrittenBody } from './body-writer.ts'
import type { ObjectBodies } from './object-bodies.ts'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import type { Checksum, StoredObject } from './stored-object.ts'

/** Decides whether what is there may be replaced or deleted; throws to refuse. Asked first and again when it happens. */
export type Allow = (current: StoredObject | undefined) => void

/** A body that a client sends. */
export interface NewBody {
  /** Each need be good only until the next is asked for. */
  chunks: AsyncIterable<Uint8Array>
  /** What to make of the bytes for `seal`, besides their MD5. */
  checksums?: Iterable<ChecksumAlgorithm>
  /** Called once all is written and before anybody can see it; throws to refuse it. */
  seal: (written: Pick<WrittenBody, 'size' | 'digests'>) => Promise<Checksum>
}

/** Writes a body to its file and hands it on. Whatever fails, also in `adopt`, no file stays behind. */
export async function writeBody<T>(
  bodies: ObjectBodies,
  { chunks, checksums, seal }: NewBody,
  adopt: (written: WrittenBody, checksum: Checksum) => Promise<T>,
): Promise<T> {
  const writer = bodies.begin(checksums)
  try {
    for await (const chunk of chunks) await writer.write(chunk)
    const written = await writer.finish()
    return await adopt(written, await seal(written))
  } catch (error) {
    await writer.discard()
    throw error
  }
}
