import { UntagResource$, type UntagResourceRequest } from '@aws-sdk/client-bedrock'
import { UNTAG_RESOURCE } from './constraints.ts'
import { getTaggedJob } from './find-job.ts'
import { operation } from './operation.ts'

export const untagResource = operation<UntagResourceRequest, object>(
  UntagResource$,
  UNTAG_RESOURCE,
  (input, context) => {
    const job = getTaggedJob(input.resourceARN!, context)
    const removed = new Set(input.tagKeys)
    const kept = job.tags.filter(({ key }) => !removed.has(key))
    context.jobs.saveTags(job.jobArn, kept)
    return {}
  },
)
