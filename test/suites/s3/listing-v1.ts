import { ListObjectsCommand, type ListObjectsCommandInput, type ListObjectsCommandOutput } from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, readOrCode, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

type Input = Omit<ListObjectsCommandInput, 'Bucket'>

const bucketOf = async (s3: Subject, ...keys: string[]) =>
  await s3.bucketWith(Object.fromEntries(keys.map((key) => [key, key])))
const list = async (s3: Subject, Bucket: string, input: Input = {}): Promise<ListObjectsCommandOutput> =>
  await s3.client().send(new ListObjectsCommand({ Bucket, ...input }))
const keysOf = ({ Contents = [] }: ListObjectsCommandOutput) => Contents.map(({ Key }) => Key)
const prefixesOf = ({ CommonPrefixes = [] }: ListObjectsCommandOutput) => CommonPrefixes.map(({ Prefix }) => Prefix)

/** All pages, as clients go through them: behind NextMarker, or behind the last key where there is none. */
async function pages(s3: Subject, bucket: string, input: Input): Promise<unknown[]> {
  const seen: unknown[] = []
  for (let Marker: string | undefined = '', count = 0; Marker !== undefined && count < 9; count += 1) {
    const page: ListObjectsCommandOutput = await list(s3, bucket, { ...input, Marker })
    seen.push([...keysOf(page), ...prefixesOf(page)])
    Marker = page.IsTruncated ? (page.NextMarker ?? keysOf(page).at(-1)) : undefined
  }
  return seen
}

const KEYS = ['a', 'b/1', 'b/2', 'b/3', 'c', 'd/1', 'e']

export const listingV1: Behaviour[] = [
  behaviour(
    'an object is listed with its size, ETag, class and owner',
    async (s3) => {
      const { Contents = [] } = await list(s3, await bucketOf(s3, 'hello'))
      return Contents.map(({ Owner, LastModified, ...content }) => [
        pick(content, 'Key', 'ETag', 'Size', 'StorageClass'),
        LastModified instanceof Date,
        /^[0-9a-f]{64}$/.test(Owner?.ID ?? ''),
      ])
    },
    [[{ Key: 'hello', ETag: '"5d41402abc4b2a76b9719d911017c592"', Size: 5, StorageClass: 'STANDARD' }, true, true]],
  ),
  behaviour(
    'a listing says what it is of, also where that is nothing',
    async (s3) => {
      const { body } = await s3.send({ method: 'GET', path: `/${await bucketOf(s3)}` })
      return [
        ...[
          '<Prefix></Prefix>',
          '<Marker></Marker>',
          '<MaxKeys>1000</MaxKeys>',
          '<IsTruncated>false</IsTruncated>',
        ].map((element) => body.includes(element)),
        /<(?:KeyCount|NextMarker|StartAfter)>/.test(body),
      ]
    },
    [true, true, true, true, false],
  ),
  behaviour(
    'prefix and delimiter group keys',
    async (s3) => {
      const bucket = await bucketOf(s3, ...KEYS)
      const listings = [
        await list(s3, bucket, { Delimiter: '/' }),
        await list(s3, bucket, { Delimiter: '/', Prefix: 'b/' }),
      ]
      return listings.map((listing) => [keysOf(listing), prefixesOf(listing), listing.Delimiter, listing.Prefix])
    },
    [
      [['a', 'c', 'e'], ['b/', 'd/'], '/', ''],
      [['b/1', 'b/2', 'b/3'], [], '/', 'b/'],
    ],
  ),
  ...each<[Input]>(
    [
      ['pages of keys follow each other', [{ MaxKeys: 3 }], [['a', 'b/1', 'b/2'], ['b/3', 'c', 'd/1'], ['e']]],
      [
        'pages of keys and common prefixes follow each other, and no prefix comes again',
        [{ MaxKeys: 2, Delimiter: '/' }],
        [['a', 'b/'], ['c', 'd/'], ['e']],
      ],
      [
        'pages that are one prefix follow each other',
        [{ MaxKeys: 1, Delimiter: '/' }],
        [['a'], ['b/'], ['c'], ['d/'], ['e']],
      ],
    ],
    async (s3, [input]) => await pages(s3, await bucketOf(s3, ...KEYS), input),
  ),
  behaviour(
    'NextMarker is said where there is a delimiter, and not else',
    async (s3) => {
      const bucket = await bucketOf(s3, ...KEYS)
      const listings = [
        await list(s3, bucket, { MaxKeys: 2 }),
        await list(s3, bucket, { MaxKeys: 2, Delimiter: '/' }),
        await list(s3, bucket, { MaxKeys: 3, Delimiter: '/' }),
      ]
      return listings.map(({ NextMarker, IsTruncated }) => [NextMarker, IsTruncated])
    },
    [
      [undefined, true],
      ['b/', true],
      ['c', true],
    ],
  ),
  ...each<[Input]>(
    [
      ['a marker that is no key is passed all the same', [{ Marker: 'bb' }], ['c', 'd/1', 'e']],
      ['a marker behind all keys leaves none', [{ Marker: 'z' }], []],
      ['a marker in front of the prefix changes nothing', [{ Marker: 'a', Prefix: 'b/' }], ['b/1', 'b/2', 'b/3']],
      ['a marker below the prefix is passed', [{ Marker: 'b/2', Prefix: 'b/' }], ['b/3']],
    ],
    async (s3, [input]) => await readOrCode(list(s3, await bucketOf(s3, ...KEYS), input), keysOf),
  ),
  behaviour(
    'a page of nothing is not truncated',
    async (s3) => pick(await list(s3, await bucketOf(s3, 'a'), { MaxKeys: 0 }), 'MaxKeys', 'IsTruncated', 'Contents'),
    { MaxKeys: 0, IsTruncated: false, Contents: undefined },
  ),
  behaviour(
    'encoding-type=url encodes keys, prefixes and markers',
    async (s3) => {
      const bucket = await bucketOf(s3, 'a b+c/é', 'a b+d', 'a b+e')
      const input: Input = { EncodingType: 'url', Delimiter: '/', Prefix: 'a b', MaxKeys: 2 }
      const first = await list(s3, bucket, input)
      const second = await list(s3, bucket, { ...input, Marker: 'a b+d' })
      return [
        [prefixesOf(first), keysOf(first), first.Prefix, first.NextMarker, first.EncodingType],
        [keysOf(second), second.Marker],
      ]
    },
    [
      [['a+b%2Bc/'], ['a+b%2Bd'], 'a+b', 'a+b%2Bd', 'url'],
      [['a+b%2Be'], 'a+b%2Bd'],
    ],
  ),
  behaviour(
    'a listing of a missing bucket is an error',
    async (s3) => await outcomeOfCall(list(s3, s3.newName())),
    '404 NoSuchBucket',
  ),
  ...each(
    ['max-keys=many', 'max-keys=-1', 'encoding-type=base64'].map(
      (query) => [`${query} is refused`, query, '400 InvalidArgument'] as const,
    ),
    async (s3, query) => outcomeOf(await s3.send({ method: 'GET', path: `/${await bucketOf(s3)}?${query}` })),
  ),
]
