import { createHash } from 'node:crypto'
import {
  GetObjectAttributesCommand,
  type GetObjectAttributesCommandInput,
  type GetObjectAttributesCommandOutput,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, readOrCode, type Behaviour } from './behaviour.ts'
import { complete, create, END, LARGE, upload, type Place } from './multipart.ts'
import type { Subject } from './subject.ts'

type Input = Partial<GetObjectAttributesCommandInput>

const ALL = ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'] as const
const END_SHA256 = createHash('sha256').update(END).digest('base64')

const ask = async (s3: Subject, Bucket: string, Key: string, input: Input = {}) =>
  await s3.client().send(new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: [...ALL], ...input }))

const partsOf = async (s3: Subject, bucket: string, key: string, input: Input = {}) =>
  (await ask(s3, bucket, key, { ObjectAttributes: ['ObjectParts'], ...input })).ObjectParts ?? {}

/** All but what is of the answer itself. */
const about = ({ LastModified, ...output }: GetObjectAttributesCommandOutput) => [
  LastModified instanceof Date,
  pick(output, ...ALL),
]

const KINDS: Partial<CreateMultipartUploadCommandInput> = { ChecksumAlgorithm: 'SHA256' }

async function inTwoParts(s3: Subject, kind: Partial<CreateMultipartUploadCommandInput>): Promise<Place> {
  const place = await create(s3, kind)
  const parts = []
  for (const [index, body] of [LARGE, END].entries()) {
    const part = await upload(s3, place, index + 1, body, kind)
    parts.push({ PartNumber: index + 1, ETag: part.ETag!, ChecksumSHA256: part.ChecksumSHA256 })
  }
  await complete(s3, place, parts)
  return place
}

export const objectAttributes: Behaviour[] = [
  behaviour(
    'an object says what is asked of it, its ETag without quotes',
    async (s3) => await readOrCode(ask(s3, await s3.bucketWith({ a: 'hello' }), 'a'), about),
    [
      true,
      {
        ETag: '5d41402abc4b2a76b9719d911017c592',
        Checksum: { ChecksumCRC32: 'NhCmhg==', ChecksumType: 'FULL_OBJECT' },
        ObjectParts: undefined,
        StorageClass: 'STANDARD',
        ObjectSize: 5,
      },
    ],
  ),
  behaviour(
    'an object says nothing that is not asked',
    async (s3) => about(await ask(s3, await s3.bucketWith({ a: 'hello' }), 'a', { ObjectAttributes: ['ObjectSize'] })),
    [true, { ETag: undefined, Checksum: undefined, ObjectParts: undefined, StorageClass: undefined, ObjectSize: 5 }],
  ),
  behaviour(
    'parts with checksums are listed',
    async (s3) => {
      const { Bucket, Key } = await inTwoParts(s3, KINDS)
      const { Parts = [], ...parts } = await partsOf(s3, Bucket, Key)
      const rows = Parts.map(({ PartNumber, Size, ChecksumSHA256 }) => [PartNumber, Size, ChecksumSHA256?.length])
      return [rows, Parts[1]?.ChecksumSHA256, parts.TotalPartsCount, parts.IsTruncated]
    },
    [
      [
        [1, LARGE.length, 44],
        [2, 3, 44],
      ],
      END_SHA256,
      2,
      false,
    ],
  ),
  behaviour(
    'parts without checksums are counted',
    async (s3) => {
      const { Bucket, Key } = await inTwoParts(s3, {})
      const { TotalPartsCount, Parts } = await partsOf(s3, Bucket, Key)
      return [TotalPartsCount, Parts]
    },
    [2, undefined],
  ),
  behaviour(
    'parts come page by page',
    async (s3) => {
      const { Bucket, Key } = await inTwoParts(s3, KINDS)
      const first = await partsOf(s3, Bucket, Key, { MaxParts: 1 })
      const PartNumberMarker = first.NextPartNumberMarker
      const second = await partsOf(s3, Bucket, Key, { MaxParts: 1, PartNumberMarker })
      return [first, second].map((page) => [
        page.Parts?.map(({ PartNumber }) => PartNumber),
        page.PartNumberMarker,
        page.NextPartNumberMarker,
        page.MaxParts,
        page.IsTruncated,
      ])
    },
    [
      [[1], '0', '1', 1, true],
      [[2], '1', '2', 1, false],
    ],
  ),
  ...each(
    [
      [
        'an attribute that there is not is refused',
        { 'x-amz-object-attributes': 'ETag,Colour' },
        '400 InvalidArgument',
      ],
      [
        'a member that every object has is no attribute',
        { 'x-amz-object-attributes': 'toString' },
        '400 InvalidArgument',
      ],
      ['a question without attributes is refused', {}, '400 InvalidRequest'],
    ],
    async (s3, headers: Record<string, string>) =>
      outcomeOf(await s3.send({ method: 'GET', path: `/${await s3.bucketWith({ a: 'x' })}/a?attributes`, headers })),
  ),
  behaviour(
    'a missing object has none',
    async (s3) => await outcomeOfCall(ask(s3, await s3.newBucket(), 'a', { ObjectAttributes: ['ETag'] })),
    '404 NoSuchKey',
  ),
]
