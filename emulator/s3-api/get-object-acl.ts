import { GetObjectAcl$, type GetObjectAclOutput, type GetObjectAclRequest } from '@aws-sdk/client-s3'
import { privateAcl } from './access-control.ts'
import { operation } from './operation.ts'

export const getObjectAcl = operation<GetObjectAclRequest, GetObjectAclOutput>(
  GetObjectAcl$,
  (_input, { store, request: { bucket, key } }) => {
    store.objects.get(bucket, key)
    return privateAcl(store.buckets.get(bucket).account)
  },
)
