import {
  CompleteMultipartUpload$,
  type CompletedPart,
  type CompleteMultipartUploadOutput,
  type CompleteMultipartUploadRequest,
} from '@aws-sdk/client-s3'
import type { StoredObject } from '../object-store/stored-object.ts'
import type { MultipartUpload, UploadedPart } from '../object-store/upload-index.ts'
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '../wire/checksum.ts'
import { checksumOf, encryptionOf } from './attributes.ts'
import { allowWrite } from './conditions.ts'
import * as errors from './errors.ts'
import { locationOf } from './location.ts'
import { operation } from './operation.ts'

/** AWS: of every part but the last, in bytes. */
const MIN_PART_BYTES = 5 * 1024 * 1024

export const completeMultipartUpload = operation<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput>(
  CompleteMultipartUpload$,
  async (input, { store, request }) => {
    const { bucket, key } = request
    const allow = allowWrite(key, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch })
    const upload = store.uploads.get(bucket, key, input.UploadId!)
    const parts = chooseParts(input.MultipartUpload?.Parts ?? [], upload, store.uploads.parts(upload))
    const object = await store.uploads.assemble(upload, parts)
    checkObject(input, object, upload)
    await store.uploads.complete(upload, object, allow)
    return {
      Location: locationOf(request, key),
      Bucket: bucket,
      Key: key,
      ETag: object.etag,
      ...checksumOf(object.checksum),
      ...encryptionOf(object.attributes),
    }
  },
  { describesObject: true },
)

/** Throws `MalformedXML`, `InvalidPartOrder`, `InvalidPart`, `InvalidRequest` or `EntityTooSmall`. */
function chooseParts(listed: CompletedPart[], upload: MultipartUpload, uploaded: UploadedPart[]): UploadedPart[] {
  if (listed.length === 0) throw errors.malformedXml()
  const byNumber = new Map(uploaded.map((part) => [part.number, part]))
  let before = 0
  const parts = listed.map((completed) => {
    const { PartNumber: number, ETag: etag } = completed
    if (number === undefined || etag === undefined) throw errors.malformedXml()
    if (number <= before) throw errors.invalidPartOrder(upload.uploadId)
    before = number
    const part = byNumber.get(number)
    if (!part || !isSame(part.etag, etag))
      throw errors.invalidPart(upload.uploadId, { PartNumber: String(number), ETag: etag })
    checkPartChecksum(completed, part, upload)
    return part
  })
  const small = parts.slice(0, -1).find(({ size }) => size < MIN_PART_BYTES)
  if (small) throw errors.entityTooSmall(small.size, MIN_PART_BYTES, small.number, small.etag)
  return parts
}

const isSame = (etag: string, given: string): boolean => etag.replaceAll('"', '') === given.trim().replaceAll('"', '')

function checkPartChecksum(
  completed: CompletedPart,
  part: UploadedPart,
  { uploadId, checksum }: MultipartUpload,
): void {
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => completed[`Checksum${algorithm}`] !== undefined)
  const isRight = (algorithm: ChecksumAlgorithm): boolean =>
    algorithm === checksum.algorithm && completed[`Checksum${algorithm}`] === part.checksumValue
  if (!given.every(isRight)) throw errors.invalidPart(uploadId, { PartNumber: String(part.number), ETag: part.etag })
  if (given.length === 0 && checksum.type === 'COMPOSITE')
    throw errors.missingPartChecksum(checksum.algorithm, part.number)
}

/** Holds what the client says of the whole object against what its parts make. */
function checkObject(
  input: CompleteMultipartUploadRequest,
  { size, checksum }: StoredObject,
  upload: MultipartUpload,
): void {
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksum.type)
    throw errors.wrongChecksumMode(checksum.type)
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) throw errors.wrongObjectSize()
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const given = input[`Checksum${algorithm}`]
    if (given === undefined) continue
    if (algorithm !== checksum.algorithm)
      throw errors.wrongChecksumKind(upload.checksum.isRequested ? checksum.algorithm : undefined, algorithm)
    if (given !== checksum.value) throw errors.badChecksum(algorithm)
  }
}
