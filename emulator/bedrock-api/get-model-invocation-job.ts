import { GetModelInvocationJob$, type GetModelInvocationJobRequest } from '@aws-sdk/client-bedrock'
import { GET_MODEL_INVOCATION_JOB } from './constraints.ts'
import { getJob } from './find-job.ts'
import { operation } from './operation.ts'
import { toWireJob } from './shapes.ts'

export const getModelInvocationJob = operation<GetModelInvocationJobRequest, object>(
  GetModelInvocationJob$,
  GET_MODEL_INVOCATION_JOB,
  ({ jobIdentifier }, context) => toWireJob(getJob(jobIdentifier!, context)),
)
