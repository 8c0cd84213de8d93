import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { BedrockClient, CreateModelInvocationJobCommand, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { expect, test } from 'vitest'
import { jobParameters } from './support/bedrock.ts'
import { outcrop } from './support/cli.ts'

const RECORDS = 30_000
const pad = 'x'.repeat(2500)
const line = (index: number): string =>
  `{"recordId":"R${index}","modelInput":{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":"${index} ${pad}"}]}}\n`

function* pieces(): Generator<string> {
  for (let index = 0; index < RECORDS; index += 100)
    yield Array.from({ length: 100 }, (_, offset) => line(index + offset)).join('')
}

/** The most memory that a process has had; 0 where the system does not say. */
function peakKilobytesOf(pid: number): number {
  if (process.platform !== 'linux') return 0
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

test('a job over a file much larger than the memory it may use completes', { timeout: 120_000 }, async () => {
  // 79 MB go in and more comes out; a program that kept either could not do with these 48 MB.
  const environment = { NODE_OPTIONS: '--max-old-space-size=48 --max-semi-space-size=4' }
  const run = outcrop(
    ['start', '--port', '0', '--json', '--log-level', 'warn', '--buckets', 'in-put,out-put'],
    environment,
  )
  const { url, pid } = JSON.parse(await run.firstLine) as { url: string; pid: number }
  const settings = { endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
  const s3 = new S3Client({ ...settings, forcePathStyle: true })
  const bedrock = new BedrockClient(settings)
  await new Upload({
    client: s3,
    params: { Bucket: 'in-put', Key: 'records.jsonl', Body: Readable.from(pieces()) },
  }).done()
  const { jobArn } = await bedrock.send(new CreateModelInvocationJobCommand(jobParameters()))
  const job = () => bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
  await expect.poll(async () => (await job()).status, { timeout: 100_000, interval: 100 }).toBe('Completed')
  expect(await job()).toMatchObject({ totalRecordCount: RECORDS, successRecordCount: RECORDS })
  expect(peakKilobytesOf(pid)).toBeLessThan(300_000)
  s3.destroy()
  bedrock.destroy()
})
