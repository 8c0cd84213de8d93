import { ListObjectsV2$, type ListObjectsV2Output, type ListObjectsV2Request } from '@aws-sdk/client-s3'
import type { Position } from '../object-store/list-objects.ts'
import { encoderOf } from './encode-keys.ts'
import { writeCommonPrefixes, writeRows } from './listing.ts'
import { operation } from './operation.ts'
import { ownerOf } from './owner.ts'
import { toPageSize } from './page-size.ts'
import { invalidPageToken, parsePageToken, toPageToken } from './page-token.ts'

export const listObjectsV2 = operation<ListObjectsV2Request, ListObjectsV2Output>(
  ListObjectsV2$,
  (input, { store, request }) => {
    const { Prefix: prefix = '', Delimiter: delimiter, StartAfter: startAfter, ContinuationToken: token } = input
    const encode = encoderOf(input.EncodingType)
    const limit = toPageSize(input.MaxKeys, 'max-keys')
    const { account } = store.buckets.get(request.bucket)
    const owner = input.FetchOwner ? ownerOf(account) : undefined
    const after = token === undefined ? positionOf(startAfter) : parsePosition(token)
    const listing = store.objects.list(request.bucket, { prefix, delimiter: delimiter ?? '', after, limit })
    return {
      Name: request.bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter ? encode(delimiter) : undefined,
      StartAfter: startAfter ? encode(startAfter) : undefined,
      EncodingType: input.EncodingType,
      MaxKeys: limit,
      KeyCount: listing.objects.length + listing.commonPrefixes.length,
      IsTruncated: listing.next !== undefined,
      ContinuationToken: token,
      NextContinuationToken: listing.next && toPageToken(writePosition(listing.next)),
      Contents: writeRows(listing, encode, owner),
      CommonPrefixes: writeCommonPrefixes(listing, encode),
    }
  },
)

/** UNVERIFIED: that a common prefix in which StartAfter lies is shown when keys behind StartAfter begin with it. */
const positionOf = (startAfter: string | undefined): Position | undefined =>
  startAfter ? { key: startAfter } : undefined

const writePosition = (position: Position): string =>
  'key' in position ? `k${position.key}` : `p${position.commonPrefix}`

function parsePosition(token: string): Position {
  const text = parsePageToken(token)
  const rest = text.slice(1)
  if (text.startsWith('k')) return { key: rest }
  if (text.startsWith('p')) return { commonPrefix: rest }
  throw invalidPageToken(token)
}
