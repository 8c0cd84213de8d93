import { foreignJob, jobNotFound, tagsOfFinishedJob } from '../errors.ts'
import { arnOf } from '../jobs/create-job.ts'
import { isFinished, type Job } from '../jobs/job.ts'
import type { BedrockContext } from './operation.ts'

/** The job of an ARN or of a bare id, in the caller's region and account. */
export function getJob(jobIdentifier: string, { jobs, caller, unverified }: BedrockContext): Job {
  const ownArn = arnOf(jobIdentifier.slice(jobIdentifier.lastIndexOf('/') + 1), caller)
  const isForeign = jobIdentifier.startsWith('arn:') && jobIdentifier !== ownArn
  if (isForeign && unverified.foreignArn === 'AccessDeniedException') throw foreignJob(jobIdentifier)
  const job = isForeign ? undefined : jobs.find(ownArn)
  if (!job) throw jobNotFound(jobIdentifier)
  return job
}

/** Jobs are the only resources here that carry tags. */
export function getTaggedJob(resourceARN: string, context: BedrockContext): Job {
  const job = getJob(resourceARN, context)
  if (context.unverified.finishedJobTags === 'refused' && isFinished(job.status)) throw tagsOfFinishedJob(resourceARN)
  return job
}
