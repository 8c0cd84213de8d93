import { ListMultipartUploadsCommand, type ListMultipartUploadsCommandInput } from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOfCall, type Behaviour } from './behaviour.ts'
import { abort, bare, complete, create, END, uploadAll, type Place } from './multipart.ts'
import type { Subject } from './subject.ts'

type Input = Partial<ListMultipartUploadsCommandInput>

const list = async (s3: Subject, { Bucket }: Pick<Place, 'Bucket'>, input: Input = {}) =>
  await bare(s3).send(new ListMultipartUploadsCommand({ Bucket, ...input }))

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
  behaviour(
    'uploads of a missing bucket are an error',
    async (s3) => await outcomeOfCall(list(s3, { Bucket: s3.newName() })),
    '404 NoSuchBucket',
  ),
]
