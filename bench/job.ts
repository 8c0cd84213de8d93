// One job over many records, from Create to Completed, beside a bare loop over the same lines: node bench/job.ts [RECORDS]
//
// The bare loop parses each line and writes it back, which is the least that any program does with a batch. Both read the
// same bytes in the same process, one after the other, three times; the ratio is what to compare between machines.
import { BedrockClient, CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { startOutcrop } from '../index.ts'

const recordCount = Number(process.argv[2] ?? 100_000)
const RUNS = 3
const text = 'A ticket of usual length about a backpack whose zip broke on the second day. '.repeat(20)

const toLine = (index: number): string =>
  `${JSON.stringify({
    recordId: `R${index}`,
    modelInput: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 200,
      system: 'You answer for a shop.',
      messages: [{ role: 'user', content: `${index} ${text}` }],
    },
  })}\n`

const lines = Array.from({ length: recordCount }, (_, index) => toLine(index))
const body = Buffer.from(lines.join(''))
const megabytes = body.length / 1e6

function bareLoop(): number {
  const started = performance.now()
  let written = 0
  for (const line of lines) written += `${JSON.stringify(JSON.parse(line))}\n`.length
  if (written !== body.length) throw new Error('the lines came out otherwise')
  return performance.now() - started
}

async function job(run: number): Promise<number> {
  const started = performance.now()
  const { jobArn } = await bedrock.send(
    new CreateModelInvocationJobCommand({
      jobName: `bench-${run}`,
      roleArn: 'arn:aws:iam::000000000000:role/bench',
      modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://bench/in.jsonl' } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bench/out/' } },
    }),
  )
  await outcrop.jobs.runUntil(jobArn!, 'Completed')
  return performance.now() - started
}

const NO_TIME = { submitted: 0, validating: 0, scheduled: 0, inProgress: 0, perRecord: 0 }
await using outcrop = await startOutcrop({ relaxed: true, buckets: ['bench'], phases: NO_TIME })
const bedrock = new BedrockClient(outcrop.aws)
const s3 = new S3Client(outcrop.aws)
await new Upload({ client: s3, params: { Bucket: 'bench', Key: 'in.jsonl', Body: body } }).done()

const say = (line: string): void => void process.stdout.write(`${line}\n`)
say(`${recordCount} records, ${megabytes.toFixed(0)} MB, Node ${process.versions.node}`)
for (let run = 1; run <= RUNS; run += 1) {
  const bare = bareLoop()
  const whole = await job(run)
  const rate = Math.round(recordCount / (whole / 1000))
  say(
    `run ${run}: bare loop ${bare.toFixed(0)} ms, job ${whole.toFixed(0)} ms (${rate} records/s, ${(megabytes / (whole / 1000)).toFixed(0)} MB/s), ratio ${(whole / bare).toFixed(1)}`,
  )
}
bedrock.destroy()
s3.destroy()
