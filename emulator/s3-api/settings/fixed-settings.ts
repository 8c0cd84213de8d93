import * as s3 from '@aws-sdk/client-s3'
import type { StaticOperationSchema } from '@smithy/types'
import { S3_NAMESPACE } from '../../wire/rest-xml.ts'
import { toOperation } from '../../wire/schema.ts'
import { XML_DECLARATION } from '../../wire/write-xml.ts'
import * as errors from '../errors.ts'
import type { S3Error } from '../errors.ts'
import { operation, type OperationOptions, type S3Operation } from '../operation.ts'

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

/** Lets pass what asks for what is there anyway, and refuses what would make the bucket another one. */
const stays = <Input extends object>(
  schema: StaticOperationSchema,
  why: string,
  isThereAnyway: (input: Input) => boolean = () => false,
): S3Operation =>
  operation<Input, object>(schema, (input, { store, request }) => {
    store.buckets.get(request.bucket)
    if (!isThereAnyway(input)) throw errors.settingNotImplemented(toOperation(schema).name, why)
    return {}
  })

const isEmpty = (document: object | undefined): boolean => document !== undefined && Object.keys(document).length === 0

// AWS: the root is called otherwise than the schema says.
const NO_NOTIFICATIONS = `${XML_DECLARATION}<NotificationConfiguration${S3_NAMESPACE}></NotificationConfiguration>`

const questions: S3Operation[] = [
  has(s3.GetBucketVersioning$, {}),
  has(s3.GetBucketRequestPayment$, { Payer: 'BucketOwner' }),
  has(s3.GetBucketNotificationConfiguration$, {}, { writeBody: () => NO_NOTIFICATIONS }),
  has(s3.GetBucketLogging$, {}),
  has(s3.GetBucketAccelerateConfiguration$, {}),
  has(s3.ListBucketAnalyticsConfigurations$, { IsTruncated: false }),
  has(s3.ListBucketIntelligentTieringConfigurations$, { IsTruncated: false }),
  has(s3.ListBucketInventoryConfigurations$, { IsTruncated: false }),
  has(s3.ListBucketMetricsConfigurations$, { IsTruncated: false }),
  hasNo(s3.GetBucketWebsite$, errors.noSuchWebsiteConfiguration),
  hasNo(s3.GetBucketReplication$, errors.noSuchReplicationConfiguration),
  hasNo(s3.GetObjectLockConfiguration$, errors.noSuchLockConfiguration),
  hasNoLock(s3.GetObjectRetention$),
  hasNoLock(s3.GetObjectLegalHold$),
]

const orders: S3Operation[] = [
  stays(s3.PutBucketVersioning$, 'an object has one version'),
  stays(s3.PutObjectLockConfiguration$, 'an object has one version, which can be overwritten'),
  stays(s3.PutBucketReplication$, 'nothing copies objects by itself'),
  stays(s3.PutBucketWebsite$, 'it serves no web sites'),
  stays<s3.PutBucketNotificationConfigurationRequest>(
    s3.PutBucketNotificationConfiguration$,
    'it sends no events',
    ({ NotificationConfiguration: configuration }) => isEmpty(configuration),
  ),
  stays<s3.PutBucketLoggingRequest>(
    s3.PutBucketLogging$,
    'it writes no logs of requests into buckets',
    ({ BucketLoggingStatus: status }) => isEmpty(status),
  ),
  stays<s3.PutBucketAccelerateConfigurationRequest>(
    s3.PutBucketAccelerateConfiguration$,
    'it has one endpoint',
    ({ AccelerateConfiguration: configuration }) => configuration?.Status === 'Suspended',
  ),
  stays<s3.PutBucketRequestPaymentRequest>(
    s3.PutBucketRequestPayment$,
    'nobody pays',
    ({ RequestPaymentConfiguration: configuration }) => configuration?.Payer === 'BucketOwner',
  ),
  // What is not there is gone.
  stays(s3.DeleteBucketWebsite$, '', () => true),
  stays(s3.DeleteBucketReplication$, '', () => true),
]

/** Settings that no bucket here has otherwise than a new one on AWS. */
export const fixedSettings: S3Operation[] = [...questions, ...orders]
