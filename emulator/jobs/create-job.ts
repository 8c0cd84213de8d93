import { randomInt } from 'node:crypto'
import { bedrockArn, type AccountRegion } from '../arn.ts'
import type { Clock } from '../clock.ts'
import { jobNameInUse, tokenUsedOtherwise, tooManyJobs } from '../errors.ts'
import { createRandom } from '../random.ts'
import type { Job, JobRequest } from './job.ts'
import type { JobStore } from './job-store.ts'
import type { Phases } from '../phases.ts'
import { runModelOf, type ModelContext } from './run-model.ts'

export interface CreateJobContext extends ModelContext {
  jobs: JobStore
  clock: Clock
  phases: Phases
  /** Ids are a function of this seed, where one was asked for; random otherwise. */
  idSeed: string | undefined
}

const HOUR = 3_600_000

/**
 * Accepts a job, or answers with an earlier one that the same request made. Reads nothing of S3: what is wrong with the data
 * shows later, as Failed. Throws a BedrockError for an unknown model, a name in use, a quota.
 */
export function createJob(request: JobRequest, owner: AccountRegion, context: CreateJobContext): Job {
  const { jobs, clock, phases, unverified } = context
  const { baseModelId, modelArn } = runModelOf(request, owner, context)
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
      modelArn,
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

function findEarlier(
  request: JobRequest,
  owner: AccountRegion,
  { jobs, unverified }: CreateJobContext,
): Job | undefined {
  const { clientRequestToken } = request
  if (clientRequestToken === undefined) return undefined
  const same = jobs.findSame(owner, { ...request, clientRequestToken })
  if (same || unverified.tokenReuse === 'newJob') return same
  const earlier = jobs.findByToken(owner, clientRequestToken)
  if (!earlier || unverified.tokenReuse === 'sameArn') return earlier
  throw tokenUsedOtherwise()
}

function checkQuota(baseModelId: string, owner: AccountRegion, { jobs, limits, unverified }: CreateJobContext): void {
  const { concurrentJobs } = limits.quotasOf(baseModelId)
  if (unverified.overConcurrentJobs === 'refuse' && jobs.countUnfinished(owner, baseModelId) >= concurrentJobs)
    throw tooManyJobs(concurrentJobs, baseModelId)
}

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 12

/** AWS: 12 lower-case letters and digits. */
function newJobId(owner: AccountRegion, { jobs, idSeed }: CreateJobContext): string {
  const random =
    idSeed === undefined ? undefined : createRandom('job id', idSeed, owner.region, owner.account, jobs.addedCount)
  const integer = (below: number): number => random?.integer(below) ?? randomInt(below)
  return Array.from({ length: ID_LENGTH }, () => ID_LETTERS[integer(ID_LETTERS.length)]).join('')
}

export const arnOf = (jobId: string, { region, account }: AccountRegion): string =>
  bedrockArn(region, account, `model-invocation-job/${jobId}`)
