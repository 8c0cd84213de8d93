import type { S3Client } from '@aws-sdk/client-s3'
import { S3ObjectStore } from '../object-store/s3-object-store.ts'
import { createForwardingFace } from '../s3-forward/index.ts'
import { checkReachable } from './check-reachable.ts'
import { makeBuckets } from './make-buckets.ts'
import type { RemoteS3, S3Backend, S3Surroundings } from './s3-backend.ts'
import { createS3Client } from './s3-client.ts'

type OpenRemote = Omit<S3Backend, 'reset' | 'usage' | 'direct'> & { client: S3Client }
type Surroundings = Pick<S3Surroundings, 'log' | 'signal' | 'progress'>

/** Any S3 with the credentials that the SDK finds: those of the environment first. They and all objects are the user's own. */
export async function openByUrl(endpoint: URL, region: string, surroundings: Surroundings): Promise<S3Backend> {
  const client = createS3Client({ endpoint, region })
  const remote = { endpoint, region, credentials: async () => await client.config.credentials() }
  const backend: Omit<S3Backend, 'reset' | 'usage' | 'direct'> = await openWith(client, remote, surroundings)
  const direct = { endpoint: endpoint.origin, console: undefined, credentials: undefined, container: undefined }
  return { ...backend, reset: undefined, usage: undefined, direct }
}

/** An S3 that was started for us: jobs use its client, clients its face. */
export async function openRemote(remote: RemoteS3, surroundings: Surroundings): Promise<OpenRemote> {
  return await openWith(createS3Client(remote), remote, surroundings)
}

async function openWith(client: S3Client, remote: RemoteS3, surroundings: Surroundings): Promise<OpenRemote> {
  const { log, signal, progress } = surroundings
  try {
    progress?.(`waiting for the S3 at ${remote.endpoint.origin}`)
    await checkReachable(client, remote, signal)
  } catch (error) {
    client.destroy()
    throw error
  } finally {
    progress?.(undefined)
  }
  const face = createForwardingFace(remote, { log })
  return {
    client,
    objects: new S3ObjectStore(client, { log }),
    face: (request, response) => face.handle(request, response),
    letsPageIn: undefined,
    tidy: undefined,
    makeBuckets: async (names) => await makeBuckets(client, names, remote.region),
    close: async () => {
      await face.close()
      client.destroy()
    },
  }
}
