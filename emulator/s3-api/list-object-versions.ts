import { ListObjectVersions$, type ListObjectVersionsOutput, type ListObjectVersionsRequest } from '@aws-sdk/client-s3'
import { encoderOf } from './encode-keys.ts'
import { invalidArgument, noSuchVersion } from './errors.ts'
import { positionAfter, writeCommonPrefixes, writeRows } from './listing.ts'
import { operation } from './operation.ts'
import { ownerOf } from './owner.ts'
import { toPageSize } from './page-size.ts'

/** AWS: where versions were never kept, each object is its only one. Tools that empty buckets look here. */
const THE_VERSION = 'null'

export const listObjectVersions = operation<ListObjectVersionsRequest, ListObjectVersionsOutput>(
  ListObjectVersions$,
  (input, { store, request: { bucket } }) => {
    const { Prefix: prefix = '', Delimiter: delimiter = '', KeyMarker: keyMarker = '', EncodingType } = input
    const limit = toPageSize(input.MaxKeys, 'max-keys')
    checkMarkers(input)
    const encode = encoderOf(EncodingType)
    const owner = ownerOf(store.buckets.get(bucket).account)
    const after = positionAfter(keyMarker, prefix, delimiter)
    const listing = store.objects.list(bucket, { prefix, delimiter, after, limit })
    const { next } = listing
    return {
      Name: bucket,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      VersionIdMarker: input.VersionIdMarker ?? '',
      NextKeyMarker: next && encode('key' in next ? next.key : next.commonPrefix),
      NextVersionIdMarker: next && 'key' in next ? THE_VERSION : undefined,
      Delimiter: delimiter ? encode(delimiter) : undefined,
      EncodingType,
      MaxKeys: limit,
      IsTruncated: next !== undefined,
      Versions: writeRows(listing, encode, owner).map((row) => ({
        ...row,
        VersionId: THE_VERSION,
        IsLatest: true,
        StorageClass: row.StorageClass as 'STANDARD',
      })),
      CommonPrefixes: writeCommonPrefixes(listing, encode),
    }
  },
)

function checkMarkers({ KeyMarker: key = '', VersionIdMarker: version }: ListObjectVersionsRequest): void {
  const name = 'version-id-marker'
  if (version === undefined) return
  if (key === '') throw invalidArgument('A version-id marker cannot be specified without a key marker.', name, version)
  if (version === '') throw invalidArgument('A version-id marker cannot be empty.', name, version)
  if (version !== THE_VERSION) throw noSuchVersion()
}
