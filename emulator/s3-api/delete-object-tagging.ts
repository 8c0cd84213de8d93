import {
  DeleteObjectTagging$,
  type DeleteObjectTaggingOutput,
  type DeleteObjectTaggingRequest,
} from '@aws-sdk/client-s3'
import { operation } from './operation.ts'

export const deleteObjectTagging = operation<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput>(
  DeleteObjectTagging$,
  (_input, { store, request }) => {
    store.objects.tag(request.bucket, request.key, [])
    return {}
  },
)
