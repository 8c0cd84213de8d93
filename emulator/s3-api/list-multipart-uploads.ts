import {
  ListMultipartUploads$,
  type ListMultipartUploadsOutput,
  type ListMultipartUploadsRequest,
} from '@aws-sdk/client-s3'
import type { MultipartUpload } from '../object-store/upload-index.ts'
import { encoderOf } from './encode-keys.ts'
import { operation } from './operation.ts'
import { ownerOf } from './owner.ts'
import { toPageSize } from './page-size.ts'

export const listMultipartUploads = operation<ListMultipartUploadsRequest, ListMultipartUploadsOutput>(
  ListMultipartUploads$,
  (input, { store, request: { bucket } }) => {
    const { Prefix: prefix = '', Delimiter: delimiter = '', EncodingType, KeyMarker: keyMarker } = input
    const encode = encoderOf(EncodingType)
    const limit = toPageSize(input.MaxUploads, 'max-uploads')
    // AWS: an upload id without a key says nothing.
    const uploadId = keyMarker ? input.UploadIdMarker || undefined : undefined
    const after = keyMarker ? { key: keyMarker, uploadId } : undefined
    const { uploads, commonPrefixes, next } = store.uploads.list(bucket, { prefix, delimiter, after, limit })
    const owner = ownerOf(store.buckets.get(bucket).account)
    return {
      Bucket: bucket,
      KeyMarker: encode(keyMarker ?? ''),
      UploadIdMarker: uploadId ?? '',
      NextKeyMarker: next && encode(next.key),
      NextUploadIdMarker: next && (next.uploadId ?? ''),
      Prefix: encode(prefix),
      Delimiter: delimiter ? encode(delimiter) : undefined,
      EncodingType,
      MaxUploads: limit,
      IsTruncated: next !== undefined,
      Uploads: uploads.map((upload) => ({
        ...toEntry(upload),
        Key: encode(upload.key),
        Initiator: owner,
        Owner: owner,
      })),
      CommonPrefixes: commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) })),
    }
  },
)

const toEntry = ({ uploadId, initiatedAt, attributes, checksum }: MultipartUpload) => ({
  UploadId: uploadId,
  Initiated: new Date(initiatedAt),
  StorageClass: attributes.storageClass as 'STANDARD',
  ...(checksum.isRequested ? { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type } : {}),
})
