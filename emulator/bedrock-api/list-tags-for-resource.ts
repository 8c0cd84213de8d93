import {
  ListTagsForResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
} from '@aws-sdk/client-bedrock'
import { LIST_TAGS_FOR_RESOURCE } from './constraints.ts'
import { getTaggedJob } from './find-job.ts'
import { operation } from './operation.ts'

export const listTagsForResource = operation<ListTagsForResourceRequest, ListTagsForResourceResponse>(
  ListTagsForResource$,
  LIST_TAGS_FOR_RESOURCE,
  (input, context) => ({ tags: getTaggedJob(input.resourceARN!, context).tags }),
)
