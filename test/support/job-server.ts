import { once } from 'node:events'
import { BedrockClient, CreateModelInvocationJobCommand, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { onTestFinished } from 'vitest'
import { jobParameters } from './bedrock.ts'
import { outcrop } from './cli.ts'
import { novaLines } from './job-engine.ts'

const PHASES = 'submitted=5ms,validating=5ms,scheduled=5ms,inProgress=0,perRecord=0.5ms'
const OPTIONS = `--port 0 --json --log-level warn --seed kill --buckets in-put,out-put --phases ${PHASES}`

export type JobServer = Awaited<ReturnType<typeof jobServer>>

/** A server over a data folder, in a process of its own, and clients of it. Both are gone when the test ends. */
export async function jobServer(data: string, { options = [] as string[], environment = {} } = {}) {
  const run = outcrop(['start', '--data', data, ...OPTIONS.split(' '), ...options], environment)
  const { url } = JSON.parse(await run.firstLine) as { url: string }
  const settings = { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
  const s3 = new S3Client({ ...settings, forcePathStyle: true })
  const bedrock = new BedrockClient(settings)
  onTestFinished(() => {
    s3.destroy()
    bedrock.destroy()
  })
  const find = async (jobArn: string) => await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
  return {
    /** Makes a job over so many records; resolves to its ARN. */
    createJob: async (records: number): Promise<string> => {
      await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: novaLines(records) }))
      const parameters = jobParameters({ modelId: 'amazon.nova-lite-v1:0' })
      const { jobArn } = await bedrock.send(new CreateModelInvocationJobCommand(parameters))
      return jobArn!
    },
    processed: async (jobArn: string) => (await find(jobArn)).processedRecordCount ?? 0,
    status: async (jobArn: string) => (await find(jobArn)).status,
    /** The keys and texts of all outputs. */
    outputs: async (): Promise<string[]> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'out-put' }))
      const texts = Contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'out-put', Key: Key! }))
        return `${Key} ${await Body!.transformToString()}`
      })
      return await Promise.all(texts)
    },
    /** As the power does when it fails. */
    kill: async () => {
      const exit = once(run.process, 'exit')
      run.process.kill('SIGKILL')
      await exit
    },
  }
}
