import { GetObjectTagging$, type GetObjectTaggingOutput, type GetObjectTaggingRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'

export const getObjectTagging = operation<GetObjectTaggingRequest, GetObjectTaggingOutput>(
  GetObjectTagging$,
  (_input, { store, request }) => {
    const { tags = [] } = store.objects.get(request.bucket, request.key).attributes
    return { TagSet: tags.map(({ key, value }) => ({ Key: key, Value: value })) }
  },
)
