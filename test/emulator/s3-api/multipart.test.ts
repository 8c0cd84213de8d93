import { createHash, randomBytes } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandInput,
  type CreateMultipartUploadCommandInput,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChecksum, type ChecksumAlgorithm } from '../../../emulator/wire/checksum.ts'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

const MIB = 1024 * 1024
const LARGE = randomBytes(5 * MIB)

/** A client that sends and asks for no checksum of its own accord. */
const bare = () => server.client({ requestChecksumCalculation: 'WHEN_REQUIRED' })

interface Place {
  Bucket: string
  Key: string
  UploadId: string
}

async function create(input: Partial<CreateMultipartUploadCommandInput> = {}): Promise<Place> {
  const place = { Bucket: newBucket(server.store), Key: 'a b/ü' }
  const { UploadId } = await bare().send(new CreateMultipartUploadCommand({ ...place, ...input }))
  return { ...place, UploadId: UploadId! }
}

const upload = async (
  place: Place,
  PartNumber: number,
  Body: string | Uint8Array,
  input: Partial<UploadPartCommandInput> = {},
) => await bare().send(new UploadPartCommand({ ...place, PartNumber, Body, ...input }))

const complete = async (
  place: Place,
  Parts: CompletedPart[],
  input: Partial<CompleteMultipartUploadCommandInput> = {},
) => await bare().send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts }, ...input }))

async function uploadAll(place: Place, ...bodies: (string | Uint8Array)[]): Promise<CompletedPart[]> {
  const answers = await Promise.all(bodies.map(async (body, index) => await upload(place, index + 1, body)))
  return answers.map(({ ETag }, index) => ({ PartNumber: index + 1, ETag: ETag! }))
}

async function bytesOf({ Bucket, Key }: Place): Promise<Buffer> {
  const { Body } = await server.client().send(new GetObjectCommand({ Bucket, Key }))
  return Buffer.from(await Body!.transformToByteArray())
}

const head = async ({ Bucket, Key }: Place, input = {}) =>
  await server.client().send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED', ...input }))

async function checksumOf(algorithm: ChecksumAlgorithm, ...pieces: Uint8Array[]): Promise<Buffer> {
  const running = createChecksum(algorithm)
  for (const piece of pieces) running.update(piece)
  return Buffer.from(await running.digest())
}

const base64Of = async (algorithm: ChecksumAlgorithm, ...pieces: Uint8Array[]): Promise<string> =>
  (await checksumOf(algorithm, ...pieces)).toString('base64')

describe('an upload', () => {
  it('becomes one object of its parts, with the ETag of their ETags', async () => {
    const place = await create({ ContentType: 'text/csv', Metadata: { a: 'b' } })
    const parts = await uploadAll(place, LARGE, LARGE, 'end')
    const answer = await complete(place, parts)
    const md5s = [LARGE, LARGE, Buffer.from('end')].map((bytes) => createHash('md5').update(bytes).digest())
    const ETag = `"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-3"`
    expect(answer).toMatchObject({ ETag, Bucket: place.Bucket, Key: place.Key, ServerSideEncryption: 'AES256' })
    expect(answer.Location).toBe(`${server.endpoint}/${place.Bucket}/a%20b%2F%C3%BC`)
    expect(await head(place)).toMatchObject({
      ETag,
      ContentType: 'text/csv',
      Metadata: { a: 'b' },
      ContentLength: 10 * MIB + 3,
    })
    expect((await bytesOf(place)).equals(Buffer.concat([LARGE, LARGE, Buffer.from('end')]))).toBe(true)
  })

  it('may leave parts out, whose files go', async () => {
    await using own = await startS3Server()
    const Bucket = newBucket(own.store)
    const client = own.client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }))
    const [one] = await Promise.all(
      [1, 2].map(
        async (PartNumber) =>
          await client.send(
            new UploadPartCommand({ Bucket, Key: 'a', UploadId: UploadId!, PartNumber, Body: `part ${PartNumber}` }),
          ),
      ),
    )
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: one!.ETag! }] }
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'a', UploadId: UploadId!, MultipartUpload }))
    expect(await bodyFilesIn(own.folder)).toHaveLength(1)
  })

  it('takes the last of two parts with one number', async () => {
    const place = await create()
    const first = await upload(place, 1, 'first')
    const second = await upload(place, 1, 'second')
    await expect(complete(place, [{ PartNumber: 1, ETag: first.ETag! }])).rejects.toMatchObject({ name: 'InvalidPart' })
    await complete(place, [{ PartNumber: 1, ETag: second.ETag!.replaceAll('"', '') }])
    expect((await bytesOf(place)).toString()).toBe('second')
  })

  it('has an id that is safe in a URL, in an element of its own name on one line', async () => {
    const path = `/${newBucket(server.store)}/a?uploads`
    const headers = { 'content-type': 'application/json' }
    const { body } = await send(server.port, { method: 'POST', path, headers, body: '' })
    expect(elementOf(body, 'UploadId')).toMatch(/^[0-9a-f]{64,}$/)
    expect(body).not.toContain('\n')
  })
})

describe('completing', () => {
  it('is refused for a part that is not there, or not that one', async () => {
    const place = await create()
    const [one] = await uploadAll(place, 'one')
    const missing = { PartNumber: 2, ETag: one!.ETag! }
    await expect(complete(place, [one!, missing])).rejects.toMatchObject({ name: 'InvalidPart', PartNumber: '2' })
    await expect(complete(place, [{ ...one!, ETag: '"other"' }])).rejects.toMatchObject({ name: 'InvalidPart' })
  })

  it('is refused for a small part that is not the last', async () => {
    const place = await create()
    const parts = await uploadAll(place, LARGE.subarray(1), 'end')
    await expect(complete(place, parts)).rejects.toMatchObject({
      name: 'EntityTooSmall',
      ProposedSize: String(5 * MIB - 1),
      MinSizeAllowed: String(5 * MIB),
      PartNumber: '1',
    })
    expect(server.store.objects.find(place.Bucket, place.Key)).toBeUndefined()
  })

  it('is refused without parts, or without a document', async () => {
    const place = await create()
    await expect(complete(place, [])).rejects.toMatchObject({ name: 'MalformedXML' })
    const path = `/${place.Bucket}/${encodeURIComponent(place.Key)}?uploadId=${place.UploadId}`
    const bodies = [
      '',
      '<CompleteMultipartUpload><Part/></CompleteMultipartUpload>',
      '<CompleteMultipartUpload/>',
      '<Delete/>',
    ]
    const answers = await Promise.all(
      bodies.map(async (body) => await send(server.port, { method: 'POST', path, body })),
    )
    expect(answers.map(({ body }) => elementOf(body, 'Code'))).toEqual(bodies.map(() => 'MalformedXML'))
  })

  it('ends the upload: once, also when it is asked for twice at once', async () => {
    const place = await create()
    const parts = await uploadAll(place, 'once')
    const outcomes = await Promise.allSettled([complete(place, parts), complete(place, parts)])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(upload(place, 2, 'late')).rejects.toMatchObject({ name: 'NoSuchUpload' })
    expect((await bytesOf(place)).toString()).toBe('once')
  })
})

describe('aborting', () => {
  it('ends the upload and removes its parts', async () => {
    await using own = await startS3Server()
    const client = own.client()
    const Bucket = newBucket(own.store)
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }))
    const place = { Bucket, Key: 'a', UploadId: UploadId! }
    await client.send(new UploadPartCommand({ ...place, PartNumber: 1, Body: 'part' }))
    const { $metadata } = await client.send(new AbortMultipartUploadCommand(place))
    expect($metadata.httpStatusCode).toBe(204)
    expect(await bodyFilesIn(own.folder)).toEqual([])
    await expect(client.send(new AbortMultipartUploadCommand(place))).rejects.toMatchObject({ name: 'NoSuchUpload' })
  })

  it('an upload is known under its own key only', async () => {
    const place = await create()
    const other = { ...place, Key: 'other' }
    await expect(upload(other, 1, 'x')).rejects.toMatchObject({ name: 'NoSuchUpload', UploadId: place.UploadId })
    await expect(bare().send(new ListPartsCommand(other))).rejects.toMatchObject({ name: 'NoSuchUpload' })
    await expect(bare().send(new AbortMultipartUploadCommand(other))).rejects.toMatchObject({ name: 'NoSuchUpload' })
    await expect(complete({ ...place, UploadId: 'none' }, [{ PartNumber: 1, ETag: 'e' }])).rejects.toMatchObject({
      name: 'NoSuchUpload',
    })
  })
})

describe('parts', () => {
  it('are listed in pages', async () => {
    const place = await create()
    for (const number of [9, 2, 400]) await upload(place, number, `part ${number}`)
    const first = await bare().send(new ListPartsCommand({ ...place, MaxParts: 2 }))
    const second = await bare().send(
      new ListPartsCommand({ ...place, MaxParts: 2, PartNumberMarker: first.NextPartNumberMarker! }),
    )
    expect(first).toMatchObject({
      IsTruncated: true,
      MaxParts: 2,
      PartNumberMarker: '0',
      NextPartNumberMarker: '9',
      StorageClass: 'STANDARD',
    })
    expect(first.Parts).toMatchObject([
      {
        PartNumber: 2,
        Size: 6,
        ETag: `"${createHash('md5').update('part 2').digest('hex')}"`,
        LastModified: new Date('2026-01-02T03:04:05Z'),
      },
      { PartNumber: 9 },
    ])
    expect(second).toMatchObject({ IsTruncated: false, PartNumberMarker: '9', Parts: [{ PartNumber: 400 }] })
  })
})

describe('checksums', () => {
  const END = Buffer.from('end')

  it('of parts must be of the kind of the upload', async () => {
    const crc32 = await create({ ChecksumAlgorithm: 'CRC32' })
    const SHA1 = await base64Of('SHA1', END)
    await expect(upload(crc32, 1, END, { ChecksumSHA1: SHA1 })).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: 'Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: sha1',
    })
    await expect(upload(crc32, 1, END)).rejects.toThrow('expected checksum Type: crc32, actual checksum Type: null')
  })

  it('of parts may be of any kind where the upload has none, are verified, and are not asked for again', async () => {
    const place = await create()
    await expect(upload(place, 1, END, { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' })
    const { ETag, ChecksumCRC32 } = await upload(place, 1, END, { ChecksumCRC32: await base64Of('CRC32', END) })
    const part = { PartNumber: 1, ETag: ETag! }
    await expect(complete(place, [{ ...part, ChecksumCRC32 }])).rejects.toMatchObject({ name: 'InvalidPart' })
    expect(await complete(place, [part])).toMatchObject({ ChecksumCRC64NVME: await base64Of('CRC64NVME', END) })
  })

  it('of the object must be of the kind of the upload', async () => {
    const place = await create()
    const parts = await uploadAll(place, END)
    const completing = complete(place, parts, { ChecksumCRC32: await base64Of('CRC32', END) })
    await expect(completing).rejects.toThrow('expected checksum Type: null, actual checksum Type: crc32')
  })

  it('of parts are verified when they come and when they are named', async () => {
    const place = await create({ ChecksumAlgorithm: 'CRC32' })
    const wrong = { ChecksumCRC32: 'AAAAAA==' }
    await expect(upload(place, 1, END, wrong)).rejects.toMatchObject({ name: 'BadDigest' })
    const right = { ChecksumCRC32: await base64Of('CRC32', END) }
    const { ETag, ChecksumCRC32 } = await upload(place, 1, END, right)
    const part = { PartNumber: 1, ETag: ETag! }
    expect(ChecksumCRC32).toBe(right.ChecksumCRC32)
    await expect(complete(place, [{ ...part, ...wrong }])).rejects.toMatchObject({ name: 'InvalidPart' })
    await expect(complete(place, [part])).rejects.toThrow('It was missing for part 1 in the request.')
    await complete(place, [{ ...part, ...right }])
  })
})
