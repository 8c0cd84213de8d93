import { TagResource$, type TagResourceRequest } from '@aws-sdk/client-bedrock'
import { tooManyTags } from '../errors.ts'
import { mergeTags } from '../jobs/job.ts'
import { TAG_RESOURCE } from './constraints.ts'
import { getTaggedJob } from './find-job.ts'
import { operation } from './operation.ts'
import { toTags } from './shapes.ts'

const MOST_TAGS = 200

export const tagResource = operation<TagResourceRequest, object>(TagResource$, TAG_RESOURCE, (input, context) => {
  const job = getTaggedJob(input.resourceARN!, context)
  const tags = mergeTags(job.tags, toTags(input.tags))
  if (tags.length > MOST_TAGS) throw tooManyTags(input.resourceARN!)
  context.jobs.saveTags(job.jobArn, tags)
  return {}
})
