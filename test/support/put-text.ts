import { createHash } from 'node:crypto'
import type { EmbeddedObjectStore } from '../../emulator/object-store/embedded-object-store.ts'
import { hashBody } from '../../emulator/object-store/hash-body.ts'
import type { Attributes, StoredObject } from '../../emulator/object-store/stored-object.ts'
import type { NewBody } from '../../emulator/object-store/write-body.ts'

export const ATTRIBUTES: Attributes = {
  headers: { 'content-type': 'text/plain' },
  metadata: {},
  storageClass: 'STANDARD',
  encryption: { algorithm: 'AES256' },
}

async function* chunksOf(...bytes: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of bytes) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}

/** A body of these pieces, with a checksum of the default kind. */
export const bodyOf = (...pieces: (string | Uint8Array)[]): NewBody => ({
  chunks: chunksOf(...pieces),
  seal: async () => (await hashBody(chunksOf(...pieces), 'CRC64NVME')).checksum,
})

export const putText = async (
  store: EmbeddedObjectStore,
  bucket: string,
  key: string,
  text: string,
): Promise<StoredObject> => await store.objects.put(bucket, key, bodyOf(text), { attributes: ATTRIBUTES })

export const md5Of = (bytes: string | Uint8Array): string => createHash('md5').update(bytes).digest('hex')
