import { PutObjectAcl$, type PutObjectAclOutput, type PutObjectAclRequest } from '@aws-sdk/client-s3'
import { checkAcl } from './access-control.ts'
import { operation } from './operation.ts'

export const putObjectAcl = operation<PutObjectAclRequest, PutObjectAclOutput>(
  PutObjectAcl$,
  (input, { store, request: { bucket, key } }) => {
    store.objects.get(bucket, key)
    checkAcl(input, store.buckets.get(bucket).account)
    return {}
  },
)
