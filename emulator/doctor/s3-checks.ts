import type { Config } from '../config.ts'
import { createS3Client } from '../s3-backend/s3-client.ts'
import { ask } from './ask.ts'
import { checkBucket } from './bucket.ts'
import { checkClockSkew } from './clock-skew.ts'
import { checkCredentials } from './credentials.ts'
import { notChecked, once, type Check, type Finding } from './finding.ts'
import { checkEndpoint, probeS3 } from './s3-endpoint.ts'

export interface RemoteOptions {
  config: Pick<Config, 's3' | 'region' | 'buckets'>
  /** Where Outcrop itself listens. */
  own: URL
  isWritten: boolean
  now: () => number
}

/** What is looked at of an S3 that is given by its URL. Each check builds on those before it. */
export function remoteChecks({ config, own, isWritten, now }: RemoteOptions): Check[] {
  const endpoint = new URL(config.s3)
  // It never tries again: what is wrong is said at once.
  const client = createS3Client({ endpoint, region: config.region }, { maxAttempts: 1 })
  const probe = once((signal) => probeS3(endpoint, { ask, now }, signal))
  const lookAtEndpoint = once(async (signal) => checkEndpoint(endpoint, own, await probe(signal)))
  const lookAtCredentials = after(lookAtEndpoint, 'no S3 answers', (signal) => checkCredentials(client, signal))
  const { region } = config
  const lookAtBucket = (bucket: string) =>
    after(lookAtCredentials, 'there are no good credentials', (signal) =>
      checkBucket(client, { bucket, region, isWritten }, signal),
    )
  return [
    { name: 's3', look: lookAtEndpoint },
    { name: 'credentials', look: lookAtCredentials },
    ...(config.buckets.length === 0
      ? [{ name: 'buckets', look: async () => notChecked('none is named; --buckets NAMES looks at some') }]
      : config.buckets.map((bucket) => ({ name: 'bucket', look: lookAtBucket(bucket) }))),
    { name: 'clock', look: async (signal) => checkClockSkew(await probe(signal)) },
  ]
}

/** Nothing is tried that cannot work. */
const after = (
  before: (signal: AbortSignal) => Promise<Finding>,
  otherwise: string,
  look: (signal: AbortSignal) => Promise<Finding>,
): ((signal: AbortSignal) => Promise<Finding>) =>
  once(async (signal) => {
    const { status } = await before(signal)
    return status === 'ok' || status === 'warning' ? await look(signal) : notChecked(otherwise)
  })
