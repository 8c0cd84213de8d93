import { CopyObject$, type CopyObjectOutput, type CopyObjectRequest } from '@aws-sdk/client-s3'
import type { Attributes, StoredObject } from '../object-store/stored-object.ts'
import { checksumOf, encryptionOf, readAttributes } from './attributes.ts'
import { checkBucketOwner } from './bucket-owner.ts'
import { readChecksumAlgorithm } from './checksums.ts'
import { allowWrite, checkCopyConditions } from './conditions.ts'
import { parseCopySource } from './copy-source.ts'
import { copyOntoItself, copySourceTooLarge, invalidArgument, noSuchBucket, noSuchKey } from './errors.ts'
import { operation, type S3Context } from './operation.ts'
import { MAX_PUT_BYTES } from './request-body.ts'

export const copyObject = operation<CopyObjectRequest, CopyObjectOutput>(CopyObject$, async (input, context) => {
  const { store, request } = context
  const allow = allowWrite(request.key, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch })
  const checksumAlgorithm = readChecksumAlgorithm(input.ChecksumAlgorithm)
  store.buckets.get(request.bucket)
  const source = findSource(input, context)
  const attributes = attributesOf(source, input, context)
  const copy = await store.objects.copy(source, request.bucket, request.key, { attributes, checksumAlgorithm, allow })
  return {
    CopyObjectResult: {
      ETag: copy.etag,
      LastModified: new Date(copy.lastModifiedAt),
      ...checksumOf(copy.checksum),
    },
    ...encryptionOf(attributes),
  }
})

function findSource(input: CopyObjectRequest, { store }: S3Context): StoredObject {
  const { bucket, key } = parseCopySource(input.CopySource!)
  checkBucketOwner(input.ExpectedSourceBucketOwner, bucket, store)
  if (!store.buckets.find(bucket)) throw noSuchBucket(bucket)
  const source = store.objects.find(bucket, key)
  if (!source) throw noSuchKey(key)
  if (source.size > MAX_PUT_BYTES) throw copySourceTooLarge(MAX_PUT_BYTES)
  checkCopyConditions(source, {
    ifMatch: input.CopySourceIfMatch,
    ifNoneMatch: input.CopySourceIfNoneMatch,
    ifModifiedSince: input.CopySourceIfModifiedSince,
    ifUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  })
  return source
}

/** AWS: headers and metadata come from the source unless they are replaced; storage class and encryption never do. */
function attributesOf(source: StoredObject, input: CopyObjectRequest, { request, caller }: S3Context): Attributes {
  const directive = input.MetadataDirective ?? 'COPY'
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw invalidArgument('Unknown metadata directive.', 'x-amz-metadata-directive', directive)
  const given = readAttributes(input, request, caller)
  if (directive === 'REPLACE') return given
  const attributes = { ...given, headers: source.attributes.headers, metadata: source.attributes.metadata }
  const isItself = source.bucket === request.bucket && source.key === request.key
  const isUnchanged = input.StorageClass === undefined && input.ServerSideEncryption === undefined
  if (isItself && isUnchanged) throw copyOntoItself()
  return attributes
}
