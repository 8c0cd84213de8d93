import { ListParts$, type ListPartsOutput, type ListPartsRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'
import { ownerOf } from './owner.ts'
import { toPageSize } from './page-size.ts'
import { readPartMarker } from './part-number.ts'

export const listParts = operation<ListPartsRequest, ListPartsOutput>(ListParts$, (input, { store, request }) => {
  const { bucket, key } = request
  const limit = toPageSize(input.MaxParts, 'max-parts')
  const after = readPartMarker(input.PartNumberMarker)
  const upload = store.uploads.get(bucket, key, input.UploadId!)
  const { algorithm, type, isRequested } = upload.checksum
  const found = store.uploads.parts(upload, { after, limit: limit + 1 })
  const parts = found.slice(0, limit)
  const owner = ownerOf(store.buckets.get(bucket).account)
  return {
    Bucket: bucket,
    Key: key,
    UploadId: upload.uploadId,
    PartNumberMarker: String(after),
    NextPartNumberMarker: String(parts.at(-1)?.number ?? 0),
    MaxParts: limit,
    IsTruncated: limit > 0 && found.length > limit,
    Parts: parts.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.lastModifiedAt),
      ETag: part.etag,
      Size: part.size,
      ...(isRequested ? { [`Checksum${algorithm}`]: part.checksumValue } : {}),
    })),
    Initiator: owner,
    Owner: owner,
    StorageClass: upload.attributes.storageClass as 'STANDARD',
    ...(isRequested ? { ChecksumAlgorithm: algorithm, ChecksumType: type } : {}),
  }
})
