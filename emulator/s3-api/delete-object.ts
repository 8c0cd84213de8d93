import { DeleteObject$, type DeleteObjectOutput, type DeleteObjectRequest } from '@aws-sdk/client-s3'
import { allowDelete } from './conditions.ts'
import { operation } from './operation.ts'

export const deleteObject = operation<DeleteObjectRequest, DeleteObjectOutput>(
  DeleteObject$,
  async ({ IfMatch: ifMatch }, { store, request }) => {
    const [refusal] = await store.objects.delete(request.bucket, [{ key: request.key, allow: allowDelete(ifMatch) }])
    if (refusal !== undefined) throw refusal
    return {}
  },
)
