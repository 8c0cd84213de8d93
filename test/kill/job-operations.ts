import {
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  StopModelInvocationJobCommand,
  type GetModelInvocationJobResponse,
} from '@aws-sdk/client-bedrock'
import { jobParameters } from '../support/bedrock.ts'
import { canReach, isFinished } from '../../emulator/jobs/job.ts'
import type { KnownJob } from './jobs.ts'
import { chooseFrom, holding, INPUT_BUCKET, WrongAnswer, type Operation, type World } from './world.ts'

/** Inputs of jobs, and how many records each has: jobs that end before the next kill, and some that see several. */
export const INPUTS = new Map([
  ['short.jsonl', 150],
  ['long.jsonl', 2300],
])

/** The same request however often it is sent: its token says that it is one. */
export async function createJob({ clients }: World, job: KnownJob): Promise<void> {
  const s3Uri = `s3://${INPUT_BUCKET}/${job.inputKey}`
  const parameters = jobParameters({
    jobName: job.name,
    clientRequestToken: job.name,
    modelId: 'amazon.nova-lite-v1:0',
    inputDataConfig: { s3InputDataConfig: { s3Uri } },
  })
  const { jobArn } = await clients.bedrock.send(new CreateModelInvocationJobCommand(parameters))
  job.jobArn = jobArn!
}

function create(world: World): Promise<void> {
  const inputKey = chooseFrom(['short.jsonl', 'short.jsonl', 'short.jsonl', 'long.jsonl'], world)!
  return createJob(world, world.jobs.add(`job-${(world.serial += 1)}`, inputKey))
}

/** What a job is now; it is never behind what it was before. */
export async function lookAt({ clients }: World, job: KnownJob): Promise<GetModelInvocationJobResponse> {
  const now = await clients.bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: job.jobArn }))
  const { status, processedRecordCount: processed = 0 } = now
  const isAhead = job.status === undefined || job.status === status || canReach(job.status, status!)
  const isStopped = status === 'Stopping' || status === 'Stopped'
  if (!isAhead || processed < job.processed || (job.stop === 'accepted' && !isStopped))
    throw new WrongAnswer(`${job.name} is ${status} with ${processed} records, and was ${JSON.stringify(job)}`)
  job.status = status!
  job.processed = processed
  return now
}

function freeJob({ jobs, busy, random }: World, wanted: (job: KnownJob) => boolean): KnownJob | undefined {
  const free = jobs.unchecked.filter((job) => job.jobArn !== undefined && !busy.has(job.name) && wanted(job))
  return chooseFrom(free, { random })
}

function look(world: World): Promise<void> | undefined {
  const job = freeJob(world, () => true)
  return job && holding(world, [job.name], async () => void (await lookAt(world, job)))
}

function stop(world: World): Promise<void> | undefined {
  const job = freeJob(world, (one) => one.stop === 'none')
  return job && holding(world, [job.name], () => stopJob(world, job))
}

async function stopJob(world: World, job: KnownJob): Promise<void> {
  const { jobArn: jobIdentifier } = job
  job.stop = 'asked'
  try {
    await world.clients.bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier }))
    job.stop = 'accepted'
  } catch (error) {
    if ((error as Error).name !== 'ValidationException') throw error
    job.stop = 'none'
    const { status } = await lookAt(world, job)
    if (!isFinished(status!)) throw new WrongAnswer(`a job that is ${status} could not be stopped`)
  }
}

export const jobOperations: Operation[] = [
  { name: 'job, create', weight: 3, begin: create },
  { name: 'job, look', weight: 4, begin: look },
  { name: 'job, stop', weight: 2, begin: stop },
]
