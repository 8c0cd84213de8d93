import { UploadPartCopy$, type UploadPartCopyOutput, type UploadPartCopyRequest } from '@aws-sdk/client-s3'
import { encryptionOf } from './attributes.ts'
import { findCopySource } from './copy-source.ts'
import { copyRangeBehindEnd, copyRangeTooLong, copySourceTooLarge, malformedCopyRange } from './errors.ts'
import { operation } from './operation.ts'
import { checkPartNumber } from './part-number.ts'
import type { ByteRange } from './range.ts'
import { MAX_PUT_BYTES } from './request-body.ts'

export const uploadPartCopy = operation<UploadPartCopyRequest, UploadPartCopyOutput>(
  UploadPartCopy$,
  async (input, context) => {
    const { store, request } = context
    checkPartNumber(input.PartNumber ?? 0)
    const upload = store.uploads.get(request.bucket, request.key, input.UploadId!)
    const source = findCopySource(input, context)
    const range = parseCopyRange(input.CopySourceRange, source.size)
    if (range.end - range.start > MAX_PUT_BYTES) throw copySourceTooLarge(MAX_PUT_BYTES)
    const part = await store.uploads.copyPart(upload, input.PartNumber!, source, range)
    const { algorithm, isRequested } = upload.checksum
    return {
      CopyPartResult: {
        ETag: part.etag,
        LastModified: new Date(part.lastModifiedAt),
        ...(isRequested ? { [`Checksum${algorithm}`]: part.checksumValue } : {}),
      },
      ...encryptionOf(upload.attributes),
    }
  },
)

const RANGE = /^bytes=([0-9]{1,15})-([0-9]{1,15})$/

/** AWS: stricter than other ranges: both ends must be said, and must lie in the source. Throws `InvalidArgument`, `InvalidRequest`. */
function parseCopyRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) return { start: 0, end: size }
  const [, first, last] = RANGE.exec(header.trim()) ?? []
  if (first === undefined || Number(last) < Number(first)) throw malformedCopyRange(header)
  if (Number(first) >= size) throw copyRangeBehindEnd()
  if (Number(last) >= size) throw copyRangeTooLong(header, size)
  return { start: Number(first), end: Number(last) + 1 }
}
