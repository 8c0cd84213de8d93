// A job of Outcrop over the files of a folder, and what it wrote into another one:
// node run-job.ts RECORDS OUTPUT MODEL. One record more than there are is refused by the model.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { BedrockClient, CreateModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { startOutcrop } from '../../../index.ts'

const [records, output, modelId] = process.argv.slice(2) as [string, string, string]
const REFUSED = '{"recordId":"refused","modelInput":{"messages":[]}}\n'

await using outcrop = await startOutcrop({ clock: 'manual', buckets: ['records'] })
const s3 = new S3Client(outcrop.aws)
const put = (name: string, body: string | Buffer) =>
  s3.send(new PutObjectCommand({ Bucket: 'records', Key: `in/${name}`, Body: body }))
for (const name of readdirSync(records).filter((file) => file.endsWith('.jsonl')))
  await put(name, readFileSync(join(records, name)))
await put('refused.jsonl', REFUSED)

const { jobArn } = await new BedrockClient(outcrop.aws).send(
  new CreateModelInvocationJobCommand({
    jobName: 'spark',
    roleArn: 'arn:aws:iam::000000000000:role/any',
    modelId,
    inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://records/in/' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://records/out/' } },
  }),
)
await outcrop.jobs.runUntil(jobArn!, 'Completed')
for await (const { Contents: objects = [] } of paginateListObjectsV2(
  { client: s3 },
  { Bucket: 'records', Prefix: 'out/' },
))
  for (const { Key } of objects) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'records', Key }))
    writeFileSync(join(output, basename(Key!)), await Body!.transformToByteArray())
  }
