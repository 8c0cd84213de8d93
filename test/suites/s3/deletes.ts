import { hash } from 'node:crypto'
import { DeleteObjectCommand, DeleteObjectsCommand, type ObjectIdentifier } from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const ETAG = '"5d41402abc4b2a76b9719d911017c592"'

const bucketOf = async (s3: Subject, ...keys: string[]) =>
  await s3.bucketWith(Object.fromEntries(keys.map((key) => [key, 'hello'])))
const remove = async (s3: Subject, Bucket: string, Key: string, IfMatch?: string) =>
  await outcomeOfCall(
    s3.client().send(new DeleteObjectCommand({ Bucket, Key, ...(IfMatch !== undefined && { IfMatch }) })),
  )
const removeAll = async (s3: Subject, Bucket: string, Objects: ObjectIdentifier[], Quiet = false) =>
  await s3.client().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet } }))

const single: Behaviour[] = [
  behaviour(
    'DeleteObject takes an object away, and succeeds where there is none',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b')
      return [await remove(s3, bucket, 'a'), await remove(s3, bucket, 'a'), await s3.keysIn(bucket)]
    },
    ['204', '204', ['b']],
  ),
  ...each(
    [
      ['DeleteObject with If-Match of another ETag leaves the object', '"other"', ['412 PreconditionFailed', ['a']]],
      ['DeleteObject with If-Match of the ETag takes it away', ETAG, ['204', []]],
      ['DeleteObject with If-Match of the ETag without quotes takes it away', ETAG.replaceAll('"', ''), ['204', []]],
    ],
    async (s3, etag) => {
      const bucket = await bucketOf(s3, 'a')
      return [await remove(s3, bucket, 'a', etag), await s3.keysIn(bucket)]
    },
  ),
  behaviour(
    'DeleteObject in a missing bucket is an error',
    async (s3) => await remove(s3, s3.newName(), 'a'),
    '404 NoSuchBucket',
  ),
  behaviour(
    'DeleteObject of a version that is not there is refused',
    async (s3) => outcomeOf(await s3.send({ method: 'DELETE', path: `/${await bucketOf(s3, 'a')}/a?versionId=3` })),
    '400 InvalidArgument',
  ),
  behaviour(
    'DeleteObject answers without a body',
    async (s3) => pick(await s3.send({ method: 'DELETE', path: `/${await bucketOf(s3, 'a')}/a` }), 'status', 'body'),
    { status: 204, body: '' },
  ),
]

const several: Behaviour[] = [
  behaviour(
    'DeleteObjects tells of each key, also of those that were not there',
    async (s3) => {
      const keys = ['a', 'b<&>', 'c 鍵']
      const bucket = await bucketOf(s3, ...keys)
      const { Deleted = [], Errors } = await removeAll(
        s3,
        bucket,
        [...keys, 'd'].map((Key) => ({ Key })),
      )
      return [new Set(Deleted.map(({ Key }) => Key)), Errors, await s3.keysIn(bucket)]
    },
    [new Set(['a', 'b<&>', 'c 鍵', 'd']), undefined, []],
  ),
  behaviour(
    'DeleteObjects that is quiet tells of errors only',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b')
      const { Deleted, Errors } = await removeAll(s3, bucket, [{ Key: 'a' }, { Key: 'b' }], true)
      return [Deleted, Errors, await s3.keysIn(bucket)]
    },
    [undefined, undefined, []],
  ),
  behaviour(
    'DeleteObjects leaves an object of another ETag, and tells of it',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b')
      const { Errors = [] } = await removeAll(s3, bucket, [{ Key: 'a' }, { Key: 'b', ETag: '"other"' }], true)
      return [Errors.map(({ Key, Code }) => [Key, Code]), await s3.keysIn(bucket)]
    },
    [[['b', 'PreconditionFailed']], ['b']],
  ),
  behaviour(
    'DeleteObjects goes on after a key that is too long',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a')
      const { Deleted = [], Errors = [] } = await removeAll(s3, bucket, [{ Key: 'x'.repeat(1025) }, { Key: 'a' }])
      return [Deleted.map(({ Key }) => Key), Errors.map(({ Code }) => Code)]
    },
    [['a'], ['KeyTooLongError']],
  ),
  behaviour(
    'DeleteObjects takes the version null for the object',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a')
      const { Deleted = [] } = await removeAll(s3, bucket, [{ Key: 'a', VersionId: 'null' }])
      return [Deleted.map(({ Key }) => Key), await s3.keysIn(bucket)]
    },
    [['a'], []],
  ),
  ...each(
    [
      ['DeleteObjects takes 1,000 keys', 1000, ['200', ['key 1000']]],
      ['DeleteObjects refuses 1,001 keys', 1001, ['400 MalformedXML', ['key 1000', 'key 999']]],
    ],
    async (s3, count) => {
      const bucket = await bucketOf(s3, 'key 999', 'key 1000')
      const keys = Array.from({ length: count }, (_, index) => ({ Key: `key ${index}` }))
      return [await outcomeOfCall(removeAll(s3, bucket, keys)), await s3.keysIn(bucket)]
    },
  ),
]

/** The answer to a document that is sent as it is. */
const post = async (s3: Subject, body: string, headers: Record<string, string>) =>
  outcomeOf(await s3.send({ method: 'POST', path: `/${await bucketOf(s3, 'a')}?delete`, body, headers }))

const DOCUMENT = '<Delete><Object><Key>a</Key></Object></Delete>'
const MALFORMED = [
  '',
  'a',
  '<Delete/>',
  '<Delete><Object/></Delete>',
  '<Delete><Object><Key></Key></Object></Delete>',
  '<Remove><Object><Key>a</Key></Object></Remove>',
  '<!DOCTYPE a><Delete><Object><Key>a</Key></Object></Delete>',
]

const documents: Behaviour[] = [
  ...each<Record<string, string>>(
    [
      ['the document needs a digest', {}, '400 InvalidRequest'],
      ['the digest of the document is verified as a checksum', { 'x-amz-checksum-crc32': 'AAAAAA==' }, '400 BadDigest'],
      [
        'the digest of the document is verified as Content-MD5',
        { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
        '400 BadDigest',
      ],
    ],
    async (s3, headers) => await post(s3, DOCUMENT, headers),
  ),
  ...each(
    MALFORMED.map(
      (document) => [`the document ${JSON.stringify(document)} is refused`, document, '400 MalformedXML'] as const,
    ),
    async (s3, document) => await post(s3, document, { 'content-md5': hash('md5', document, 'base64') }),
  ),
]

export const deletes: Behaviour[] = [...single, ...several, ...documents]
