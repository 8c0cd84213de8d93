import type { GetModelInvocationJobResponse, Tag as WireTag } from '@aws-sdk/client-bedrock'
import type { Job, Tag } from '../jobs/job.ts'

const toDate = (epochMilliseconds: number | undefined): Date | undefined =>
  epochMilliseconds === undefined ? undefined : new Date(epochMilliseconds)

/** The members that GetModelInvocationJob and the rows of ListModelInvocationJobs share: all twenty. */
export const toWireJob = (job: Job): Record<keyof GetModelInvocationJobResponse, unknown> => ({
  jobArn: job.jobArn,
  jobName: job.jobName,
  modelId: job.modelArn,
  clientRequestToken: job.clientRequestToken,
  roleArn: job.roleArn,
  status: job.status,
  message: job.message,
  submitTime: toDate(job.submittedAt),
  lastModifiedTime: toDate(job.lastModifiedAt),
  endTime: toDate(job.endedAt),
  inputDataConfig: { s3InputDataConfig: job.input },
  outputDataConfig: { s3OutputDataConfig: job.output },
  vpcConfig: job.vpcConfig,
  timeoutDurationInHours: job.timeoutHours,
  jobExpirationTime: toDate(job.expiresAt),
  modelInvocationType: job.invocationType,
  totalRecordCount: job.counts.total,
  processedRecordCount: job.counts.processed,
  successRecordCount: job.counts.success,
  errorRecordCount: job.counts.error,
})

export const toTags = (tags: WireTag[] | undefined): Tag[] =>
  (tags ?? []).map(({ key, value }) => ({ key: key!, value: value! }))
