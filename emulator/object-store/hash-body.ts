import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import { RunningDigests, type Digests } from '../wire/digests.ts'
import { quote, type Checksum } from './stored-object.ts'

export interface BodyHashes {
  etag: string
  checksum: Checksum
}

/** What an object is known by that is put in one piece. */
export async function hashBody(chunks: AsyncIterable<Uint8Array>, algorithm: ChecksumAlgorithm): Promise<BodyHashes> {
  const running = new RunningDigests(['MD5', algorithm])
  for await (const chunk of chunks) running.update(chunk)
  const digests = await running.digest()
  return { etag: quote(digests.get('MD5')!), checksum: toFullChecksum(algorithm, digests) }
}

/** Of digests in which it is. */
export const toFullChecksum = (algorithm: ChecksumAlgorithm, digests: Digests): Checksum => ({
  algorithm,
  type: 'FULL_OBJECT',
  value: Buffer.from(digests.get(algorithm)!).toString('base64'),
})
