import type { CommonPrefix, Owner } from '@aws-sdk/client-s3'
import { commonPrefixOf, type Listing, type Position } from '../object-store/list-objects.ts'

type Encode = (text: string) => string

/** A page of objects, as both versions of the listing write it. */
export const writeRows = ({ objects }: Listing, encode: Encode, owner: Owner | undefined) =>
  objects.map((object) => ({
    Key: encode(object.key),
    LastModified: new Date(object.lastModifiedAt),
    ETag: object.etag,
    ChecksumAlgorithm: [object.checksumAlgorithm],
    ChecksumType: object.checksumType,
    Size: object.size,
    StorageClass: object.storageClass as 'STANDARD',
    Owner: owner,
  }))

export const writeCommonPrefixes = ({ commonPrefixes }: Listing, encode: Encode): CommonPrefix[] =>
  commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) }))

/** A marker that is a common prefix stands behind all keys below it, or that prefix would come again. */
export function positionAfter(marker: string, prefix: string, delimiter: string): Position | undefined {
  if (marker === '') return undefined
  const isBelowPrefix = marker.startsWith(prefix)
  return isBelowPrefix && commonPrefixOf(marker, prefix, delimiter) === marker
    ? { commonPrefix: marker }
    : { key: marker }
}
