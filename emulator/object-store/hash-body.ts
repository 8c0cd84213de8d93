import { createHash } from 'node:crypto'
import { createChecksum, type ChecksumAlgorithm, type RunningChecksum } from '../wire/checksum.ts'
import { quote, type Checksum } from './stored-object.ts'

export interface BodyHashes {
  etag: string
  checksum: Checksum
}

/** What an object is known by that is put in one piece. */
export async function hashBody(chunks: AsyncIterable<Uint8Array>, algorithm: ChecksumAlgorithm): Promise<BodyHashes> {
  const md5 = createHash('md5')
  const running = createChecksum(algorithm)
  for await (const chunk of chunks) {
    md5.update(chunk)
    running.update(chunk)
  }
  return { etag: quote(md5.digest()), checksum: await fullChecksum(algorithm, running) }
}

export const fullChecksum = async (algorithm: ChecksumAlgorithm, running: RunningChecksum): Promise<Checksum> => ({
  algorithm,
  type: 'FULL_OBJECT',
  value: Buffer.from(await running.digest()).toString('base64'),
})
