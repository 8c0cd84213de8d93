import { UploadPart$, type UploadPartOutput, type UploadPartRequest } from '@aws-sdk/client-s3'
import type { MultipartUpload } from '../object-store/upload-index.ts'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import { encryptionOf } from './attributes.ts'
import { readExpectedChecksums, type ExpectedChecksums } from './checksums.ts'
import { wrongChecksumKind } from './errors.ts'
import { operation } from './operation.ts'
import { checkPartNumber } from './part-number.ts'
import { openBody } from './request-body.ts'

export const uploadPart = operation<UploadPartRequest, UploadPartOutput>(
  UploadPart$,
  async ({ UploadId: uploadId, PartNumber: number }, { store, request }) => {
    checkPartNumber(number ?? 0)
    const upload = store.uploads.get(request.bucket, request.key, uploadId!)
    const { checksum: sent } = readExpectedChecksums(request.headers)
    checkAlgorithm(upload, sent?.algorithm)
    const { algorithm, isRequested } = upload.checksum
    const part = await store.uploads.putPart(upload, number!, openBody(request, algorithm))
    const checksum = isRequested ? { [`Checksum${algorithm}`]: part.checksumValue } : toOutput(sent)
    return { ETag: part.etag, ...checksum, ...encryptionOf(upload.attributes) }
  },
)

/**
 * AWS: where an upload was created with a checksum, those of its parts must be of that kind; and where the object's is made
 * of theirs, none may lack it. Other uploads take any (told of 2025; before that they took none), verify it, and forget it.
 */
function checkAlgorithm({ checksum }: MultipartUpload, actual: ChecksumAlgorithm | undefined): void {
  const { algorithm, type, isRequested } = checksum
  const isWrong = actual === undefined ? type === 'COMPOSITE' : actual !== algorithm
  if (isRequested && isWrong) throw wrongChecksumKind(algorithm, actual)
}

/** UNVERIFIED: that such a part's answer repeats the checksum it came with. */
const toOutput = (sent: ExpectedChecksums['checksum']): object =>
  sent?.value === undefined ? {} : { [`Checksum${sent.algorithm}`]: sent.value }
