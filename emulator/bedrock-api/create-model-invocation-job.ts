import {
  CreateModelInvocationJob$,
  type CreateModelInvocationJobRequest,
  type CreateModelInvocationJobResponse,
} from '@aws-sdk/client-bedrock'
import type { AccountRegion } from '../arn.ts'
import { createJob } from '../jobs/create-job.ts'
import { mergeTags, type JobRequest } from '../jobs/job.ts'
import { CREATE_MODEL_INVOCATION_JOB } from './constraints.ts'
import { operation } from './operation.ts'
import { toTags } from './shapes.ts'

const DEFAULT_TIMEOUT_HOURS = 24

export const createModelInvocationJob = operation<CreateModelInvocationJobRequest, CreateModelInvocationJobResponse>(
  CreateModelInvocationJob$,
  CREATE_MODEL_INVOCATION_JOB,
  async (input, context) => {
    const { caller } = context
    const [catalogue, { find }] = await Promise.all([context.loadCatalogue(), context.loadResponders()])
    const job = createJob(toJobRequest(input, caller), caller, { ...context, catalogue, findResponder: find })
    return { jobArn: job.jobArn }
  },
)

/** AWS: the service fills in the bucket owners and the timeout, and leaves s3InputFormat out (January 2025). */
function toJobRequest(request: CreateModelInvocationJobRequest, { account }: AccountRegion): JobRequest {
  const input = request.inputDataConfig!.s3InputDataConfig!
  const output = request.outputDataConfig!.s3OutputDataConfig!
  const { vpcConfig } = request
  return {
    jobName: request.jobName!,
    roleArn: request.roleArn!,
    modelId: request.modelId!,
    clientRequestToken: request.clientRequestToken,
    invocationType: request.modelInvocationType ?? 'InvokeModel',
    input: {
      s3Uri: input.s3Uri!,
      s3InputFormat: input.s3InputFormat,
      s3BucketOwner: input.s3BucketOwner ?? account,
    },
    output: {
      s3Uri: output.s3Uri!,
      s3EncryptionKeyId: output.s3EncryptionKeyId,
      s3BucketOwner: output.s3BucketOwner ?? account,
    },
    vpcConfig: vpcConfig && { subnetIds: vpcConfig.subnetIds!, securityGroupIds: vpcConfig.securityGroupIds! },
    timeoutHours: request.timeoutDurationInHours ?? DEFAULT_TIMEOUT_HOURS,
    tags: mergeTags([], toTags(request.tags)),
  }
}
