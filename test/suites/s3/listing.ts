import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  type ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3'
import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

type Input = Omit<ListObjectsV2CommandInput, 'Bucket'>

const bucketOf = async (s3: Subject, ...keys: string[]) =>
  await s3.bucketWith(Object.fromEntries(keys.map((key) => [key, key])))
const list = async (s3: Subject, Bucket: string, input: Input = {}): Promise<ListObjectsV2CommandOutput> =>
  await s3.client().send(new ListObjectsV2Command({ Bucket, ...input }))
const keysOf = ({ Contents = [] }: ListObjectsV2CommandOutput) => Contents.map(({ Key }) => Key)
const prefixesOf = ({ CommonPrefixes = [] }: ListObjectsV2CommandOutput) => CommonPrefixes.map(({ Prefix }) => Prefix)

const rows: Behaviour[] = [
  behaviour(
    'an object is listed with its size, ETag, time and class',
    async (s3) => {
      const { Contents = [] } = await list(s3, await bucketOf(s3, 'hello'))
      return Contents.map(({ LastModified, ...content }) => [
        pick(content, 'Key', 'ETag', 'Size', 'StorageClass'),
        LastModified instanceof Date,
      ])
    },
    [[{ Key: 'hello', ETag: '"5d41402abc4b2a76b9719d911017c592"', Size: 5, StorageClass: 'STANDARD' }, true]],
  ),
  behaviour(
    'an object is listed with the kind of its checksum',
    async (s3) => {
      const { Contents = [] } = await list(s3, await bucketOf(s3, 'hello'))
      return Contents.map(({ ChecksumAlgorithm, ChecksumType }) => [ChecksumAlgorithm, ChecksumType])
    },
    [[['CRC32'], 'FULL_OBJECT']],
  ),
  behaviour(
    'a listing says what it is of',
    async (s3) => {
      const bucket = await bucketOf(s3, 'hello')
      const { Contents: _, $metadata: __, Name, ...rest } = await list(s3, bucket)
      return [Name === bucket, rest]
    },
    [true, { Prefix: '', MaxKeys: 1000, KeyCount: 1, IsTruncated: false }],
  ),
  behaviour(
    'a listing of an empty bucket is empty',
    async (s3) => pick(await list(s3, await bucketOf(s3)), 'Contents', 'KeyCount', 'IsTruncated'),
    { Contents: undefined, KeyCount: 0, IsTruncated: false },
  ),
  behaviour(
    'a listing of a missing bucket is an error',
    async (s3) => await outcomeOfCall(list(s3, s3.newName())),
    '404 NoSuchBucket',
  ),
  behaviour(
    'owners are listed where they are asked for',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a')
      const owners = [await list(s3, bucket), await list(s3, bucket, { FetchOwner: true })].map(
        ({ Contents }) => Contents![0]!.Owner?.ID,
      )
      return owners.map((id) => id !== undefined && /^[0-9a-f]{64}$/.test(id))
    },
    [false, true],
  ),
  behaviour(
    'a listing names the region of the bucket',
    async (s3) => {
      const { headers } = await s3.send({ method: 'GET', path: `/${await s3.newBucket()}?list-type=2` })
      return headers['x-amz-bucket-region'] === s3.signer.region
    },
    true,
  ),
  behaviour(
    'keys come in the order of their bytes in UTF-8',
    async (s3) => await s3.keysIn(await bucketOf(s3, '\u{1f600}', '\u{ff41}', 'é', 'aa', 'a!', 'a', 'A')),
    ['A', 'a', 'a!', 'aa', 'é', '\u{ff41}', '\u{1f600}'],
  ),
]

const groups: Behaviour[] = [
  behaviour(
    'a key may begin as another one does, up to a slash',
    async (s3) => await s3.keysIn(await bucketOf(s3, 'a', 'a/b')),
    ['a', 'a/b'],
  ),
  behaviour(
    'prefix and delimiter group keys',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b/1', 'b/c/1', 'b/c/2', 'b/d', 'ba', 'c/1')
      const top = await list(s3, bucket, { Delimiter: '/' })
      const below = await list(s3, bucket, { Delimiter: '/', Prefix: 'b/' })
      return [keysOf(top), prefixesOf(top), top.KeyCount, keysOf(below), prefixesOf(below)]
    },
    [['a', 'ba'], ['b/', 'c/'], 4, ['b/1', 'b/d'], ['b/c/']],
  ),
  behaviour(
    'a key that ends in a slash is an object beside those below it',
    async (s3) => {
      const listing = await list(s3, await bucketOf(s3, 'b/', 'b/1'), { Delimiter: '/', Prefix: 'b/' })
      return [keysOf(listing), prefixesOf(listing)]
    },
    [['b/', 'b/1'], []],
  ),
  behaviour(
    'a delimiter may be any text',
    async (s3) => {
      const listing = await list(s3, await bucketOf(s3, 'a--b--c', 'a-b', 'x'), { Delimiter: '--' })
      return [keysOf(listing), prefixesOf(listing)]
    },
    [['a-b', 'x'], ['a--']],
  ),
  behaviour(
    'an empty delimiter is none',
    async (s3) => {
      const path = `/${await bucketOf(s3, 'a/b')}?list-type=2&delimiter=`
      const { body } = await s3.send({ method: 'GET', path })
      return [elementOf(body, 'Key'), elementOf(body, 'CommonPrefixes')]
    },
    ['a/b', undefined],
  ),
  behaviour(
    'a prefix is taken literally',
    async (s3) => keysOf(await list(s3, await bucketOf(s3, 'a%b', 'a_b', 'axb', 'a%', 'b'), { Prefix: 'a%' })),
    ['a%', 'a%b'],
  ),
  behaviour(
    'what is asked for is echoed',
    async (s3) =>
      pick(
        await list(s3, await bucketOf(s3), { Delimiter: '/', Prefix: 'a/', StartAfter: 'b' }),
        'Delimiter',
        'Prefix',
        'StartAfter',
      ),
    { Delimiter: '/', Prefix: 'a/', StartAfter: 'b' },
  ),
]

const pages: Behaviour[] = [
  behaviour(
    'a page goes on where the last one ended, objects and common prefixes alike',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b/1', 'b/2', 'c', 'd/1')
      const first = await list(s3, bucket, { Delimiter: '/', MaxKeys: 2 })
      const token = first.NextContinuationToken!
      const second = await list(s3, bucket, { Delimiter: '/', MaxKeys: 2, ContinuationToken: token })
      return [first, second].map((page) => [keysOf(page), prefixesOf(page), page.IsTruncated, page.KeyCount])
    },
    [
      [['a'], ['b/'], true, 2],
      [['c'], ['d/'], false, 2],
    ],
  ),
  behaviour(
    'the last page says which it is, and of no other',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b')
      const { NextContinuationToken: token } = await list(s3, bucket, { MaxKeys: 1 })
      const last = await list(s3, bucket, { MaxKeys: 1, ContinuationToken: token! })
      return [last.ContinuationToken === token, last.NextContinuationToken]
    },
    [true, undefined],
  ),
  behaviour(
    'a page has at most 1,000 rows',
    async (s3) => pick(await list(s3, await bucketOf(s3, 'a'), { MaxKeys: 5000 }), 'MaxKeys'),
    { MaxKeys: 1000 },
  ),
  behaviour(
    'a page of nothing is not truncated',
    async (s3) =>
      pick(await list(s3, await bucketOf(s3, 'a', 'b'), { MaxKeys: 0 }), 'MaxKeys', 'KeyCount', 'IsTruncated'),
    { MaxKeys: 0, KeyCount: 0, IsTruncated: false },
  ),
  ...each<[Input]>(
    [
      ['a listing starts after a key that is there', [{ StartAfter: 'a' }], ['b', 'c']],
      ['a listing starts after a key that is not there', [{ StartAfter: 'aa' }], ['b', 'c']],
      ['a listing starts after a key, below a prefix', [{ StartAfter: 'a', Prefix: 'c' }], ['c']],
      ['a listing starts after all keys', [{ StartAfter: 'z' }], []],
    ],
    async (s3, [input]) => keysOf(await list(s3, await bucketOf(s3, 'a', 'b', 'c'), input)),
  ),
  behaviour(
    'a token wins over a key to start after',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a', 'b', 'c')
      const { NextContinuationToken: token } = await list(s3, bucket, { MaxKeys: 1 })
      return keysOf(await list(s3, bucket, { StartAfter: 'b', ContinuationToken: token! }))
    },
    ['b', 'c'],
  ),
]

const encoding: Behaviour[] = [
  behaviour(
    'encoding-type=url encodes as forms do, but for the slash',
    async (s3) => {
      const bucket = await bucketOf(s3, "a b+c%/é~'()*!")
      const { EncodingType, ...listing } = await list(s3, bucket, { EncodingType: 'url' })
      return [EncodingType, keysOf(listing)]
    },
    ['url', ['a+b%2Bc%25/%C3%A9%7E%27%28%29*%21']],
  ),
  behaviour(
    'encoding-type=url encodes prefixes and delimiters too',
    async (s3) => {
      const listing = await list(s3, await bucketOf(s3, 'a b+c'), { EncodingType: 'url', Delimiter: '+', Prefix: 'a ' })
      return [listing.Delimiter, listing.Prefix, prefixesOf(listing)]
    },
    ['%2B', 'a+', ['a+b%2B']],
  ),
  ...each(
    [
      'max-keys=many',
      'max-keys=-1',
      'max-keys=9999999999',
      'encoding-type=base64',
      'continuation-token=',
      'continuation-token=%21%21',
    ].map((query) => [`${query} is refused`, query, '400 InvalidArgument'] as const),
    async (s3, query) =>
      outcomeOf(await s3.send({ method: 'GET', path: `/${await bucketOf(s3)}?list-type=2&${query}` })),
  ),
]

export const listing: Behaviour[] = [...rows, ...groups, ...pages, ...encoding]
