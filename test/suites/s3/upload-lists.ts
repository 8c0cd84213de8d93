import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  type MultipartUpload,
} from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOfCall, type Behaviour } from './behaviour.ts'
import { abort, bare, complete, create, END, uploadAll, type Place } from './multipart.ts'
import type { Subject } from './subject.ts'

type Input = Partial<ListMultipartUploadsCommandInput>

const list = async (s3: Subject, { Bucket }: Pick<Place, 'Bucket'>, input: Input = {}) =>
  await bare(s3).send(new ListMultipartUploadsCommand({ Bucket, ...input }))

/** Begun in another order than they are listed in. */
const KEYS = ['b', 'a/1', 'b', 'c/2/3', 'd', 'a/1']

async function severalUploads(s3: Subject): Promise<string> {
  const Bucket = await s3.newBucket()
  for (const Key of KEYS) await bare(s3).send(new CreateMultipartUploadCommand({ Bucket, Key }))
  return Bucket
}

/** Uploads that go on. */
export const uploadLists: Behaviour[] = [
  ...each<[Input, boolean]>(
    [
      ['uploads of a key are listed', [{ Prefix: 'a b/ü' }, true], true],
      ['uploads of a bucket are listed', [{}, true], true],
      ['uploads below a prefix are listed', [{ Prefix: 'a ' }, true], true],
      ['uploads of other keys are not listed', [{ Prefix: 'b' }, false], true],
    ],
    async (s3, [input, isListed]) => {
      const place = await create(s3)
      const { Uploads = [] } = await list(s3, place, input)
      return isListed
        ? Uploads.length === 1 && Uploads[0]!.Key === place.Key && Uploads[0]!.UploadId === place.UploadId
        : Uploads.length === 0
    },
  ),
  behaviour(
    'uploads that were aborted or completed are not listed',
    async (s3) => {
      const [one, other] = [await create(s3), await create(s3)]
      await abort(s3, one)
      await complete(s3, other, await uploadAll(s3, other, END))
      const lists = [await list(s3, one, { Prefix: one.Key }), await list(s3, other, { Prefix: other.Key })]
      return lists.map(({ Uploads = [] }) => Uploads.length)
    },
    [0, 0],
  ),
  ...each<number>(
    [1, 2, 100].map(
      (pageSize) =>
        [
          `uploads are all listed by key, once, in pages of ${pageSize}`,
          pageSize,
          [KEYS.toSorted(), KEYS.length],
        ] as const,
    ),
    async (s3, MaxUploads) => {
      const Bucket = await severalUploads(s3)
      const seen: MultipartUpload[] = []
      for (let markers: Input | undefined = {}, count = 0; markers !== undefined && count < 9; count += 1) {
        const page = await list(s3, { Bucket }, { MaxUploads, ...markers })
        seen.push(...(page.Uploads ?? []))
        markers = page.IsTruncated
          ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker || undefined }
          : undefined
      }
      return [seen.map(({ Key }) => Key), new Set(seen.map(({ UploadId }) => UploadId)).size]
    },
  ),
  behaviour(
    'uploads are grouped by a delimiter',
    async (s3) => {
      const Bucket = await severalUploads(s3)
      const { Uploads = [], CommonPrefixes = [] } = await list(s3, { Bucket }, { Delimiter: '/' })
      return [Uploads.map(({ Key }) => Key), CommonPrefixes.map(({ Prefix }) => Prefix)]
    },
    [
      ['b', 'b', 'd'],
      ['a/', 'c/'],
    ],
  ),
  behaviour(
    'keys of uploads are encoded where that is asked for',
    async (s3) => {
      const place = await create(s3)
      const { Uploads = [] } = await list(s3, place, { EncodingType: 'url', Prefix: place.Key })
      return Uploads.map(({ Key }) => Key)
    },
    ['a+b/%C3%BC'],
  ),
  behaviour(
    'uploads of a missing bucket are an error',
    async (s3) => await outcomeOfCall(list(s3, { Bucket: s3.newName() })),
    '404 NoSuchBucket',
  ),
]
