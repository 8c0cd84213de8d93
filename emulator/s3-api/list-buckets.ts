import { ListBuckets$, type ListBucketsOutput, type ListBucketsRequest } from '@aws-sdk/client-s3'
import { invalidArgument } from './errors.ts'
import { operation } from './operation.ts'
import { ownerOf } from './owner.ts'
import { parsePageToken, toPageToken } from './page-token.ts'

const MAX_PAGE_SIZE = 10_000

/** The caller's own, in the order of their names. */
export const listBuckets = operation<ListBucketsRequest, ListBucketsOutput>(
  ListBuckets$,
  ({ Prefix: prefix, BucketRegion: region, MaxBuckets: asked, ContinuationToken: token }, { store, caller }) => {
    if (asked !== undefined && (asked < 1 || asked > MAX_PAGE_SIZE))
      throw invalidArgument(
        `Argument max-buckets must be an integer between 1 and ${MAX_PAGE_SIZE}`,
        'max-buckets',
        String(asked),
      )
    const size = asked ?? MAX_PAGE_SIZE
    const after = token === undefined ? '' : parsePageToken(token)
    const own = store.buckets
      .all()
      .filter(({ name, account }) => account === caller.account && name > after && name.startsWith(prefix ?? ''))
      .filter((bucket) => region === undefined || bucket.region === region)
    const page = own.slice(0, size)
    return {
      Buckets: page.map((bucket) => ({
        Name: bucket.name,
        CreationDate: new Date(bucket.createdAt),
        BucketRegion: bucket.region,
        BucketArn: `arn:aws:s3:::${bucket.name}`,
      })),
      Owner: ownerOf(caller.account),
      ContinuationToken: own.length > size ? toPageToken(page.at(-1)!.name) : undefined,
      Prefix: prefix,
    }
  },
)
