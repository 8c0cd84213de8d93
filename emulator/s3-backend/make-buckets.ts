import {
  CreateBucketCommand,
  HeadBucketCommand,
  type BucketLocationConstraint,
  type S3Client,
} from '@aws-sdk/client-s3'
import { ConfigError } from '../config.ts'
import type { SdkError } from '../object-store/s3-refusal.ts'

/** Makes the buckets that are missing. Rejects with a ConfigError that names the one that cannot be made or used. */
export async function makeBuckets(client: S3Client, names: readonly string[], region: string): Promise<void> {
  for (const name of names) {
    try {
      if (!(await isThere(client, name))) await create(client, name, region)
    } catch (error) {
      const { name: code, message, $metadata } = error as SdkError
      const answer = $metadata?.httpStatusCode === undefined ? message : `S3 answers ${code}: ${message}`
      throw new ConfigError(
        `the bucket ${name} cannot be made or used: ${answer}; choose another with --buckets, or give its owner's credentials`,
        { cause: error },
      )
    }
  }
}

async function isThere(client: S3Client, name: string): Promise<boolean> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }))
    return true
  } catch (error) {
    if ((error as SdkError).$metadata?.httpStatusCode === 404) return false
    throw error
  }
}

/** AWS: us-east-1 is where buckets are that say nothing, and may not be said. */
async function create(client: S3Client, name: string, region: string): Promise<void> {
  const place = { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }
  try {
    await client.send(new CreateBucketCommand({ Bucket: name, ...(region === 'us-east-1' ? {} : place) }))
  } catch (error) {
    // Another start has made it meanwhile.
    if ((error as SdkError).name !== 'BucketAlreadyOwnedByYou') throw error
  }
}
