import { PutObjectTagging$, type PutObjectTaggingOutput, type PutObjectTaggingRequest } from '@aws-sdk/client-s3'
import { operation } from './operation.ts'
import { readTagSet } from './tags.ts'

export const putObjectTagging = operation<PutObjectTaggingRequest, PutObjectTaggingOutput>(
  PutObjectTagging$,
  ({ Tagging: tagging }, { store, request }) => {
    store.objects.get(request.bucket, request.key)
    store.objects.tag(request.bucket, request.key, readTagSet(tagging?.TagSet))
    return {}
  },
)
