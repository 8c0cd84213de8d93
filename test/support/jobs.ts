import Database from 'better-sqlite3'
import { JobStore } from '../../emulator/jobs/job-store.ts'
import type { Job } from '../../emulator/jobs/job.ts'

/** A job store that lives in memory. */
export const jobStoreInMemory = (): JobStore => new JobStore(new Database(':memory:'))

/** A job as Create makes it, with some members changed. */
export function aJob(changes: Partial<Job> = {}): Job {
  const jobId = changes.jobId ?? 'abcdefghijkl'
  const { region = 'us-east-1', account = '000000000000' } = changes
  return {
    jobName: 'a-job',
    roleArn: 'arn:aws:iam::000000000000:role/batch',
    modelId: 'amazon.nova-lite-v1:0',
    clientRequestToken: undefined,
    invocationType: 'InvokeModel',
    input: { s3Uri: 's3://in-put/records.jsonl', s3InputFormat: undefined, s3BucketOwner: account },
    output: { s3Uri: 's3://out-put/', s3EncryptionKeyId: undefined, s3BucketOwner: account },
    vpcConfig: undefined,
    timeoutHours: 24,
    tags: [],
    jobArn: `arn:aws:bedrock:${region}:${account}:model-invocation-job/${jobId}`,
    jobId,
    region,
    account,
    modelArn: `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`,
    baseModelId: 'amazon.nova-lite-v1:0',
    status: 'Submitted',
    message: undefined,
    submittedAt: 1000,
    lastModifiedAt: 1000,
    endedAt: undefined,
    expiresAt: 1000 + 24 * 3_600_000,
    scheduledAt: undefined,
    startedAt: undefined,
    counts: { total: 0, processed: 0, success: 0, error: 0 },
    tokens: { input: 0, output: 0 },
    dueAt: 2000,
    ...changes,
  }
}
