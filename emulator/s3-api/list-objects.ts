import { ListObjects$, type ListObjectsOutput, type ListObjectsRequest } from '@aws-sdk/client-s3'
import { commonPrefixOf, type Position } from '../object-store/list-objects.ts'
import { encoderOf } from './encode-keys.ts'
import { writeCommonPrefixes, writeRows } from './listing.ts'
import { operation } from './operation.ts'
import { ownerOf } from './owner.ts'
import { toPageSize } from './page-size.ts'

/** Version 1, whose pages go on behind a key that everybody can read, and whose rows always name an owner. */
export const listObjects = operation<ListObjectsRequest, ListObjectsOutput>(
  ListObjects$,
  (input, { store, request: { bucket } }) => {
    const { Prefix: prefix = '', Delimiter: delimiter = '', Marker: marker = '', EncodingType } = input
    const encode = encoderOf(EncodingType)
    const limit = toPageSize(input.MaxKeys, 'max-keys')
    const owner = ownerOf(store.buckets.get(bucket).account)
    const after = positionOf(marker, prefix, delimiter)
    const listing = store.objects.list(bucket, { prefix, delimiter, after, limit })
    const { next } = listing
    return {
      Name: bucket,
      Prefix: encode(prefix),
      Marker: encode(marker),
      // AWS: only where there is a delimiter; else clients take the last key of the page.
      NextMarker: next && delimiter ? encode('key' in next ? next.key : next.commonPrefix) : undefined,
      Delimiter: delimiter ? encode(delimiter) : undefined,
      EncodingType,
      MaxKeys: limit,
      IsTruncated: next !== undefined,
      Contents: writeRows(listing, encode, owner),
      CommonPrefixes: writeCommonPrefixes(listing, encode),
    }
  },
)

/** A marker that is a common prefix stands behind all keys below it, or that prefix would come again. */
function positionOf(marker: string, prefix: string, delimiter: string): Position | undefined {
  if (marker === '') return undefined
  const isBelowPrefix = marker.startsWith(prefix)
  return isBelowPrefix && commonPrefixOf(marker, prefix, delimiter) === marker
    ? { commonPrefix: marker }
    : { key: marker }
}
