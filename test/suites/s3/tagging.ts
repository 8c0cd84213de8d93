import {
  CopyObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectTaggingCommand,
  type CopyObjectCommandInput,
  type Tag,
} from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, outcomeOfCall, readOrCode, type Behaviour } from './behaviour.ts'
import { complete, create, END, uploadAll } from './multipart.ts'
import type { Subject } from './subject.ts'

const putWith = async (s3: Subject, bucket: string, tagging: string, key = 'a') =>
  await s3.send({ method: 'PUT', path: `/${bucket}/${key}`, headers: { 'x-amz-tagging': tagging }, body: 'hello' })
const tagsOf = async (s3: Subject, Bucket: string, Key = 'a') => {
  const { TagSet = [] } = await s3.client().send(new GetObjectTaggingCommand({ Bucket, Key }))
  return Object.fromEntries(TagSet.map((tag) => [tag.Key, tag.Value]))
}
const tag = async (s3: Subject, Bucket: string, TagSet: Tag[]) =>
  await s3.client().send(new PutObjectTaggingCommand({ Bucket, Key: 'a', Tagging: { TagSet } }))
const countOf = async (s3: Subject, bucket: string, method: string) =>
  (await s3.send({ method, path: `/${bucket}/a` })).headers['x-amz-tagging-count']

/** A bucket with a tagged object. */
async function tagged(s3: Subject, tagging = 'one=1&two=zwei'): Promise<string> {
  const bucket = await s3.newBucket()
  await putWith(s3, bucket, tagging)
  return bucket
}

const several = (count: number): Tag[] => Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }))
const query = (tags: Tag[]): string => tags.map(({ Key, Value }) => `${Key}=${Value}`).join('&')

const kept: Behaviour[] = [
  ...each(
    [
      ['tags come with an object', 'one=1&two=zwei', { one: '1', two: 'zwei' }],
      ['tags are encoded as in a URL', 'a+b%2Fc=%C3%BC%20%2B', { 'a b/c': 'ü +' }],
      ['a tag may have an empty value', 'empty=&none', { empty: '', none: '' }],
      ['a tag may have the name of a member that every object has', '__proto__=1', { ['__proto__']: '1' }],
    ],
    async (s3, tagging) => await readOrCode(tagsOf(s3, await tagged(s3, tagging)), (tags) => tags),
  ),
  behaviour(
    'an object has no tags unless it is given some',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'x' })
      return [await tagsOf(s3, bucket), await countOf(s3, bucket, 'HEAD')]
    },
    [{}, undefined],
  ),
  ...each(
    [
      ['GET says how many tags an object has', 'GET', '2'],
      ['HEAD says how many tags an object has', 'HEAD', '2'],
    ],
    async (s3, method) => await countOf(s3, await tagged(s3), method),
  ),
  behaviour(
    'tags are replaced as a whole, and nothing else of the object',
    async (s3) => {
      const Bucket = await tagged(s3)
      const head = async () => await s3.client().send(new HeadObjectCommand({ Bucket, Key: 'a' }))
      const before = await head()
      await tag(s3, Bucket, [{ Key: 'three', Value: '3' }])
      const after = await head()
      return [
        await tagsOf(s3, Bucket),
        after.ETag === before.ETag,
        after.LastModified?.getTime() === before.LastModified?.getTime(),
      ]
    },
    [{ three: '3' }, true, true],
  ),
  behaviour(
    'an empty set takes all tags away',
    async (s3) => {
      const bucket = await tagged(s3)
      await tag(s3, bucket, [])
      return await tagsOf(s3, bucket)
    },
    {},
  ),
  behaviour(
    'tags are deleted, twice if need be',
    async (s3) => {
      const Bucket = await tagged(s3)
      const remove = async () =>
        await outcomeOfCall(s3.client().send(new DeleteObjectTaggingCommand({ Bucket, Key: 'a' })))
      return [await remove(), await remove(), await tagsOf(s3, Bucket)]
    },
    ['204', '204', {}],
  ),
  behaviour(
    'tags go with the object that they were of',
    async (s3) => {
      const bucket = await tagged(s3)
      await s3.putAll(bucket, { a: 'another' })
      return await tagsOf(s3, bucket)
    },
    {},
  ),
  behaviour(
    'an upload brings the tags that it was created with',
    async (s3) => {
      const place = await create(s3, { Tagging: 'one=1' })
      await complete(s3, place, await uploadAll(s3, place, END))
      return await tagsOf(s3, place.Bucket, place.Key)
    },
    { one: '1' },
  ),
  ...each<Partial<CopyObjectCommandInput>>(
    [
      ['a copy has the tags of its source', {}, { one: '1', two: 'zwei' }],
      ['a copy has tags of its own where they replace', { TaggingDirective: 'REPLACE', Tagging: 'b=2' }, { b: '2' }],
      ['a copy has none where nothing replaces', { TaggingDirective: 'REPLACE' }, {}],
      [
        'a copy has the tags of its source, also where its metadata are replaced',
        { MetadataDirective: 'REPLACE' },
        { one: '1', two: 'zwei' },
      ],
    ],
    async (s3, input) => {
      const Bucket = await tagged(s3)
      await s3.client().send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/a`, ...input }))
      return await tagsOf(s3, Bucket, 'copy')
    },
  ),
]

const HEADERS: [says: string, tagging: string, outcome: string][] = [
  ['ten tags are taken', query(several(10)), '200'],
  ['eleven tags are refused', query(several(11)), '400 BadRequest'],
  ['a tag twice is refused', 'a=1&a=2', '400 InvalidArgument'],
  ['a value with an equals sign that is not encoded is refused', 'a=b=c', '400 InvalidArgument'],
  ['a malformed encoding is refused', 'a=%zz', '400 InvalidArgument'],
  ['a key of 129 characters is refused', `${'k'.repeat(129)}=1`, '400 InvalidTag'],
  ['a value of 257 characters is refused', `k=${'v'.repeat(257)}`, '400 InvalidTag'],
  ['an empty key is refused', '=1', '400 InvalidTag'],
  ['a mark that tags cannot have is refused', 'a=%7B%7D', '400 InvalidTag'],
  ['a key of AWS is refused', 'aws%3Ax=1', '400 InvalidTag'],
]

const SETS: [says: string, tags: Tag[], outcome: string][] = [
  ['a set of ten tags is taken', several(10), '200'],
  ['a set of eleven tags is refused', several(11), '400 BadRequest'],
  ['a set with one key twice is refused', [{ Key: 'a', Value: '1' }, { Key: 'a', Value: '2' }], '400 InvalidTag'], // prettier-ignore
  ['a set with a key of AWS is refused', [{ Key: 'aws:x', Value: '1' }], '400 InvalidTag'],
  ['a key of 128 characters and a value of 256 are taken', [{ Key: 'k'.repeat(128), Value: 'v'.repeat(256) }], '200'],
  ['a set with a key of 129 characters is refused', [{ Key: 'k'.repeat(129), Value: '' }], '400 InvalidTag'],
]

const DOCUMENTS = ['<Tagging/>', '<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>', '<TagSet/>']

const refused: Behaviour[] = [
  ...each(HEADERS, async (s3, tagging) => outcomeOf(await putWith(s3, await s3.newBucket(), tagging))),
  ...each(SETS, async (s3, tags) => await outcomeOfCall(tag(s3, await s3.bucketWith({ a: 'x' }), tags))),
  ...each(
    DOCUMENTS.map((body) => [`the document ${body} is refused`, body, '400 MalformedXML'] as const),
    async (s3, body) =>
      outcomeOf(await s3.send({ method: 'PUT', path: `/${await s3.bucketWith({ a: 'x' })}/a?tagging`, body })),
  ),
  ...each(
    ['GET', 'PUT', 'DELETE'].map(
      (method) => [`${method} of tags of a missing object`, method, '404 NoSuchKey'] as const,
    ),
    async (s3, method) => {
      const body = method === 'PUT' ? { body: '<Tagging><TagSet/></Tagging>' } : {}
      return outcomeOf(await s3.send({ method, path: `/${await s3.newBucket()}/a?tagging`, ...body }))
    },
  ),
  behaviour(
    'an unknown directive is refused',
    async (s3) => {
      const Bucket = await tagged(s3)
      const TaggingDirective = 'MERGE' as 'COPY'
      const input = { Bucket, Key: 'copy', CopySource: `${Bucket}/a`, TaggingDirective }
      return await outcomeOfCall(s3.client().send(new CopyObjectCommand(input)))
    },
    '400 InvalidArgument',
  ),
]

export const tagging: Behaviour[] = [...kept, ...refused]
