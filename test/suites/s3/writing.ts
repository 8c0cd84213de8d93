import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const put = async (s3: Subject, Bucket: string, input: Partial<PutObjectCommandInput>) =>
  await s3.client().send(new PutObjectCommand({ Bucket, Key: 'a', ...input }))
const head = async (s3: Subject, Bucket: string) => await s3.client().send(new HeadObjectCommand({ Bucket, Key: 'a' }))
const putRaw = async (s3: Subject, bucket: string, headers: Record<string, string>, body = 'x') =>
  await s3.send({ method: 'PUT', path: `/${bucket}/a`, headers, body })

/** What a header is when it comes back. */
async function headerBack(s3: Subject, sent: Record<string, string>, name: string): Promise<string | undefined> {
  const bucket = await s3.newBucket()
  const answer = await putRaw(s3, bucket, sent)
  if (answer.status !== 200) return outcomeOf(answer)
  const { headers } = await s3.send({ method: 'HEAD', path: `/${bucket}/a` })
  return headers[name]?.toString()
}

const ATTRIBUTES = {
  ContentType: 'text',
  CacheControl: 'max-age=60',
  ContentDisposition: 'attachment; filename="a b.txt"',
  ContentEncoding: 'gzip',
  ContentLanguage: 'de-CH, en',
  Metadata: { one: '1', 'two-2': 'zwei  drei' },
}
const KMS = {
  ServerSideEncryption: 'aws:kms' as const,
  SSEKMSKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
}

const stored: Behaviour[] = [
  behaviour(
    'headers and metadata come back as they were sent',
    async (s3) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, { Body: 'hello', ...ATTRIBUTES })
      const names = Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[]
      return pick(await head(s3, bucket), ...names, 'ContentLength', 'ETag')
    },
    { ...ATTRIBUTES, ContentLength: 5, ETag: '"5d41402abc4b2a76b9719d911017c592"' },
  ),
  behaviour(
    'metadata without a value comes back',
    async (s3) => await headerBack(s3, { 'x-amz-meta-empty': '' }, 'x-amz-meta-empty'),
    '',
  ),
  behaviour(
    'metadata in UTF-8 comes back byte by byte',
    async (s3) => {
      const back = await headerBack(
        s3,
        { 'x-amz-meta-word': Buffer.from('größe 鍵').toString('latin1') },
        'x-amz-meta-word',
      )
      return Buffer.from(back!, 'latin1').toString()
    },
    'größe 鍵',
  ),
  behaviour(
    'an object without a type is binary/octet-stream',
    async (s3) => await headerBack(s3, {}, 'content-type'),
    'binary/octet-stream',
  ),
  behaviour(
    'an object with an empty type is binary/octet-stream',
    async (s3) => await headerBack(s3, { 'content-type': '' }, 'content-type'),
    'binary/octet-stream',
  ),
  ...each(
    ['text', 'a/b, c/d', 'application/json', 'multipart/form-data'].map(
      (type) => [`the type ${type} comes back as it was sent`, type, type] as const,
    ),
    async (s3, type) => await headerBack(s3, { 'content-type': type }, 'content-type'),
  ),
  ...each(
    ['0', 'Thu, 01 Jan 1970 00:00:00 GMT', 'never'].map(
      (expires) => [`Expires ${expires} comes back as it was sent`, expires, expires] as const,
    ),
    async (s3, expires) => await headerBack(s3, { expires }, 'expires'),
  ),
  ...each(
    [
      ['the encoding aws-chunked is taken out of a list', { ContentEncoding: 'gzip' }, 'gzip'],
      ['the encoding aws-chunked alone leaves none', {}, undefined],
    ],
    async (s3, input) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, { Body: Readable.from([randomBytes(9000)]), ContentLength: 9000, ...input })
      return (await head(s3, bucket)).ContentEncoding
    },
  ),
  behaviour(
    'the storage class comes back',
    async (s3) => await headerBack(s3, { 'x-amz-storage-class': 'STANDARD_IA' }, 'x-amz-storage-class'),
    'STANDARD_IA',
  ),
  behaviour(
    'an object is encrypted with keys of S3 unless asked for otherwise',
    async (s3) => (await put(s3, await s3.newBucket(), { Body: 'x' })).ServerSideEncryption,
    'AES256',
  ),
  behaviour(
    'a KMS key comes back with what is encrypted with it',
    async (s3) => {
      const bucket = await s3.newBucket()
      const outcome = await outcomeOfCall(put(s3, bucket, { Body: 'x', ...KMS }))
      return outcome === '200' ? pick(await head(s3, bucket), 'ServerSideEncryption', 'SSEKMSKeyId') : outcome
    },
    KMS,
  ),
  behaviour(
    'a second object replaces the first with all its attributes',
    async (s3) => {
      const bucket = await s3.newBucket()
      await put(s3, bucket, { Body: 'first', Metadata: { a: 'b' }, ContentType: 'text/plain' })
      await put(s3, bucket, { Body: 'second' })
      return pick(await head(s3, bucket), 'Metadata', 'ContentType', 'ContentLength')
    },
    { Metadata: {}, ContentType: 'application/octet-stream', ContentLength: 6 },
  ),
  behaviour(
    'an empty object is an object',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: '' })
      return pick(await head(s3, bucket), 'ContentLength', 'ETag')
    },
    { ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' },
  ),
]

const META_2048 = { a: 'x'.repeat(1000), b: 'x'.repeat(1046) }

const refused: Behaviour[] = [
  ...each(
    [
      ['2 KB of metadata are taken', META_2048, '200'],
      ['more than 2 KB of metadata are refused', { ...META_2048, b: 'x'.repeat(1047) }, '400 MetadataTooLarge'],
    ],
    async (s3, Metadata) => await outcomeOfCall(put(s3, await s3.newBucket(), { Body: 'x', Metadata })),
  ),
  ...each(
    [
      ['a storage class that there is not is refused', { 'x-amz-storage-class': 'COLD' }, '400 InvalidStorageClass'],
      ['an unknown encryption is refused', { 'x-amz-server-side-encryption': 'ROT13' }, '400 InvalidArgument'],
      [
        'a KMS key without KMS is refused',
        { 'x-amz-server-side-encryption-aws-kms-key-id': 'k' },
        '400 InvalidArgument',
      ],
      ['the access control list private is taken', { 'x-amz-acl': 'private' }, '200'],
      [
        'the access control list bucket-owner-full-control is taken',
        { 'x-amz-acl': 'bucket-owner-full-control' },
        '200',
      ],
      [
        'the access control list public-read is refused',
        { 'x-amz-acl': 'public-read' },
        '400 AccessControlListNotSupported',
      ],
    ],
    async (s3, headers: Record<string, string>) => outcomeOf(await putRaw(s3, await s3.newBucket(), headers)),
  ),
  behaviour(
    'a missing bucket is an error, after all that the client sends was read',
    async (s3) => await outcomeOfCall(put(s3, s3.newName(), { Body: randomBytes(8 * 1024 * 1024) })),
    '404 NoSuchBucket',
  ),
  behaviour(
    'fewer bytes than announced leave nothing',
    async (s3) => {
      const bucket = await s3.newBucket()
      const headers = { 'content-length': '10' }
      await s3.sendBytes({ method: 'PUT', path: `/${bucket}/a`, headers }, 'hello', { isCutOff: true })
      return await s3.keysIn(bucket)
    },
    [],
  ),
]

export const writing: Behaviour[] = [...stored, ...refused]
