import {
  CreateMultipartUpload$,
  type CreateMultipartUploadOutput,
  type CreateMultipartUploadRequest,
} from '@aws-sdk/client-s3'
import { DEFAULT_CHECKSUM } from '../object-store/stored-object.ts'
import type { MultipartUpload } from '../object-store/upload-index.ts'
import { isCombinable } from '../wire/combine-crcs.ts'
import { encryptionOf, readAttributes } from './attributes.ts'
import { readChecksumAlgorithm } from './checksums.ts'
import { checksumTypeNotPossible, checksumTypeWithoutAlgorithm, invalidArgument } from './errors.ts'
import { operation } from './operation.ts'

export const createMultipartUpload = operation<CreateMultipartUploadRequest, CreateMultipartUploadOutput>(
  CreateMultipartUpload$,
  (input, context) => {
    const { store, request } = context
    const { bucket, key } = request
    const attributes = readAttributes(input, context)
    const checksum = readUploadChecksum(input)
    const { uploadId } = store.uploads.create({ bucket, key, attributes, checksum })
    const requested = checksum.isRequested ? { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type } : {}
    return { Bucket: bucket, Key: key, UploadId: uploadId, ...requested, ...encryptionOf(attributes) }
  },
)

/** AWS: CRC64NVME is of the whole object only, hashes are of the parts only, and the other CRCs are what one asks for. */
function readUploadChecksum(input: CreateMultipartUploadRequest): MultipartUpload['checksum'] {
  const requested = readChecksumAlgorithm(input.ChecksumAlgorithm)
  const { ChecksumType: type } = input
  if (type !== undefined && type !== 'COMPOSITE' && type !== 'FULL_OBJECT')
    throw invalidArgument('Value for x-amz-checksum-type header is invalid.', 'x-amz-checksum-type', type)
  if (type !== undefined && requested === undefined) throw checksumTypeWithoutAlgorithm()
  const algorithm = requested ?? DEFAULT_CHECKSUM
  const isPossible =
    algorithm === 'CRC64NVME' ? type !== 'COMPOSITE' : isCombinable(algorithm) || type !== 'FULL_OBJECT'
  if (!isPossible) throw checksumTypeNotPossible(type!, algorithm)
  const defaultType = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE'
  return { algorithm, type: type ?? defaultType, isRequested: requested !== undefined }
}
