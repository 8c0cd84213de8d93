import type { Config } from '../config.ts'
import { CLIENT_CREDENTIALS } from '../credential.ts'
import { openEmbedded } from './embedded.ts'
import type { S3Backend, S3Surroundings } from './s3-backend.ts'

export type { DirectAccess, S3Backend, S3Surroundings } from './s3-backend.ts'

/** Starts, or reaches, the S3 that was asked for. Rejects with a ConfigError where it cannot be had. */
export async function openS3(config: Config, surroundings: S3Surroundings): Promise<S3Backend> {
  if (config.s3 === 'embedded') return await openEmbedded(surroundings)
  // A plain start does not load what it does not need.
  if (config.s3 === 'minio') {
    const { openMinio } = await import('./minio.ts')
    return await openMinio({ image: config.s3Image!, region: config.region, isKept: config.s3Reuse }, surroundings)
  }
  const { openByUrl } = await import('./remote.ts')
  if (!LOOPBACK.test(config.host) && !knowsWhoAsks(config))
    surroundings.log.warn(
      `it listens on ${config.host}, and whoever reaches that can use ${config.s3} with the credentials of this start`,
    )
  return await openByUrl(new URL(config.s3), config.region, surroundings)
}

/** Whether requests need a secret; the one that everybody has unless told otherwise is none. */
const knowsWhoAsks = ({ auth, credentials }: Config): boolean =>
  auth === 'verify' &&
  credentials.every(({ secretAccessKey }) => secretAccessKey !== CLIENT_CREDENTIALS.secretAccessKey)

const LOOPBACK = /^(?:localhost$|127\.|::1$)/
