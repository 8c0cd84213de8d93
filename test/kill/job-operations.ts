import {
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  StopModelInvocationJobCommand,
} from '@aws-sdk/client-bedrock'
import { jobParameters } from '../support/bedrock.ts'
import { isFinished } from '../../emulator/jobs/job.ts'
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

function runningJob(world: World): KnownJob | undefined {
  const { jobs, busy } = world
  return chooseFrom(
    jobs.unchecked.filter((job) => job.jobArn !== undefined && job.stop === 'none' && !busy.has(job.name)),
    world,
  )
}

function stop(world: World): Promise<void> | undefined {
  const job = runningJob(world)
  return job && holding(world, [job.name], () => stopJob(world, job))
}

async function stopJob({ clients: { bedrock } }: World, job: KnownJob): Promise<void> {
  const { jobArn: jobIdentifier } = job
  job.stop = 'asked'
  try {
    await bedrock.send(new StopModelInvocationJobCommand({ jobIdentifier }))
    job.stop = 'accepted'
  } catch (error) {
    if ((error as Error).name !== 'ValidationException') throw error
    job.stop = 'none'
    const { status } = await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier }))
    if (!isFinished(status!)) throw new WrongAnswer(`a job that is ${status} could not be stopped`)
  }
}

export const jobOperations: Operation[] = [
  { name: 'job, create', weight: 3, begin: create },
  { name: 'job, stop', weight: 2, begin: stop },
]
