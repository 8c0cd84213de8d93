import { GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { createRandom } from '../../emulator/random.ts'
import { novaLines } from '../support/job-engine.ts'
import { linesOf, takeOutput } from './check-jobs.ts'
import { createJob, INPUTS } from './job-operations.ts'
import { Jobs } from './jobs.ts'
import { Objects } from './objects.ts'
import { Uploads } from './uploads.ts'
import { INPUT_BUCKET, type Clients, type World } from './world.ts'

export const eventually = { timeout: 60_000, interval: 20 }

/** A world in which one job of each kind has run, and nobody has killed it. */
export async function runCalmly(clients: Clients): Promise<World> {
  const world: World = {
    clients,
    random: createRandom('calm'),
    objects: new Objects(),
    uploads: new Uploads(),
    jobs: new Jobs(),
    buckets: new Map(),
    busy: new Set(),
    serial: 0,
  }
  for (const [inputKey, records] of INPUTS) await runJob(world, inputKey, records)
  return world
}

async function runJob(world: World, inputKey: string, records: number): Promise<void> {
  const { s3, bedrock } = world.clients
  await s3.send(new PutObjectCommand({ Bucket: INPUT_BUCKET, Key: inputKey, Body: novaLines(records) }))
  const job = world.jobs.add(`calm-${records}`, inputKey)
  await createJob(world, job)
  const find = new GetModelInvocationJobCommand({ jobIdentifier: job.jobArn })
  await expect.poll(async () => (await bedrock.send(find)).status, eventually).toBe('Completed')
  const { text, manifest } = await takeOutput(world, job)
  const found = linesOf(text!)
  const lines = new Map(Array.from({ length: records }, (_, index) => [`R${index}`, found.get(`R${index}`)!]))
  world.jobs.calm.set(inputKey, { text: text!, manifest: manifest!, lines })
  job.isChecked = true
}
