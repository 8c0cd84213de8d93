import {
  CopyObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type CopyObjectCommandInput,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3'
import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const ETAG = '"5d41402abc4b2a76b9719d911017c592"'

async function bucketWith(s3: Subject, Key: string, input: Partial<PutObjectCommandInput> = {}): Promise<string> {
  const Bucket = await s3.newBucket()
  await s3.client().send(new PutObjectCommand({ Bucket, Key, Body: 'hello', ...input }))
  return Bucket
}

const copy = async (s3: Subject, Bucket: string, CopySource: string, input: Partial<CopyObjectCommandInput> = {}) =>
  await s3.client().send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...input }))
const head = async (s3: Subject, Bucket: string, Key = 'copy') =>
  await s3.client().send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))
const textOf = async (s3: Subject, bucket: string, key = 'copy') =>
  (await s3.send({ method: 'GET', path: `/${bucket}/${key}` })).body
/** A copy by a request whose source is written as it is. */
const copyRaw = async (s3: Subject, bucket: string, source: string) =>
  await s3.send({ method: 'PUT', path: `/${bucket}/copy`, headers: { 'x-amz-copy-source': source } })

const copying: Behaviour[] = [
  behaviour(
    'a copy has the bytes and the ETag of its source',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      const { CopyObjectResult: result } = await copy(s3, bucket, `${bucket}/a`)
      return [result?.ETag, result?.LastModified instanceof Date, await textOf(s3, bucket)]
    },
    [ETAG, true, 'hello'],
  ),
  behaviour(
    'a copy has the checksum of its source, and says so',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      const { CopyObjectResult: result } = await copy(s3, bucket, `${bucket}/a`)
      return [result?.ChecksumCRC32, result?.ChecksumType, (await head(s3, bucket)).ChecksumCRC32]
    },
    ['NhCmhg==', 'FULL_OBJECT', 'NhCmhg=='],
  ),
  behaviour(
    'a copy goes from bucket to bucket',
    async (s3) => {
      const [from, to] = [await bucketWith(s3, 'a'), await s3.newBucket()]
      await copy(s3, to, `/${from}/a`)
      return await textOf(s3, to)
    },
    'hello',
  ),
  ...each(
    ['a b+c%/ü', 'a?b', 'k%2Fk'].map(
      (key) => [`a source is found whose key is encoded: ${key}`, key, ['200', '200']] as const,
    ),
    async (s3, key) => {
      const bucket = await bucketWith(s3, key)
      return [
        outcomeOf(await copyRaw(s3, bucket, `${bucket}/${encodeURIComponent(key)}`)),
        outcomeOf(await copyRaw(s3, bucket, encodeURIComponent(`${bucket}/${key}`))),
      ]
    },
  ),
  behaviour(
    'a copy has a checksum of another kind where that is asked for',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      const { CopyObjectResult: result } = await copy(s3, bucket, `${bucket}/a`, { ChecksumAlgorithm: 'SHA1' })
      return [result?.ChecksumSHA1, result?.ChecksumCRC32]
    },
    ['qvTGHdzF6KLavt4PO0gs2a6pQ00=', undefined],
  ),
]

const ATTRIBUTES = { Metadata: { a: '1' }, ContentType: 'text/csv', CacheControl: 'no-store' }

const metadata: Behaviour[] = [
  ...each<Partial<CopyObjectCommandInput>>(
    [
      ['metadata come from the source', { Metadata: { b: '2' } }, ATTRIBUTES],
      [
        'metadata are replaced as a whole',
        { MetadataDirective: 'REPLACE', Metadata: { b: '2' }, ContentType: 'text/plain' },
        { Metadata: { b: '2' }, ContentType: 'text/plain', CacheControl: undefined },
      ],
    ],
    async (s3, input) => {
      const bucket = await bucketWith(s3, 'a', ATTRIBUTES)
      await copy(s3, bucket, `${bucket}/a`, input)
      return pick(await head(s3, bucket), 'Metadata', 'ContentType', 'CacheControl')
    },
  ),
  behaviour(
    'metadata may be replaced in place',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      await copy(s3, bucket, `${bucket}/a`, { Key: 'a', MetadataDirective: 'REPLACE', Metadata: { b: '2' } })
      return [(await head(s3, bucket, 'a')).Metadata, await textOf(s3, bucket, 'a')]
    },
    [{ b: '2' }, 'hello'],
  ),
  behaviour(
    'a storage class does not come from the source',
    async (s3) => {
      const bucket = await s3.newBucket()
      const headers = { 'x-amz-storage-class': 'STANDARD_IA' }
      const answer = await s3.send({ method: 'PUT', path: `/${bucket}/a`, headers, body: 'hello' })
      if (answer.status !== 200) return outcomeOf(answer)
      await copy(s3, bucket, `${bucket}/a`)
      return (await head(s3, bucket)).StorageClass
    },
    undefined,
  ),
]

type TimedConditions = (at: Date) => Partial<CopyObjectCommandInput>
const before = (at: Date): Date => new Date(at.getTime() - 1000)
const CONDITIONS: [says: string, conditions: TimedConditions, status: string][] = [
  ['a source of that ETag', () => ({ CopySourceIfMatch: ETAG }), '200'],
  ['a source of another ETag than it has', () => ({ CopySourceIfMatch: '"other"' }), '412 PreconditionFailed'],
  ['a source that has not another ETag', () => ({ CopySourceIfNoneMatch: '"other"' }), '200'],
  ['a source that has not that ETag', () => ({ CopySourceIfNoneMatch: ETAG }), '412 PreconditionFailed'],
  ['a source modified since earlier', (at) => ({ CopySourceIfModifiedSince: before(at) }), '200'],
  ['a source modified since its own time', (at) => ({ CopySourceIfModifiedSince: at }), '412 PreconditionFailed'],
  ['a source not modified since its own time', (at) => ({ CopySourceIfUnmodifiedSince: at }), '200'],
  [
    'a source not modified since earlier',
    (at) => ({ CopySourceIfUnmodifiedSince: before(at) }),
    '412 PreconditionFailed',
  ],
  ['a destination that is not there', () => ({ IfNoneMatch: '*' }), '200'],
  ['a destination of an ETag, where there is none', () => ({ IfMatch: '"other"' }), '404 NoSuchKey'],
]

const conditions: Behaviour[] = each(
  CONDITIONS.map(([says, input, outcome]) => [`on condition of ${says}`, input, outcome] as const),
  async (s3, input) => {
    const bucket = await bucketWith(s3, 'a')
    const { LastModified } = await head(s3, bucket, 'a')
    return await outcomeOfCall(copy(s3, bucket, `${bucket}/a`, input(LastModified!)))
  },
)

const refused: Behaviour[] = [
  behaviour(
    'a copy onto itself that changes nothing is refused',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      return await outcomeOfCall(copy(s3, bucket, `${bucket}/a`, { Key: 'a' }))
    },
    '400 InvalidRequest',
  ),
  behaviour(
    'a source that is not there is named',
    async (s3) => {
      const bucket = await s3.newBucket()
      const answer = await copyRaw(s3, bucket, `${bucket}/b`)
      return [outcomeOf(answer), elementOf(answer.body, 'Key')]
    },
    ['404 NoSuchKey', 'b'],
  ),
  behaviour(
    'a missing bucket is an error on either side',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      return [
        outcomeOf(await copyRaw(s3, bucket, `${s3.newName()}/a`)),
        outcomeOf(await copyRaw(s3, s3.newName(), `${bucket}/a`)),
      ]
    },
    ['404 NoSuchBucket', '404 NoSuchBucket'],
  ),
  behaviour(
    'a source of another owner than expected is refused',
    async (s3) => {
      const bucket = await bucketWith(s3, 'a')
      return await outcomeOfCall(copy(s3, bucket, `${bucket}/a`, { ExpectedSourceBucketOwner: '444455556666' }))
    },
    '403 AccessDenied',
  ),
  ...each(
    ['', 'bucket', 'bucket/', '/bucket', '%zz/a', 'bucket/a?versionId=3'].map(
      (source) => [`the source ${JSON.stringify(source)} is refused`, source, '400 InvalidArgument'] as const,
    ),
    async (s3, source) => outcomeOf(await copyRaw(s3, await s3.newBucket(), source)),
  ),
  ...each<Partial<CopyObjectCommandInput>>(
    [
      ['an unknown directive is refused', { MetadataDirective: 'MERGE' as 'COPY' }, '400 InvalidArgument'],
      ['an unknown checksum algorithm is refused', { ChecksumAlgorithm: 'SHA512' }, '400 InvalidRequest'],
    ],
    async (s3, input) => {
      const bucket = await bucketWith(s3, 'a')
      return await outcomeOfCall(copy(s3, bucket, `${bucket}/a`, input))
    },
  ),
]

export const copies: Behaviour[] = [...copying, ...metadata, ...conditions, ...refused]
