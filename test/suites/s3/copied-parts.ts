import { createHash } from 'node:crypto'
import { UploadPartCopyCommand, type CompletedPart, type UploadPartCopyCommandInput } from '@aws-sdk/client-s3'
import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, readOrCode, type Behaviour } from './behaviour.ts'
import { abort, bytesOf, complete, create, END, etagOf, head, LARGE, MIB, upload, type Place } from './multipart.ts'
import type { Subject } from './subject.ts'

type Input = Partial<UploadPartCopyCommandInput>

const HELLO_ETAG = '"5d41402abc4b2a76b9719d911017c592"'
const HELLO_SHA256 = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='

/** An upload in a bucket that has the source `a ü`. */
async function createBeside(s3: Subject, body: string, input = {}): Promise<Place> {
  const place = await create(s3, input)
  await s3.putAll(place.Bucket, { 'a ü': body })
  return place
}

const copy = async (s3: Subject, place: Place, input: Input = {}) => {
  const CopySource = `${place.Bucket}/${encodeURIComponent('a ü')}`
  return await s3.client().send(new UploadPartCopyCommand({ ...place, PartNumber: 1, CopySource, ...input }))
}

/** The text of an object whose only part is this copy. */
async function textOfCopy(s3: Subject, place: Place, input: Input = {}): Promise<string> {
  const { CopyPartResult: result } = await copy(s3, place, input)
  await complete(s3, place, [{ PartNumber: 1, ETag: result!.ETag! }])
  return (await bytesOf(s3, place)).toString()
}

const RANGES: [range: string, outcome: string][] = [
  ['bytes=0-5', '400 InvalidArgument'],
  ['bytes=5-6', '400 InvalidRequest'],
  ['bytes=3-2', '400 InvalidArgument'],
  ['bytes=1-', '400 InvalidArgument'],
  ['bytes=-1', '400 InvalidArgument'],
  ['bytes=0-1,3-4', '400 InvalidArgument'],
  ['0-1', '400 InvalidArgument'],
]

const before = (at: Date): Date => new Date(at.getTime() - 1000)
const CONDITIONS: [says: string, conditions: (at: Date) => Input, outcome: string][] = [
  ['a source of that ETag', () => ({ CopySourceIfMatch: HELLO_ETAG }), '200'],
  ['a source of another ETag than it has', () => ({ CopySourceIfMatch: '"other"' }), '412 PreconditionFailed'],
  ['a source that has not that ETag', () => ({ CopySourceIfNoneMatch: HELLO_ETAG }), '412 PreconditionFailed'],
  ['a source modified since earlier', (at) => ({ CopySourceIfModifiedSince: before(at) }), '200'],
  [
    'a source not modified since earlier',
    (at) => ({ CopySourceIfUnmodifiedSince: before(at) }),
    '412 PreconditionFailed',
  ],
]

const copied: Behaviour[] = [
  behaviour(
    'a part is copied whole, and says its ETag and time',
    async (s3) => {
      const place = await createBeside(s3, 'hello')
      const { CopyPartResult: result } = await copy(s3, place)
      return [result?.ETag, result?.LastModified instanceof Date]
    },
    [HELLO_ETAG, true],
  ),
  ...each<string | undefined>(
    [
      ['an object may be one copied part', undefined, 'hello'],
      ['a part may be copied from the middle of its source', 'bytes=1-3', 'ell'],
      ['a part may be copied up to the end of its source', 'bytes=4-4', 'o'],
    ],
    async (s3, CopySourceRange) => await textOfCopy(s3, await createBeside(s3, 'hello'), { CopySourceRange }),
  ),
  behaviour(
    'copied parts and others become one object',
    async (s3) => {
      const place = await createBeside(s3, LARGE.toString())
      const { CopyPartResult: whole } = await copy(s3, place)
      const { ETag } = await upload(s3, place, 2, END)
      await complete(
        s3,
        place,
        [whole!, { ETag }].map((part, index) => ({ PartNumber: index + 1, ETag: part.ETag! })),
      )
      const isWhole = (await bytesOf(s3, place)).equals(Buffer.concat([LARGE, END]))
      return [isWhole, (await head(s3, place)).ETag === etagOf(LARGE, END)]
    },
    [true, true],
  ),
  behaviour(
    'a part may be copied across the parts of its source',
    async (s3) => {
      const source = await create(s3)
      const parts: CompletedPart[] = [
        { PartNumber: 1, ETag: (await upload(s3, source, 1, LARGE)).ETag! },
        { PartNumber: 2, ETag: (await upload(s3, source, 2, END)).ETag! },
      ]
      await complete(s3, source, parts)
      const CopySource = `${source.Bucket}/${encodeURIComponent(source.Key)}`
      const CopySourceRange = `bytes=${5 * MIB - 2}-${5 * MIB + 1}`
      const text = await textOfCopy(s3, await create(s3), { CopySource, CopySourceRange })
      return text === `${LARGE.subarray(-2).toString()}en`
    },
    true,
  ),
  behaviour(
    'a copied part has a checksum of the kind of its upload',
    async (s3) => {
      const place = await createBeside(s3, 'hello', { ChecksumAlgorithm: 'SHA256' })
      return await readOrCode(copy(s3, place), ({ CopyPartResult: result }) => result?.ChecksumSHA256)
    },
    HELLO_SHA256,
  ),
  behaviour(
    'an object has the checksum of its copied parts’ checksums',
    async (s3) => {
      const place = await createBeside(s3, 'hello', { ChecksumAlgorithm: 'SHA256' })
      const toObject = async () => {
        const { CopyPartResult: result } = await copy(s3, place)
        const part = { PartNumber: 1, ...pick(result!, 'ETag', 'ChecksumSHA256') }
        return await complete(s3, place, [part])
      }
      return await readOrCode(toObject(), ({ ChecksumType, ChecksumSHA256 }) => [ChecksumType, ChecksumSHA256])
    },
    ['COMPOSITE', `${createHash('sha256').update(Buffer.from(HELLO_SHA256, 'base64')).digest('base64')}-1`],
  ),
  ...each(
    CONDITIONS.map(([says, conditions, outcome]) => [`on condition of ${says}`, conditions, outcome] as const),
    async (s3, conditions) => {
      const place = await createBeside(s3, 'hello')
      const { LastModified } = await head(s3, { ...place, Key: 'a ü' })
      return await outcomeOfCall(copy(s3, place, conditions(LastModified!)))
    },
  ),
]

const refused: Behaviour[] = [
  ...each(
    RANGES.map(([range, outcome]) => [`the range ${range} of five bytes is refused`, range, outcome] as const),
    async (s3, CopySourceRange) => await outcomeOfCall(copy(s3, await createBeside(s3, 'hello'), { CopySourceRange })),
  ),
  ...each(
    [0, 10_001].map((number) => [`the part number ${number} is refused`, number, '400 InvalidArgument'] as const),
    async (s3, PartNumber) => await outcomeOfCall(copy(s3, await createBeside(s3, 'hello'), { PartNumber })),
  ),
  behaviour(
    'a source that is not there is named',
    async (s3) => {
      const { Bucket, Key, UploadId } = await create(s3)
      const path = `/${Bucket}/${Key.split('/').map(encodeURIComponent).join('/')}?partNumber=1&uploadId=${UploadId}`
      const answer = await s3.send({ method: 'PUT', path, headers: { 'x-amz-copy-source': `${Bucket}/b` } })
      return [outcomeOf(answer), elementOf(answer.body, 'Key')]
    },
    ['404 NoSuchKey', 'b'],
  ),
  behaviour(
    'an upload that has ended takes no copies',
    async (s3) => {
      const place = await createBeside(s3, 'hello')
      await abort(s3, place)
      return await outcomeOfCall(copy(s3, place))
    },
    '404 NoSuchUpload',
  ),
  behaviour(
    'a source of another owner than expected is refused',
    async (s3) =>
      await outcomeOfCall(copy(s3, await createBeside(s3, 'hello'), { ExpectedSourceBucketOwner: '444455556666' })),
    '403 AccessDenied',
  ),
]

export const copiedParts: Behaviour[] = [...copied, ...refused]
