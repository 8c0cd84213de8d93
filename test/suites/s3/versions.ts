import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
} from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

type Input = Omit<ListObjectVersionsCommandInput, 'Bucket'>

const bucketOf = async (s3: Subject, ...keys: string[]) =>
  await s3.bucketWith(Object.fromEntries(keys.map((key) => [key, key])))
const list = async (s3: Subject, Bucket: string, input: Input = {}) =>
  await s3.client().send(new ListObjectVersionsCommand({ Bucket, ...input }))

/** All pages, as clients go through them. */
async function pages(s3: Subject, bucket: string, input: Input): Promise<unknown[]> {
  const seen: unknown[] = []
  let markers: Input | undefined = {}
  for (let count = 0; markers !== undefined && count < 9; count += 1) {
    const page = await list(s3, bucket, { ...input, ...markers })
    seen.push([
      ...(page.Versions ?? []).map(({ Key }) => Key),
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
    ])
    markers = page.IsTruncated
      ? {
          KeyMarker: page.NextKeyMarker,
          ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
        }
      : undefined
  }
  return seen
}

const KEYS = ['a', 'b/1', 'b/2', 'c', 'd/1', 'e']

/** In buckets that never kept versions, where every object is its only one. */
export const versions: Behaviour[] = [
  behaviour(
    'an object is its version null, and the latest',
    async (s3) => {
      const { Versions = [], DeleteMarkers } = await list(s3, await bucketOf(s3, 'hello'))
      return [
        DeleteMarkers,
        Versions.map(({ Owner, LastModified, ...version }) => [
          pick(version, 'Key', 'VersionId', 'IsLatest', 'ETag', 'Size', 'StorageClass'),
          LastModified instanceof Date,
          /^[0-9a-f]{64}$/.test(Owner?.ID ?? ''),
        ]),
      ]
    },
    [
      undefined,
      [
        [
          {
            Key: 'hello',
            VersionId: 'null',
            IsLatest: true,
            ETag: '"5d41402abc4b2a76b9719d911017c592"',
            Size: 5,
            StorageClass: 'STANDARD',
          },
          true,
          true,
        ],
      ],
    ],
  ),
  behaviour(
    'an object that is written again has one version still',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a')
      await s3.putAll(bucket, { a: 'again' })
      return (await list(s3, bucket)).Versions?.map(({ Size }) => Size)
    },
    [5],
  ),
  ...each<Input>(
    [
      [
        'pages follow each other',
        { MaxKeys: 4 },
        [
          ['a', 'b/1', 'b/2', 'c'],
          ['d/1', 'e'],
        ],
      ],
      ['pages of one follow each other', { MaxKeys: 1, Prefix: 'b/' }, [['b/1'], ['b/2']]],
      [
        'pages of keys and common prefixes follow each other, and no prefix comes again',
        { MaxKeys: 2, Delimiter: '/' },
        [['a', 'b/'], ['c', 'd/'], ['e']],
      ],
    ],
    async (s3, input) => await pages(s3, await bucketOf(s3, ...KEYS), input),
  ),
  behaviour(
    'encoding-type=url encodes keys and prefixes',
    async (s3) => {
      const { body } = await s3.send({
        method: 'GET',
        path: `/${await bucketOf(s3, 'a b/c', 'd+e')}?versions&encoding-type=url&delimiter=%2F`,
      })
      return [/<Key>([^<]*)</.exec(body)?.[1], /<CommonPrefixes><Prefix>([^<]*)</.exec(body)?.[1]]
    },
    ['d%2Be', 'a+b/'],
  ),
  behaviour(
    'all versions that are listed can be deleted together, and the bucket with them',
    async (s3) => {
      const bucket = await bucketOf(s3, ...KEYS)
      const { Versions = [] } = await list(s3, bucket)
      const Objects = Versions.map(({ Key, VersionId }) => ({ Key, VersionId }))
      await s3.client().send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }))
      const left = (await list(s3, bucket)).Versions
      await s3.client().send(new DeleteBucketCommand({ Bucket: bucket }))
      return left
    },
    undefined,
  ),
  ...each(
    [
      ['a version marker without a key is refused', 'version-id-marker=null', '400 InvalidArgument'],
      ['an empty version marker is refused', 'key-marker=a&version-id-marker=', '400 InvalidArgument'],
      ['a version that there cannot be is no marker', 'key-marker=a&version-id-marker=3', '400 InvalidArgument'],
      ['max-keys=-1 is refused', 'max-keys=-1', '400 InvalidArgument'],
      ['encoding-type=base64 is refused', 'encoding-type=base64', '400 InvalidArgument'],
    ],
    async (s3, query) =>
      outcomeOf(await s3.send({ method: 'GET', path: `/${await bucketOf(s3, 'a')}?versions&${query}` })),
  ),
  behaviour(
    'versions of a missing bucket are an error',
    async (s3) => outcomeOf(await s3.send({ method: 'GET', path: `/${s3.newName()}?versions` })),
    '404 NoSuchBucket',
  ),
]
