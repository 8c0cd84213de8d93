import {
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandInput,
  type CreateMultipartUploadCommandInput,
} from '@aws-sdk/client-s3'
import { createChecksum, type ChecksumAlgorithm } from '../../../emulator/wire/checksum.ts'
import { behaviour, each, outcomeOfCall, pick, type Behaviour } from './behaviour.ts'
import { bare, complete, create, END, head, LARGE, upload, uploadAll, type Place } from './multipart.ts'
import type { Subject } from './subject.ts'

async function checksumOf(algorithm: ChecksumAlgorithm, ...pieces: Uint8Array[]): Promise<Buffer> {
  const running = createChecksum(algorithm)
  for (const piece of pieces) running.update(piece)
  return Buffer.from(await running.digest())
}
const base64Of = async (algorithm: ChecksumAlgorithm, ...pieces: Uint8Array[]): Promise<string> =>
  (await checksumOf(algorithm, ...pieces)).toString('base64')

const END_CRC32 = 'APwzsQ=='
const WRONG_CRC32 = 'AAAAAA=='

/** Uploads parts with a checksum each, by a client that computes them. */
async function uploadWith(s3: Subject, place: Place, algorithm: ChecksumAlgorithm): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = []
  for (const [index, Body] of [LARGE, END].entries()) {
    const input = { ...place, PartNumber: index + 1, Body, ChecksumAlgorithm: algorithm }
    const answer = await s3.client().send(new UploadPartCommand(input))
    const name = `Checksum${algorithm}` as const
    parts.push({ PartNumber: index + 1, ETag: answer.ETag!, [name]: answer[name] })
  }
  return parts
}

const composite = async (algorithm: ChecksumAlgorithm): Promise<Behaviour> => {
  const digests = await Promise.all([LARGE, END].map(async (bytes) => await checksumOf(algorithm, bytes)))
  const expected = [`${await base64Of(algorithm, ...digests)}-2`, 'COMPOSITE']
  return behaviour(
    `${algorithm} is made of those of the parts`,
    async (s3) => {
      const place = await create(s3, { ChecksumAlgorithm: algorithm })
      const answers = [await complete(s3, place, await uploadWith(s3, place, algorithm)), await head(s3, place)]
      return answers.map((answer) => [answer[`Checksum${algorithm}`], answer.ChecksumType])
    },
    [expected, expected],
  )
}

const full = async (algorithm: ChecksumAlgorithm): Promise<Behaviour> => {
  const [right, wrong] = [await base64Of(algorithm, LARGE, END), await base64Of(algorithm, END)]
  return behaviour(
    `${algorithm} is of all bytes where that is asked for, and verified`,
    async (s3) => {
      const place = await create(s3, { ChecksumAlgorithm: algorithm, ChecksumType: 'FULL_OBJECT' })
      const parts = await uploadWith(s3, place, algorithm)
      const sent = (value: string): Partial<CompleteMultipartUploadCommandInput> => ({
        [`Checksum${algorithm}`]: value,
        ChecksumType: 'FULL_OBJECT',
      })
      const refused = await outcomeOfCall(complete(s3, place, parts, sent(wrong)))
      const answer = await complete(s3, place, parts, sent(right))
      return [refused, answer[`Checksum${algorithm}`], answer.ChecksumType]
    },
    ['400 BadDigest', right, 'FULL_OBJECT'],
  )
}

const inKinds: Behaviour[] = [
  ...(await Promise.all((['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const).map(composite))),
  ...(await Promise.all((['CRC32', 'CRC32C', 'CRC64NVME'] as const).map(full))),
  behaviour(
    'a checksum is a CRC64NVME of all bytes where nobody asks',
    async (s3) => {
      const place = await create(s3)
      const { ChecksumCRC64NVME, ChecksumType } = await complete(s3, place, await uploadAll(s3, place, LARGE, END))
      return [ChecksumCRC64NVME, ChecksumType]
    },
    [await base64Of('CRC64NVME', LARGE, END), 'FULL_OBJECT'],
  ),
]

const CRC32 = { ChecksumAlgorithm: 'CRC32' } as const
const endsWith = async (s3: Subject, place: Place, input: object) =>
  await outcomeOfCall(upload(s3, place, 1, END, input))

const ofParts: Behaviour[] = [
  ...each<object>(
    [
      [
        'a part with a checksum of another kind is refused',
        { ChecksumSHA1: 'epLz0mNi1lV9VwHed6Y6Ad9h5X8=' },
        '400 InvalidRequest',
      ],
      ['a part without a checksum is refused', {}, '400 InvalidRequest'],
      ['a part with a checksum of other bytes is refused', { ChecksumCRC32: WRONG_CRC32 }, '400 BadDigest'],
      ['a part with its checksum is taken', { ChecksumCRC32: END_CRC32 }, '200'],
    ],
    async (s3, input) => await endsWith(s3, await create(s3, CRC32), input),
  ),
  ...each<object>(
    [
      [
        'a checksum of other bytes is refused where the upload has no kind',
        { ChecksumCRC32: WRONG_CRC32 },
        '400 BadDigest',
      ],
      ['a checksum of any kind is verified where the upload has none', { ChecksumCRC32: END_CRC32 }, '200'],
    ],
    async (s3, input) => await endsWith(s3, await create(s3), input),
  ),
  ...each<[Partial<CreateMultipartUploadCommandInput>, string | undefined]>(
    [
      ['a part is named with its checksum', [CRC32, END_CRC32], '200'],
      ['a part that is named with another checksum is refused', [CRC32, WRONG_CRC32], '400 InvalidPart'],
      ['a part that is named without its checksum is refused', [CRC32, undefined], '400 InvalidRequest'],
      ['a part needs no checksum where the upload has no kind', [{}, undefined], '200'],
      ['a part is not named with a checksum where the upload has no kind', [{}, END_CRC32], '400 InvalidPart'],
    ],
    async (s3, [input, named]) => {
      const place = await create(s3, input)
      const { ETag } = await upload(s3, place, 1, END, { ChecksumCRC32: END_CRC32 })
      const part = { PartNumber: 1, ETag: ETag!, ...(named !== undefined && { ChecksumCRC32: named }) }
      return await outcomeOfCall(complete(s3, place, [part]))
    },
  ),
  behaviour(
    'parts are listed with their checksums',
    async (s3) => {
      const place = await create(s3, CRC32)
      await upload(s3, place, 1, END, { ChecksumCRC32: END_CRC32 })
      const { Parts = [], ...listing } = await bare(s3).send(new ListPartsCommand(place))
      return [pick(listing, 'ChecksumAlgorithm', 'ChecksumType'), Parts.map((part) => part.ChecksumCRC32)]
    },
    [{ ChecksumAlgorithm: 'CRC32', ChecksumType: 'COMPOSITE' }, [END_CRC32]],
  ),
]

const refused: Behaviour[] = [
  ...each<object>(
    [
      [
        'a composite CRC64NVME is refused',
        { ChecksumAlgorithm: 'CRC64NVME', ChecksumType: 'COMPOSITE' },
        '400 InvalidRequest',
      ],
      [
        'a SHA256 of all bytes is refused',
        { ChecksumAlgorithm: 'SHA256', ChecksumType: 'FULL_OBJECT' },
        '400 InvalidRequest',
      ],
      ['a type without a kind is refused', { ChecksumType: 'FULL_OBJECT' }, '400 InvalidRequest'],
      ['an unknown kind is refused', { ChecksumAlgorithm: 'SHA512' }, '400 InvalidRequest'],
      ['an unknown type is refused', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'PARTIAL' }, '400 InvalidArgument'],
    ],
    async (s3, input) => {
      const place = { Bucket: await s3.newBucket(), Key: 'a' }
      return await outcomeOfCall(bare(s3).send(new CreateMultipartUploadCommand({ ...place, ...input })))
    },
  ),
  behaviour(
    'the type cannot change on the way',
    async (s3) => {
      const place = await create(s3, { ...CRC32, ChecksumType: 'FULL_OBJECT' })
      const parts = await uploadWith(s3, place, 'CRC32')
      return await outcomeOfCall(complete(s3, place, parts, { ChecksumType: 'COMPOSITE' }))
    },
    '400 InvalidRequest',
  ),
  behaviour(
    'a checksum of the object must be of the kind of the upload',
    async (s3) => {
      const place = await create(s3)
      return await outcomeOfCall(complete(s3, place, await uploadAll(s3, place, END), { ChecksumCRC32: END_CRC32 }))
    },
    '400 InvalidRequest',
  ),
]

export const uploadChecksums: Behaviour[] = [...inKinds, ...ofParts, ...refused]
