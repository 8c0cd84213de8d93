import { randomInt } from 'node:crypto'
import { familyOf, isProfileId, toBaseModelId } from '../../translator/formats/models/index.ts'
import type { Clock } from '../clock.ts'
import { invalidModel, jobNameInUse, modelWithoutBatch, tokenUsedOtherwise, tooManyJobs } from '../errors.ts'
import type { Limits } from '../limits.ts'
import { createRandom } from '../random.ts'
import type { Unverified } from '../unverified.ts'
import type { Responder } from '../responders/responder.ts'
import type { Job, JobRequest } from './job.ts'
import type { Owner } from './job-list.ts'
import type { JobStore } from './job-store.ts'
import type { Phases } from '../phases.ts'

export interface CreateJobContext {
  jobs: JobStore
  clock: Clock
  phases: Phases
  limits: Limits
  unverified: Unverified
  findResponder: (request: Pick<JobRequest, 'invocationType'> & { baseModelId: string }) => Responder | undefined
  /** Ids are a function of this seed, where one was asked for; random otherwise. */
  idSeed: string | undefined
}

const HOUR = 3_600_000

/**
 * Accepts a job, or answers with an earlier one that the same request made. Reads nothing of S3: what is wrong with the data
 * shows later, as Failed. Throws a BedrockError for an unknown model, a name in use, a quota.
 */
export function createJob(request: JobRequest, owner: Owner, context: CreateJobContext): Job {
  const { jobs, clock, phases, unverified } = context
  const baseModelId = checkModel(request, context)
  return jobs.atomically(() => {
    const earlier = findEarlier(request, owner, context)
    if (earlier) return earlier
    if (jobs.isNameInUse(owner, request.jobName, unverified.namesInUse))
      throw jobNameInUse(unverified.duplicateNameCode)
    checkQuota(baseModelId, owner, context)
    const now = clock.now()
    const jobId = newJobId(owner, context)
    const job: Job = {
      ...request,
      ...owner,
      jobId,
      jobArn: arnOf(jobId, owner),
      modelArn: toModelArn(request.modelId, owner, unverified),
      baseModelId,
      status: 'Submitted',
      message: undefined,
      submittedAt: now,
      lastModifiedAt: now,
      endedAt: undefined,
      expiresAt: now + request.timeoutHours * HOUR,
      scheduledAt: undefined,
      startedAt: undefined,
      counts: { total: 0, processed: 0, success: 0, error: 0 },
      tokens: { input: 0, output: 0 },
      dueAt: now + phases.submitted,
    }
    jobs.add(job)
    return job
  })
}

function checkModel({ modelId, invocationType }: JobRequest, { findResponder }: CreateJobContext): string {
  const baseModelId = toBaseModelId(modelId)
  if (baseModelId === undefined || familyOf(modelId) === undefined) throw invalidModel()
  if (!findResponder({ baseModelId, invocationType })) throw modelWithoutBatch()
  return baseModelId
}

function findEarlier(request: JobRequest, owner: Owner, { jobs, unverified }: CreateJobContext): Job | undefined {
  const { clientRequestToken } = request
  if (clientRequestToken === undefined) return undefined
  const same = jobs.findSame(owner, { ...request, clientRequestToken })
  if (same || unverified.tokenReuse === 'newJob') return same
  const earlier = jobs.findByToken(owner, clientRequestToken)
  if (!earlier || unverified.tokenReuse === 'sameArn') return earlier
  throw tokenUsedOtherwise()
}

function checkQuota(baseModelId: string, owner: Owner, { jobs, limits, unverified }: CreateJobContext): void {
  const { concurrentJobs } = limits.quotasOf(baseModelId)
  if (unverified.overConcurrentJobs === 'refuse' && jobs.countUnfinished(owner, baseModelId) >= concurrentJobs)
    throw tooManyJobs(concurrentJobs, baseModelId)
}

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 12

/** AWS: 12 lower-case letters and digits. */
function newJobId(owner: Owner, { jobs, idSeed }: CreateJobContext): string {
  const random =
    idSeed === undefined ? undefined : createRandom('job id', idSeed, owner.region, owner.account, jobs.addedCount)
  const integer = (below: number): number => random?.integer(below) ?? randomInt(below)
  return Array.from({ length: ID_LENGTH }, () => ID_LETTERS[integer(ID_LETTERS.length)]).join('')
}

/** Source: botocore's partitions.json. */
const PARTITIONS: [regions: RegExp, partition: string][] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^eusc-/, 'aws-eusc'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
]

/** AWS: the partition follows the region. */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([regions]) => regions.test(region))?.[1] ?? 'aws'

export const arnOf = (jobId: string, { region, account }: Owner): string =>
  `${arnPrefix(region)}:${account}:model-invocation-job/${jobId}`

const arnPrefix = (region: string): string => `arn:${partitionOf(region)}:bedrock:${region}`

/** AWS: Get and List show an ARN also when the request had a bare id (January 2025). */
function toModelArn(modelId: string, { region, account }: Owner, { profileModelId }: Unverified): string {
  if (modelId.startsWith('arn:')) return modelId
  return isProfileId(modelId) && profileModelId === 'inferenceProfileArn'
    ? `${arnPrefix(region)}:${account}:inference-profile/${modelId}`
    : `${arnPrefix(region)}::foundation-model/${toBaseModelId(modelId)}`
}
