import * as s3 from '@aws-sdk/client-s3'
import type { StaticOperationSchema } from '@smithy/types'
import { S3_NAMESPACE } from '../wire/rest-xml.ts'
import { XML_DECLARATION } from '../wire/write-xml.ts'
import * as errors from './errors.ts'
import type { S3Error } from './errors.ts'
import { operation, type OperationOptions, type S3Operation } from './operation.ts'

/** Tools that look at a bucket ask for what nobody can change here: it is what a new bucket on AWS has. */
const has = <Output extends object>(
  schema: StaticOperationSchema,
  output: Output,
  options?: OperationOptions<Output>,
): S3Operation =>
  operation<object, Output>(
    schema,
    (_input, { store, request }) => {
      store.buckets.get(request.bucket)
      return output
    },
    options,
  )

/** What a new bucket has not. */
const hasNo = (schema: StaticOperationSchema, error: (bucket: string) => S3Error): S3Operation =>
  operation<object, object>(schema, (_input, { store, request }) => {
    throw error(store.buckets.get(request.bucket).name)
  })

/** What an object has not in a bucket without Object Lock. */
const hasNoLock = (schema: StaticOperationSchema): S3Operation =>
  operation<object, object>(schema, (_input, { store, request }) => {
    store.objects.get(request.bucket, request.key)
    throw errors.noObjectLock()
  })

const ENCRYPTION: s3.GetBucketEncryptionOutput = {
  ServerSideEncryptionConfiguration: {
    Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
  },
}

const PUBLIC_ACCESS: s3.GetPublicAccessBlockOutput = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
}

// AWS: the root is called otherwise than the schema says.
const NO_NOTIFICATIONS = `${XML_DECLARATION}<NotificationConfiguration${S3_NAMESPACE}></NotificationConfiguration>`

/** Questions with the same answer for every bucket. */
export const bucketSettings: S3Operation[] = [
  has(s3.GetBucketVersioning$, {}),
  has(s3.GetBucketEncryption$, ENCRYPTION),
  has(s3.GetPublicAccessBlock$, PUBLIC_ACCESS),
  has(s3.GetBucketOwnershipControls$, { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }),
  has(s3.GetBucketRequestPayment$, { Payer: 'BucketOwner' }),
  has(s3.GetBucketNotificationConfiguration$, {}, { writeBody: () => NO_NOTIFICATIONS }),
  has(s3.GetBucketLogging$, {}),
  has(s3.GetBucketAccelerateConfiguration$, {}),
  hasNo(s3.GetBucketPolicy$, errors.noSuchBucketPolicy),
  hasNo(s3.GetBucketPolicyStatus$, errors.noSuchBucketPolicy),
  hasNo(s3.GetBucketCors$, errors.noSuchCorsConfiguration),
  hasNo(s3.GetBucketTagging$, errors.noSuchTagSet),
  hasNo(s3.GetBucketLifecycleConfiguration$, errors.noSuchLifecycleConfiguration),
  hasNo(s3.GetBucketWebsite$, errors.noSuchWebsiteConfiguration),
  hasNo(s3.GetBucketReplication$, errors.noSuchReplicationConfiguration),
  hasNo(s3.GetObjectLockConfiguration$, errors.noSuchLockConfiguration),
  hasNoLock(s3.GetObjectRetention$),
  hasNoLock(s3.GetObjectLegalHold$),
]
