import type { Bucket, Encryption } from './stored-object.ts'

/** Under which name a bucket keeps it. */
export const ENCRYPTION_SETTING = 'encryption'

/** As S3's documents have it. */
interface EncryptionDocument {
  Rules?: {
    ApplyServerSideEncryptionByDefault?: { SSEAlgorithm?: string; KMSMasterKeyID?: string }
    BucketKeyEnabled?: boolean
  }[]
}

/** How an object is encrypted for which nobody says it: as its bucket was told, else with keys of S3. */
export function defaultEncryptionOf(bucket: Bucket, document: string | undefined): Encryption {
  const [rule] = document === undefined ? [] : ((JSON.parse(document) as EncryptionDocument).Rules ?? [])
  const { SSEAlgorithm: algorithm = 'AES256', KMSMasterKeyID: key } = rule?.ApplyServerSideEncryptionByDefault ?? {}
  if (algorithm === 'AES256') return { algorithm }
  const isByBucket = rule?.BucketKeyEnabled ? { bucketKeyEnabled: true } : {}
  return { algorithm, kmsKeyId: key ?? keyOfAccount(bucket), ...isByBucket }
}

/** AWS shows the id of the account's own key, where we show its alias. */
export const keyOfAccount = ({ region, account }: Pick<Bucket, 'region' | 'account'>): string =>
  `arn:aws:kms:${region}:${account}:alias/aws/s3`
