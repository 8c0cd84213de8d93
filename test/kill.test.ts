import { once } from 'node:events'
import { join } from 'node:path'
import { BedrockClient, CreateModelInvocationJobCommand, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, onTestFinished, test } from 'vitest'
import { jobParameters } from './support/bedrock.ts'
import { outcrop } from './support/cli.ts'
import { novaLines } from './support/job-engine.ts'
import { temporaryFolder } from './support/store.ts'

const RECORDS = 3000
const ROUNDS = 4
const PHASES = 'submitted=5ms,validating=5ms,scheduled=5ms,inProgress=0,perRecord=0.5ms'

/** A server over a data folder, in a process of its own, and clients of it. */
async function serverOver(data: string) {
  const options = `--port 0 --json --log-level warn --seed kill --buckets in-put,out-put --phases ${PHASES}`
  const run = outcrop(['start', '--data', data, ...options.split(' ')])
  const { url } = JSON.parse(await run.firstLine) as { url: string }
  const settings = { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
  const s3 = new S3Client({ ...settings, forcePathStyle: true })
  const bedrock = new BedrockClient(settings)
  onTestFinished(() => {
    s3.destroy()
    bedrock.destroy()
  })
  return {
    s3,
    bedrock,
    processed: async (jobArn: string) =>
      (await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))).processedRecordCount ?? 0,
    status: async (jobArn: string) =>
      (await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))).status,
    kill: async () => {
      const exit = once(run.process, 'exit')
      run.process.kill('SIGKILL')
      await exit
    },
  }
}

async function outputsOf(s3: S3Client): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'out-put' }))
  return await Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'out-put', Key: Key! }))
      return `${Key} ${await Body!.transformToString()}`
    }),
  )
}

async function createJob({ s3, bedrock }: Awaited<ReturnType<typeof serverOver>>): Promise<string> {
  await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: novaLines(RECORDS) }))
  const { jobArn } = await bedrock.send(
    new CreateModelInvocationJobCommand(jobParameters({ modelId: 'amazon.nova-lite-v1:0' })),
  )
  return jobArn!
}

const eventually = { timeout: 60_000, interval: 20 }

test(
  'a job whose process is killed again and again ends with the bytes of one that ran through',
  { timeout: 120_000 },
  async () => {
    using folder = temporaryFolder()
    const calm = await serverOver(join(folder.path, 'calm'))
    const calmJob = await createJob(calm)
    await expect.poll(() => calm.status(calmJob), eventually).toBe('Completed')
    const expected = await outputsOf(calm.s3)

    let server = await serverOver(join(folder.path, 'killed'))
    const jobArn = await createJob(server)
    let seen = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      await expect.poll(() => server.processed(jobArn), eventually).toBeGreaterThan((round * RECORDS) / (ROUNDS + 1))
      seen = Math.max(seen, await server.processed(jobArn))
      await server.kill()
      server = await serverOver(join(folder.path, 'killed'))
      expect(await server.processed(jobArn)).toBeGreaterThanOrEqual(seen)
    }
    await expect.poll(() => server.status(jobArn), eventually).toBe('Completed')

    expect(expected).toHaveLength(2)
    expect(await outputsOf(server.s3)).toEqual(expected)
  },
)
