import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, readOrCode, type Behaviour } from './behaviour.ts'

const UNSET: [subresource: string, outcome: string][] = [
  ['policy', '404 NoSuchBucketPolicy'],
  ['policyStatus', '404 NoSuchBucketPolicy'],
  ['cors', '404 NoSuchCORSConfiguration'],
  ['tagging', '404 NoSuchTagSet'],
  ['lifecycle', '404 NoSuchLifecycleConfiguration'],
  ['website', '404 NoSuchWebsiteConfiguration'],
  ['replication', '404 ReplicationConfigurationNotFoundError'],
  ['object-lock', '404 ObjectLockConfigurationNotFoundError'],
]

/** What stands in the document of a bucket that was never told anything. */
const EMPTY: [subresource: string, root: string][] = [
  ['versioning', 'VersioningConfiguration'],
  ['notification', 'NotificationConfiguration'],
  ['logging', 'BucketLoggingStatus'],
  ['accelerate', 'AccelerateConfiguration'],
]

const SUBRESOURCES = [
  ...UNSET.map(([name]) => name),
  ...EMPTY.map(([name]) => name),
  'encryption',
  'acl',
  'requestPayment',
]

export const settings: Behaviour[] = [
  ...each(
    UNSET.map(([name, outcome]) => [`a new bucket has no ${name}`, name, outcome] as const),
    async (s3, name) => outcomeOf(await s3.send({ method: 'GET', path: `/${await s3.newBucket()}?${name}` })),
  ),
  ...each(
    EMPTY.map(([name, root]) => [`a new bucket has an empty ${name}`, [name, root] as const, ['200', true]] as const),
    async (s3, [name, root]) => {
      const answer = await s3.send({ method: 'GET', path: `/${await s3.newBucket()}?${name}` })
      return [outcomeOf(answer), new RegExp(`<${root}[^>]*>(?:</${root}>)?$`).test(answer.body)]
    },
  ),
  behaviour(
    'versioning of a new bucket is neither on nor off',
    async (s3) => (await s3.client().send(new GetBucketVersioningCommand({ Bucket: await s3.newBucket() }))).Status,
    undefined,
  ),
  behaviour(
    'a new bucket is encrypted with keys of S3',
    async (s3) => {
      const Bucket = await s3.newBucket()
      return await readOrCode(s3.client().send(new GetBucketEncryptionCommand({ Bucket })), (answer) =>
        answer.ServerSideEncryptionConfiguration?.Rules?.map((rule) => rule.ApplyServerSideEncryptionByDefault),
      )
    },
    [{ SSEAlgorithm: 'AES256' }],
  ),
  behaviour(
    'a new bucket blocks the public',
    async (s3) => {
      const Bucket = await s3.newBucket()
      return await readOrCode(
        s3.client().send(new GetPublicAccessBlockCommand({ Bucket })),
        (answer) => answer.PublicAccessBlockConfiguration,
      )
    },
    { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
  ),
  behaviour(
    'the owner of a new bucket owns what is in it',
    async (s3) => {
      const Bucket = await s3.newBucket()
      return await readOrCode(
        s3.client().send(new GetBucketOwnershipControlsCommand({ Bucket })),
        (answer) => answer.OwnershipControls?.Rules,
      )
    },
    [{ ObjectOwnership: 'BucketOwnerEnforced' }],
  ),
  ...each(
    SUBRESOURCES.map((name) => [`a missing bucket has no ${name}`, name, '404 NoSuchBucket'] as const),
    async (s3, name) => outcomeOf(await s3.send({ method: 'GET', path: `/${s3.newName()}?${name}` })),
  ),
]
