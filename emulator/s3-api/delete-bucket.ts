import { DeleteBucket$, type DeleteBucketRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'

export const deleteBucket = operation<DeleteBucketRequest, object>(
  DeleteBucket$,
  async (_input, { store, request }) => {
    await store.buckets.delete(request.bucket)
    return {}
  },
)
