import { Type, type Static } from 'typebox'
import { toIsoTime } from '../../translator/formats/time.ts'
import type { Job } from '../jobs/job.ts'
import { Count, NO_ADDITIONS, Status, Time } from './schemas.ts'

const Records = Type.Object({ total: Count, processed: Count, success: Count, error: Count }, NO_ADDITIONS)
const Tokens = Type.Object({ input: Count, output: Count }, NO_ADDITIONS)

export const JobJson = Type.Object(
  {
    jobArn: Type.String(),
    jobName: Type.String(),
    region: Type.String(),
    account: Type.String(),
    modelId: Type.String(),
    modelInvocationType: Type.String(),
    status: Status,
    message: Type.Optional(Type.String()),
    submitTime: Time,
    endTime: Type.Optional(Time),
    dueTime: Type.Optional(Type.String({ format: 'date-time', description: 'when the next thing happens to it' })),
    input: Type.String(),
    output: Type.String(),
    records: Records,
    tokens: Tokens,
  },
  NO_ADDITIONS,
)

/** A job as the admin API shows it. */
export const toJobJson = (job: Job): Static<typeof JobJson> => ({
  jobArn: job.jobArn,
  jobName: job.jobName,
  region: job.region,
  account: job.account,
  modelId: job.modelArn,
  modelInvocationType: job.invocationType,
  status: job.status,
  ...(job.message !== undefined && { message: job.message }),
  submitTime: toIsoTime(job.submittedAt),
  ...(job.endedAt !== undefined && { endTime: toIsoTime(job.endedAt) }),
  ...(job.dueAt !== undefined && { dueTime: toIsoTime(job.dueAt) }),
  input: job.input.s3Uri,
  output: job.output.s3Uri,
  records: job.counts,
  tokens: job.tokens,
})
