import { dirname, join } from 'node:path'
import { callerOf } from '../auth/credential-scope.ts'
import { EmbeddedObjectStore } from '../object-store/embedded-object-store.ts'
import { SpareRoom } from '../object-store/spare-room.ts'
import { lazily } from '../lazily.ts'
import type { Log } from '../log.ts'
import type { S3Backend, S3Surroundings } from './s3-backend.ts'

/** Objects in the data folder, and an S3 API of our own over them. */
export async function openEmbedded(surroundings: S3Surroundings): Promise<S3Backend> {
  const { database, objectsPath, durable, now, defaults, log } = surroundings
  const spareRoom = new SpareRoom(join(dirname(objectsPath), 'spare-room'))
  const store = new EmbeddedObjectStore({ database, folder: objectsPath, durable, now, spareRoom })
  const api = lazily('the S3 API', log, async () => {
    const { createS3Api } = await import('../s3-api/index.ts')
    return createS3Api({ store, context: (request) => callerOf(request, defaults), log })
  })
  return {
    objects: store,
    face: api.handle,
    letsPageIn: async (request, url) => {
      const { letsPageInto } = await import('../s3-api/page-access.ts')
      return letsPageInto(store, url, request)
    },
    makeBuckets: async (names) => {
      for (const name of names) if (!store.buckets.find(name)) store.buckets.create({ name, ...defaults })
    },
    tidy: async () => await tidy(store, log),
    reset: () => store.reset(),
    usage: () => store.buckets.usage(),
    direct: undefined,
    close: async () => {
      await api.close()
      await store.close()
    },
  }
}

async function tidy({ strayFiles }: EmbeddedObjectStore, log: Log): Promise<void> {
  try {
    const { files, bytes } = await strayFiles.sweepLeftovers()
    if (files > 0)
      log.info(`removed ${files} files that no object has (${bytes} bytes): an Outcrop that was killed left them`)
  } catch (error) {
    log.error('files that an Outcrop left that was killed could not be removed; the next start tries again', error)
  }
}
