import { ListObjects$, type ListObjectsOutput, type ListObjectsRequest } from '@aws-sdk/client-s3'
import { encoderOf } from './encode-keys.ts'
import { positionAfter, writeCommonPrefixes, writeRows } from './listing.ts'
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
    const after = positionAfter(marker, prefix, delimiter)
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
