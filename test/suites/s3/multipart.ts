import { createHash } from 'node:crypto'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type CompleteMultipartUploadCommandInput,
  type CreateMultipartUploadCommandInput,
  type S3Client,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3'
import type { Subject } from './subject.ts'

export const MIB = 1024 * 1024
/** The smallest part that need not be the last. */
export const LARGE = Buffer.alloc(5 * MIB, 'a part of an object, ')
export const END = Buffer.from('end')

export interface Place {
  Bucket: string
  Key: string
  UploadId: string
}

/** A client that sends and asks for no checksum of its own accord. */
export const bare = (s3: Subject): S3Client => s3.client({ requestChecksumCalculation: 'WHEN_REQUIRED' })

export async function create(s3: Subject, input: Partial<CreateMultipartUploadCommandInput> = {}): Promise<Place> {
  const place = { Bucket: await s3.newBucket(), Key: 'a b/ü' }
  const { UploadId } = await bare(s3).send(new CreateMultipartUploadCommand({ ...place, ...input }))
  return { ...place, UploadId: UploadId! }
}

export const upload = async (
  s3: Subject,
  place: Place,
  PartNumber: number,
  Body: string | Uint8Array,
  input: Partial<UploadPartCommandInput> = {},
) => await bare(s3).send(new UploadPartCommand({ ...place, PartNumber, Body, ...input }))

export const complete = async (
  s3: Subject,
  place: Place,
  Parts: CompletedPart[],
  input: Partial<CompleteMultipartUploadCommandInput> = {},
) => await bare(s3).send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts }, ...input }))

export const abort = async (s3: Subject, place: Place) => await bare(s3).send(new AbortMultipartUploadCommand(place))

export async function uploadAll(
  s3: Subject,
  place: Place,
  ...bodies: (string | Uint8Array)[]
): Promise<CompletedPart[]> {
  const answers = await Promise.all(bodies.map(async (body, index) => await upload(s3, place, index + 1, body)))
  return answers.map(({ ETag }, index) => ({ PartNumber: index + 1, ETag: ETag! }))
}

export async function bytesOf(s3: Subject, { Bucket, Key }: Place, input = {}): Promise<Buffer> {
  const { Body } = await s3.client().send(new GetObjectCommand({ Bucket, Key, ...input }))
  return Buffer.from(await Body!.transformToByteArray())
}

export const head = async (s3: Subject, { Bucket, Key }: Place) =>
  await s3.client().send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }))

/** The ETag of an object of these parts. */
export function etagOf(...parts: Uint8Array[]): string {
  const md5s = parts.map((bytes) => createHash('md5').update(bytes).digest())
  return `"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-${parts.length}"`
}
