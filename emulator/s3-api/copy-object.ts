import { CopyObject$, type CopyObjectOutput, type CopyObjectRequest } from '@aws-sdk/client-s3'
import type { Attributes, StoredObject } from '../object-store/stored-object.ts'
import { checksumOf, encryptionOf, readAttributes } from './attributes.ts'
import { readChecksumAlgorithm } from './checksums.ts'
import { allowWrite } from './conditions.ts'
import { findCopySource } from './copy-source.ts'
import { copyOntoItself, copySourceTooLarge, invalidArgument } from './errors.ts'
import { operation, type S3Context } from './operation.ts'
import { MAX_PUT_BYTES } from './request-body.ts'

export const copyObject = operation<CopyObjectRequest, CopyObjectOutput>(CopyObject$, async (input, context) => {
  const { store, request } = context
  const allow = allowWrite(request.key, { ifMatch: input.IfMatch, ifNoneMatch: input.IfNoneMatch })
  const checksumAlgorithm = readChecksumAlgorithm(input.ChecksumAlgorithm)
  store.buckets.get(request.bucket)
  const source = findCopySource(input, context)
  if (source.size > MAX_PUT_BYTES) throw copySourceTooLarge(MAX_PUT_BYTES)
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

/** AWS: headers, metadata and tags come from the source unless they are replaced; storage class and encryption never do. */
function attributesOf(source: StoredObject, input: CopyObjectRequest, context: S3Context): Attributes {
  const { request } = context
  const replacesMetadata = readDirective(input.MetadataDirective, 'metadata')
  const replacesTags = readDirective(input.TaggingDirective, 'tagging')
  const given = readAttributes(input, context)
  const tags = replacesTags ? given.tags : source.attributes.tags
  if (replacesMetadata) return { ...given, tags }
  const isItself = source.bucket === request.bucket && source.key === request.key
  const isUnchanged = input.StorageClass === undefined && input.ServerSideEncryption === undefined
  if (isItself && isUnchanged) throw copyOntoItself()
  return { ...given, tags, headers: source.attributes.headers, metadata: source.attributes.metadata }
}

/** Whether to replace rather than copy. */
function readDirective(directive: string | undefined, what: 'metadata' | 'tagging'): boolean {
  if (directive !== undefined && directive !== 'COPY' && directive !== 'REPLACE')
    throw invalidArgument(`Unknown ${what} directive.`, `x-amz-${what}-directive`, directive)
  return directive === 'REPLACE'
}
