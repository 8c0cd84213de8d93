import {
  StopModelInvocationJob$,
  type StopModelInvocationJobRequest,
  type StopModelInvocationJobResponse,
} from '@aws-sdk/client-bedrock'
import { jobNotStoppable } from '../errors.ts'
import { NEXT_STATUSES } from '../jobs/job.ts'
import { STOP_MODEL_INVOCATION_JOB } from './constraints.ts'
import { getJob } from './find-job.ts'
import { operation } from './operation.ts'

export const stopModelInvocationJob = operation<StopModelInvocationJobRequest, StopModelInvocationJobResponse>(
  StopModelInvocationJob$,
  STOP_MODEL_INVOCATION_JOB,
  ({ jobIdentifier }, context) => {
    const job = getJob(jobIdentifier!, context)
    if (job.status === 'Stopping' && context.unverified.stopWhileStopping === 'accept') return {}
    // AWS: stopping a finished job is a ValidationException, not a ConflictException (seen for Completed).
    if (!NEXT_STATUSES[job.status].includes('Stopping')) throw jobNotStoppable(job.status)
    context.runner.stop(job)
    return {}
  },
)
