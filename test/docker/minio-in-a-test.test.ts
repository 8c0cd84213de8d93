import { BedrockClient } from '@aws-sdk/client-bedrock'
import {
  CreateBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { getContainerRuntimeClient } from 'testcontainers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { createJob } from '../support/bedrock.ts'
import { describeWithDocker } from '../support/docker.ts'
import { novaLines } from '../support/job-engine.ts'

function clientOf(outcrop: Outcrop, direct = false): S3Client {
  const { endpoint, credentials } = direct ? outcrop.s3! : outcrop.aws
  const client = new S3Client({ ...outcrop.aws, endpoint, credentials: credentials! })
  onTestFinished(() => client.destroy())
  return client
}

// Where several suites start containers at once, each start takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describeWithDocker("startOutcrop({ s3: 'minio' })", () => {
  test('runs a whole job over MinIO, and clients reach its objects both ways', async () => {
    await using outcrop = await startOutcrop({ s3: 'minio', clock: 'manual', buckets: ['in-put', 'out-put'] })
    const body = novaLines(120)
    await clientOf(outcrop).send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: body }))
    const bedrock = new BedrockClient(outcrop.aws)
    const jobArn = await createJob(bedrock, { modelId: 'amazon.nova-lite-v1:0' })
    bedrock.destroy()
    const job = await outcrop.jobs.runUntil(jobArn, 'Completed')
    expect(job.counts).toEqual({ total: 120, processed: 120, success: 120, error: 0 })
    for (const isDirect of [false, true]) {
      const list = new ListObjectsV2Command({ Bucket: 'out-put' })
      const { Contents: contents } = await clientOf(outcrop, isDirect).send(list)
      expect(contents!.map(({ Key }) => Key!.split('/')[1])).toEqual(['manifest.json.out', 'records.jsonl.out'])
    }
    expect(outcrop.environment).toMatchObject({
      OUTCROP_S3_ENDPOINT_URL: outcrop.s3!.endpoint,
      OUTCROP_S3_CONSOLE_URL: outcrop.s3!.console,
      OUTCROP_S3_ACCESS_KEY_ID: 'outcrop',
      OUTCROP_S3_SECRET_ACCESS_KEY: 'outcrop-secret',
    })
  })

  test('empties MinIO on a reset, and makes the configured buckets anew', async () => {
    await using outcrop = await startOutcrop({ s3: 'minio', buckets: ['in-put'], region: 'eu-west-1' })
    const s3 = clientOf(outcrop)
    await s3.send(new CreateBucketCommand({ Bucket: 'another' }))
    for (const Bucket of ['in-put', 'another'])
      await s3.send(new PutObjectCommand({ Bucket, Key: 'folder/key', Body: 'x' }))
    await outcrop.reset()
    const { Buckets: buckets } = await s3.send(new ListBucketsCommand({}))
    expect(buckets!.map(({ Name }) => Name)).toEqual(['in-put'])
    expect((await s3.send(new ListObjectsV2Command({ Bucket: 'in-put' }))).KeyCount).toBe(0)
  })

  test('leaves no container behind when it is closed', async () => {
    const outcrop = await startOutcrop({ s3: 'minio' })
    const { name } = outcrop.s3!.container!
    await Promise.all([outcrop.close(), outcrop.close()])
    const { dockerode } = (await getContainerRuntimeClient()).container
    await expect(dockerode.getContainer(name).inspect()).rejects.toMatchObject({ statusCode: 404 })
  })
})
