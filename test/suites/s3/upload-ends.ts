import { createHash } from 'node:crypto'
import { ListPartsCommand } from '@aws-sdk/client-s3'
import { behaviour, each, outcomeOf, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import { abort, bare, bytesOf, complete, create, END, LARGE, MIB, upload, uploadAll } from './multipart.ts'
import type { Subject } from './subject.ts'

const completing: Behaviour[] = [
  ...each<number[]>(
    [
      ['parts that are not in order are refused', [2, 1], '400 InvalidPartOrder'],
      ['a part that is named twice is refused', [1, 1], '400 InvalidPartOrder'],
      ['a part that is not there is refused', [1, 2, 3], '400 InvalidPart'],
    ],
    async (s3, order) => {
      const place = await create(s3)
      const parts = await uploadAll(s3, place, LARGE, LARGE)
      const named = order.map((number) => ({ PartNumber: number, ETag: (parts[number - 1] ?? parts[0]!).ETag! }))
      return await outcomeOfCall(complete(s3, place, named))
    },
  ),
  behaviour(
    'a part of another ETag is refused',
    async (s3) => {
      const place = await create(s3)
      await uploadAll(s3, place, 'one')
      return await outcomeOfCall(complete(s3, place, [{ PartNumber: 1, ETag: '"00000000000000000000000000000000"' }]))
    },
    '400 InvalidPart',
  ),
  behaviour(
    'a small part that is not the last is refused, and no object appears',
    async (s3) => {
      const place = await create(s3)
      const parts = await uploadAll(s3, place, LARGE.subarray(1), END)
      return [await outcomeOfCall(complete(s3, place, parts)), await s3.keysIn(place.Bucket)]
    },
    ['400 EntityTooSmall', []],
  ),
  behaviour(
    'a small part is refused with its number and the sizes',
    async (s3) => {
      const place = await create(s3)
      const parts = await uploadAll(s3, place, LARGE.subarray(1), END)
      const error: unknown = await complete(s3, place, parts).catch((reason: unknown) => reason)
      return pick(error as Record<string, string>, 'ProposedSize', 'MinSizeAllowed', 'PartNumber')
    },
    { ProposedSize: String(5 * MIB - 1), MinSizeAllowed: String(5 * MIB), PartNumber: '1' },
  ),
  ...each(
    ['', '<CompleteMultipartUpload><Part/></CompleteMultipartUpload>', '<CompleteMultipartUpload/>', '<Delete/>'].map(
      (body) => [`the document ${JSON.stringify(body)} is refused`, body, '400 MalformedXML'] as const,
    ),
    async (s3, body) => {
      const { Bucket, Key, UploadId } = await create(s3)
      const path = `/${Bucket}/${Key.split('/').map(encodeURIComponent).join('/')}?uploadId=${UploadId}`
      return outcomeOf(await s3.send({ method: 'POST', path, body }))
    },
  ),
  ...each(
    [
      ['If-None-Match: * does not replace', { IfNoneMatch: '*' }, ['412 PreconditionFailed', 'theirs']],
      ['If-Match of another ETag does not replace', { IfMatch: '"other"' }, ['412 PreconditionFailed', 'theirs']],
      ['If-Match of the ETag replaces', { IfMatch: '"ce97a90ef59e9c768263754682f68bd6"' }, ['200', 'mine']],
    ],
    async (s3, input) => {
      const place = await create(s3)
      const parts = await uploadAll(s3, place, 'mine')
      await s3.putAll(place.Bucket, { [place.Key]: 'theirs' })
      return [await outcomeOfCall(complete(s3, place, parts, input)), (await bytesOf(s3, place)).toString()]
    },
  ),
  ...each(
    [
      ['the size that is expected is held against the size', 4, '200'],
      ['another size than expected is refused', 5, '400 InvalidRequest'],
    ],
    async (s3, MpuObjectSize) => {
      const place = await create(s3)
      return await outcomeOfCall(complete(s3, place, await uploadAll(s3, place, 'four'), { MpuObjectSize }))
    },
  ),
  behaviour(
    'completing ends the upload',
    async (s3) => {
      const place = await create(s3)
      await complete(s3, place, await uploadAll(s3, place, 'once'))
      return [await outcomeOfCall(upload(s3, place, 2, 'late')), (await bytesOf(s3, place)).toString()]
    },
    ['404 NoSuchUpload', 'once'],
  ),
]

const ending: Behaviour[] = [
  behaviour(
    'aborting ends the upload',
    async (s3) => {
      const place = await create(s3)
      await uploadAll(s3, place, 'part')
      return [await outcomeOfCall(abort(s3, place)), await outcomeOfCall(upload(s3, place, 2, 'late'))]
    },
    ['204', '404 NoSuchUpload'],
  ),
  behaviour(
    'aborting twice is an error',
    async (s3) => {
      const place = await create(s3)
      await abort(s3, place)
      return await outcomeOfCall(abort(s3, place))
    },
    '404 NoSuchUpload',
  ),
  behaviour(
    'an upload is known under its own key only',
    async (s3) => {
      const place = await create(s3)
      const other = { ...place, Key: 'other' }
      return [
        await outcomeOfCall(upload(s3, other, 1, 'x')),
        await outcomeOfCall(bare(s3).send(new ListPartsCommand(other))),
        await outcomeOfCall(abort(s3, other)),
      ]
    },
    ['404 NoSuchUpload', '404 NoSuchUpload', '404 NoSuchUpload'],
  ),
  behaviour(
    'an upload that never was is not there',
    async (s3) => {
      const place = { ...(await create(s3)), UploadId: 'none' }
      return await outcomeOfCall(complete(s3, place, [{ PartNumber: 1, ETag: 'e' }]))
    },
    '404 NoSuchUpload',
  ),
]

const listed = async (s3: Subject, input: Record<string, unknown>, numbers: number[]) => {
  const place = await create(s3)
  for (const number of numbers) await upload(s3, place, number, `part ${number}`)
  return await bare(s3).send(new ListPartsCommand({ ...place, ...input }))
}

const parts: Behaviour[] = [
  ...each(
    [0, 10_001, -1].map((number) => [`part ${number} is refused`, number, '400 InvalidArgument'] as const),
    async (s3, number) => await outcomeOfCall(upload(s3, await create(s3), number, 'x')),
  ),
  behaviour(
    'a part of another MD5 is not taken',
    async (s3) => {
      const place = await create(s3)
      const outcome = await outcomeOfCall(upload(s3, place, 1, 'x', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))
      return [outcome, (await bare(s3).send(new ListPartsCommand(place))).Parts]
    },
    ['400 BadDigest', undefined],
  ),
  behaviour(
    'parts are listed by number, page by page',
    async (s3) => {
      const first = await listed(s3, { MaxParts: 2 }, [9, 2, 400])
      return [
        pick(first, 'IsTruncated', 'MaxParts', 'PartNumberMarker', 'NextPartNumberMarker', 'StorageClass'),
        first.Parts?.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag]),
      ]
    },
    [
      { IsTruncated: true, MaxParts: 2, PartNumberMarker: '0', NextPartNumberMarker: '9', StorageClass: 'STANDARD' },
      [2, 9].map((number) => [number, 6, `"${createHash('md5').update(`part ${number}`).digest('hex')}"`]),
    ],
  ),
  behaviour(
    'parts are listed from where the last page ended',
    async (s3) => {
      const last = await listed(s3, { PartNumberMarker: '9' }, [9, 2, 400])
      return [last.IsTruncated, last.Parts?.map(({ PartNumber }) => PartNumber)]
    },
    [false, [400]],
  ),
  ...each<Record<string, unknown>>(
    [
      ['parts are not listed in pages of -1', { MaxParts: -1 }, '400 InvalidArgument'],
      ['parts are not listed from a number that is none', { PartNumberMarker: 'one' }, '400 InvalidArgument'],
    ],
    async (s3, input) => await outcomeOfCall(listed(s3, input, [])),
  ),
]

export const uploadEnds: Behaviour[] = [...completing, ...ending, ...parts]
