import { PutBucketAcl$, type PutBucketAclRequest } from '@aws-sdk/client-s3'
import { checkAcl } from './access-control.ts'
import { operation } from './operation.ts'

export const putBucketAcl = operation<PutBucketAclRequest, object>(PutBucketAcl$, (input, { store, request }) => {
  checkAcl(input, store.buckets.get(request.bucket).account)
  return {}
})
