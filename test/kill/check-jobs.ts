import { paginateListModelInvocationJobs, type GetModelInvocationJobResponse } from '@aws-sdk/client-bedrock'
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { expect } from 'vitest'
import { isFinished } from '../../emulator/jobs/job.ts'
import { createJob, lookAt } from './job-operations.ts'
import type { CalmOutput, KnownJob } from './jobs.ts'
import { OUTPUT_BUCKET, type World } from './world.ts'

const MANIFEST = 'manifest.json.out'
const idOf = (jobArn: string): string => jobArn.slice(jobArn.lastIndexOf('/') + 1)

/** Every job is there, once, and never behind what was seen of it; what has ended has the output of one that nobody killed. */
export async function checkJobs(world: World): Promise<void> {
  for (const job of world.jobs.unchecked) {
    // It was asked for when the kill came: asked again, it is the same job or a new one.
    if (job.jobArn === undefined) await createJob(world, job)
    await checkJob(world, job)
  }
}

/** To be called when nothing is asked for any more. */
export async function checkAllJobs({ jobs, clients: { bedrock } }: World): Promise<void> {
  const names: string[] = []
  for await (const { invocationJobSummaries = [] } of paginateListModelInvocationJobs({ client: bedrock }, {}))
    names.push(...invocationJobSummaries.map(({ jobName }) => jobName!))
  expect(names.toSorted()).toEqual(jobs.all.map(({ name }) => name).toSorted())
}

async function checkJob(world: World, job: KnownJob): Promise<void> {
  const now = await lookAt(world, job)
  const { status } = now
  // One whose stop was not answered may be asked again.
  if (job.stop === 'asked') job.stop = status!.startsWith('Stop') ? 'accepted' : 'none'
  if (!isFinished(status!)) return
  await checkOutput(world, job, now)
  job.isChecked = true
}

async function checkOutput(world: World, job: KnownJob, ended: GetModelInvocationJobResponse): Promise<void> {
  const calm = world.jobs.calm.get(job.inputKey)!
  const output = await takeOutput(world, job)
  if (ended.status === 'Completed') {
    expect(output, `output of ${job.name}`).toEqual({ text: calm.text, manifest: calm.manifest })
    return
  }
  expect(ended, `end of ${job.name}`).toMatchObject({ status: 'Stopped' })
  expect(job.stop).toBe('accepted')
  checkStopped(output, calm, ended)
}

/** What a stopped job has written is what it had processed: the first records, each as it would have been. */
function checkStopped(
  { text, manifest }: Output,
  calm: CalmOutput,
  { processedRecordCount = 0, successRecordCount, jobName }: GetModelInvocationJobResponse,
): void {
  const lines = linesOf(text ?? '')
  expect([...lines.keys()].toSorted(), `records of ${jobName}`).toEqual(
    [...calm.lines.keys()].slice(0, processedRecordCount).toSorted(),
  )
  for (const [id, line] of lines) expect(line).toBe(calm.lines.get(id))
  if (manifest === undefined) return expect(processedRecordCount).toBe(0)
  expect(JSON.parse(manifest)).toMatchObject({ processedRecordCount, successRecordCount })
}

interface Output {
  text: string | undefined
  manifest: string | undefined
}

/** What a job has written, and nothing else is in its folder; it is removed then, and must not come again. */
export async function takeOutput({ clients: { s3 } }: World, { jobArn, inputKey }: KnownJob): Promise<Output> {
  const folder = `${idOf(jobArn!)}/`
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: OUTPUT_BUCKET, Prefix: folder }))
  const texts = new Map<string, string>()
  for (const { Key } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: OUTPUT_BUCKET, Key: Key! }))
    texts.set(Key!.slice(folder.length), await Body!.transformToString())
    await s3.send(new DeleteObjectCommand({ Bucket: OUTPUT_BUCKET, Key: Key! }))
  }
  const { [`${inputKey}.out`]: text, [MANIFEST]: manifest, ...others } = Object.fromEntries(texts)
  expect(others).toEqual({})
  return { text, manifest }
}

/** Lines by their ids; none may be there twice. */
export function linesOf(text: string): Map<string, string> {
  const lines = text.split('\n').slice(0, -1)
  const byId = new Map(lines.map((line) => [(JSON.parse(line) as { recordId: string }).recordId, line]))
  expect(byId.size).toBe(lines.length)
  return byId
}
