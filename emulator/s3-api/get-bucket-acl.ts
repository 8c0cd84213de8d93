import { GetBucketAcl$, type GetBucketAclOutput, type GetBucketAclRequest } from '@aws-sdk/client-s3'
import { privateAcl } from './access-control.ts'
import { operation } from './operation.ts'

export const getBucketAcl = operation<GetBucketAclRequest, GetBucketAclOutput>(
  GetBucketAcl$,
  (_input, { store, request }) => privateAcl(store.buckets.get(request.bucket).account),
)
