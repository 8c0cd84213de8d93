import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { styleText } from 'node:util'
import {
  BedrockClient,
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  type GetModelInvocationJobResponse,
  type ModelInvocationType,
} from '@aws-sdk/client-bedrock'
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { startOutcrop } from '../index.ts'

interface DemoJob {
  file: string
  modelId: string
  modelInvocationType: ModelInvocationType
  shows: string
}

const JOBS: DemoJob[] = [
  {
    file: 'claude-messages.jsonl',
    modelId: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    modelInvocationType: 'InvokeModel',
    shows: 'system prompts, tools, images, eight languages',
  },
  {
    file: 'nova.jsonl',
    modelId: 'amazon.nova-lite-v1:0',
    modelInvocationType: 'InvokeModel',
    shows: 'a stop sequence and a token limit',
  },
  {
    file: 'titan-embeddings.jsonl',
    modelId: 'amazon.titan-embed-text-v2:0',
    modelInvocationType: 'InvokeModel',
    shows: 'vectors; records without ids',
  },
  {
    file: 'llama-converse.jsonl',
    modelId: 'us.meta.llama3-3-70b-instruct-v1:0',
    modelInvocationType: 'Converse',
    shows: 'the Converse form of records',
  },
  {
    file: 'claude-refusals.jsonl',
    modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
    modelInvocationType: 'InvokeModel',
    shows: 'four records that the model refuses',
  },
]

const BUCKET = 'outcrop-demo'
const ROLE = 'arn:aws:iam::000000000000:role/batch'
const POLL_INTERVAL = 50
/** Slow enough to read along. */
const PHASES = { submitted: '300ms', validating: '500ms', scheduled: '300ms', inProgress: '900ms' }

/**
 * The main job, with the AWS SDK as any program would use it: a bucket, five files, five jobs, polling until all have ended,
 * and a look at what they wrote. Rejects when a job ends otherwise than it should.
 */
export async function runDemo(print: (text: string) => void): Promise<void> {
  const say = (text = ''): void => print(`${text}\n`)
  const head = (text: string): void => say(`\n${styleText('bold', text)}`)

  await using outcrop = await startOutcrop({ phases: PHASES })
  const s3 = new S3Client(outcrop.aws)
  const bedrock = new BedrockClient(outcrop.aws)
  say(`Outcrop runs at ${outcrop.url}; what follows is the AWS SDK for JavaScript talking to it.`)

  head(`S3: a bucket, and ${JOBS.length} files of at least 120 records`)
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  for (const { file, shows } of JOBS) {
    const body = await readFile(new URL(file, import.meta.url))
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `input/${file}`, Body: body }))
    say(`  s3://${BUCKET}/input/${file.padEnd(24)} ${shows}`)
  }

  head('Bedrock: CreateModelInvocationJob for each, then GetModelInvocationJob until all have ended')
  const started = performance.now()
  const ended = await Promise.all(
    JOBS.map(async (job) => {
      const jobArn = await createJob(bedrock, job)
      return await watchJob(bedrock, jobArn, (status) => {
        const seconds = ((performance.now() - started) / 1000).toFixed(2)
        say(`  ${seconds.padStart(5)} s  ${job.file.padEnd(24)} ${status}`)
      })
    }),
  )

  for (const [index, job] of ended.entries()) await showResults(s3, JOBS[index]!, job, say, head)
  showCounts(ended, say, head)
  showNextSteps(say, head)
  s3.destroy()
  bedrock.destroy()
  if (ended.some(({ status }) => status !== 'Completed')) throw new Error('a job did not end as Completed')
}

async function createJob(bedrock: BedrockClient, { file, modelId, modelInvocationType }: DemoJob): Promise<string> {
  const { jobArn } = await bedrock.send(
    new CreateModelInvocationJobCommand({
      jobName: file.replace('.jsonl', ''),
      roleArn: ROLE,
      modelId,
      modelInvocationType,
      inputDataConfig: { s3InputDataConfig: { s3Uri: `s3://${BUCKET}/input/${file}` } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: `s3://${BUCKET}/output/` } },
    }),
  )
  return jobArn!
}

const LAST_STATUSES = new Set(['Completed', 'Failed', 'Stopped', 'PartiallyCompleted', 'Expired'])

async function watchJob(
  bedrock: BedrockClient,
  jobArn: string,
  onStatus: (status: string) => void,
): Promise<GetModelInvocationJobResponse> {
  let shown: string | undefined
  for (;;) {
    const job = await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
    if (job.status !== shown) onStatus(job.message ? `${job.status}: ${job.message}` : job.status!)
    shown = job.status
    if (LAST_STATUSES.has(job.status!)) return job
    await setTimeout(POLL_INTERVAL)
  }
}

type Say = (text?: string) => void

const LINE_WIDTH = 160
const shorten = (line: string): string => (line.length > LINE_WIDTH ? `${line.slice(0, LINE_WIDTH)} …` : line)

async function showResults(
  s3: S3Client,
  { file }: DemoJob,
  { jobArn }: GetModelInvocationJobResponse,
  say: Say,
  head: (text: string) => void,
): Promise<void> {
  const folder = `output/${jobArn!.split('/').at(-1)}/`
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: folder }))
  head(`What ${file} became`)
  for (const { Key, Size } of Contents) say(`  s3://${BUCKET}/${Key}  ${Size} bytes`)
  const output = await readText(s3, `${folder}${file}.out`)
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OutputLine)
  const failed = lines.filter(({ error }) => error !== undefined)
  for (const { recordId, modelOutput, error } of failed.length > 0 ? failed : lines.slice(0, 2))
    say(`  ${recordId}  ${shorten(JSON.stringify(error ? { error } : { modelOutput }))}`)
  say(`  manifest.json.out  ${await readText(s3, `${folder}manifest.json.out`)}`)
}

interface OutputLine {
  recordId: string
  modelOutput?: object
  error?: object
}

async function readText(s3: S3Client, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
  return await Body!.transformToString()
}

function showCounts(jobs: GetModelInvocationJobResponse[], say: Say, head: (text: string) => void): void {
  head('What the jobs counted')
  say(`  ${'job'.padEnd(24)} ${'status'.padEnd(10)} records  succeeded  failed`)
  for (const { jobName, status, totalRecordCount, successRecordCount, errorRecordCount } of jobs) {
    const counts = [
      String(totalRecordCount).padStart(7),
      String(successRecordCount).padStart(9),
      String(errorRecordCount).padStart(6),
    ]
    say(`  ${jobName!.padEnd(24)} ${status!.padEnd(10)} ${counts.join('  ')}`)
  }
}

function showNextSteps(say: Say, head: (text: string) => void): void {
  head('What to type next')
  say('  npx outcrop start              starts it on port 4747 for your own program')
  say('  eval "$(npx outcrop env)"      points the AWS SDKs and the AWS CLI of this shell at it')
  say('  npx outcrop exec -- COMMAND    starts it, runs a command against it, and ends with the command')
}
