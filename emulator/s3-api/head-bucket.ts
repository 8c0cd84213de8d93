import { HeadBucket$, type HeadBucketOutput, type HeadBucketRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'

export const headBucket = operation<HeadBucketRequest, HeadBucketOutput>(HeadBucket$, (_input, { store, request }) => {
  const { name, region } = store.buckets.get(request.bucket)
  return { BucketArn: `arn:aws:s3:::${name}`, BucketRegion: region, AccessPointAlias: false }
})
