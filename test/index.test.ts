import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateModelInvocationJobCommand, BedrockClient, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { ConfigError, startOutcrop, type Outcrop } from '../index.ts'
import { createJob, jobParameters, raw } from './support/bedrock.ts'
import { temporaryFolder } from './support/store.ts'

const records = (count: number): string =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      recordId: `R${index}`,
      modelInput: {
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 50,
        messages: [{ role: 'user', content: `${index}` }],
      },
    }),
  ).join('\n')

/** Uploads 120 records and creates a job over them; resolves with its ARN. */
async function startJob(outcrop: Outcrop, jobName = 'a-job'): Promise<string> {
  const s3 = new S3Client(outcrop.aws)
  for (const Bucket of ['in-put', 'out-put']) await s3.send(new CreateBucketCommand({ Bucket }))
  await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: records(120) }))
  s3.destroy()
  const bedrock = new BedrockClient(outcrop.aws)
  const { jobArn } = await bedrock.send(new CreateModelInvocationJobCommand(jobParameters({ jobName })))
  bedrock.destroy()
  return jobArn!
}

describe('Outcrop', () => {
  test('runs a job from CreateModelInvocationJob to manifest.json.out, on one port', async () => {
    await using outcrop = await startOutcrop()
    const jobArn = await startJob(outcrop)
    await outcrop.jobs.runUntil(jobArn, 'Completed')
    const s3 = new S3Client(outcrop.aws)
    const folder = `${jobArn.split('/')[1]}/`
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'out-put' }))
    expect(Contents!.map(({ Key }) => Key)).toEqual([`${folder}manifest.json.out`, `${folder}records.jsonl.out`])
    const { Body, ContentType } = await s3.send(
      new GetObjectCommand({ Bucket: 'out-put', Key: `${folder}records.jsonl.out` }),
    )
    expect((await Body!.transformToString()).trimEnd().split('\n')).toHaveLength(120)
    expect(ContentType).toBe('application/octet-stream')
    s3.destroy()
  })

  test('passes through each status in fast mode, so that a poller sees them', async () => {
    await using outcrop = await startOutcrop()
    const jobArn = await startJob(outcrop)
    for (const status of ['Validating', 'Scheduled', 'InProgress', 'Completed'] as const)
      expect((await outcrop.jobs.runUntil(jobArn, status)).status).toBe(status)
  })

  test('moves nothing by itself on a manual clock, and hours in one line', async () => {
    await using outcrop = await startOutcrop({ clock: 'manual' })
    const jobArn = await startJob(outcrop)
    const bedrock = new BedrockClient(outcrop.aws)
    const status = async () => (await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))).status
    expect(await status()).toBe('Submitted')
    await outcrop.clock.advance('2h')
    expect(await status()).toBe('Completed')
    bedrock.destroy()
  })

  test('runs several times in one process, each for itself', async () => {
    await using one = await startOutcrop({ clock: 'manual' })
    await using two = await startOutcrop({ clock: 'manual' })
    expect(one.url).not.toBe(two.url)
    const client = new BedrockClient(one.aws)
    const jobArn = await createJob(client)
    client.destroy()
    await expect(two.jobs.runUntil(jobArn, 'Failed')).rejects.toThrow('there is no job')
  })

  test('makes the buckets that it is given, and makes them anew after a reset', async () => {
    await using outcrop = await startOutcrop({ buckets: ['one', 'two'], region: 'eu-west-1' })
    const names = async () =>
      Array.from((await raw(outcrop, 'GET', '/')).body.matchAll(/<Name>(.*?)<\/Name>/g), ([, name]) => name)
    expect(outcrop.aws.region).toBe('eu-west-1')
    expect(await names()).toEqual(['one', 'two'])
    await raw(outcrop, 'PUT', '/three')
    await outcrop.reset()
    expect(await names()).toEqual(['one', 'two'])
  })

  test('leaves no temporary folder behind', async () => {
    const outcrop = await startOutcrop()
    const path = outcrop.dataPath
    expect(readdirSync(path)).toContain('outcrop.sqlite')
    await outcrop.close()
    expect(() => readdirSync(path)).toThrow('ENOENT')
  })
})

describe('an option of startOutcrop', () => {
  test('that is undefined is one that is not given', async () => {
    await using outcrop = await startOutcrop({ port: undefined, logLevel: undefined })
    expect(outcrop.config).toMatchObject({ port: 0, logLevel: 'silent' })
  })

  test('that the configuration file has goes before the defaults for tests', async () => {
    using folder = temporaryFolder()
    const config = join(folder.path, 'config.json')
    writeFileSync(config, '{"logLevel":"error","seed":"of the file"}')
    await using outcrop = await startOutcrop({ config })
    expect(outcrop.config).toMatchObject({ port: 0, logLevel: 'error', seed: 'of the file' })
  })
})

describe('a kept data folder', () => {
  test('goes on with an unfinished job, on the time where a manual clock was left', async () => {
    using folder = temporaryFolder()
    const options = { data: folder.path, clock: 'manual' } as const
    const first = await startOutcrop(options)
    const jobArn = await startJob(first)
    await first.clock.advance('6m')
    const left = first.clock.now()
    await first.close()
    await using second = await startOutcrop(options)
    expect(second.clock.now()).toBe(left)
    const job = await second.jobs.runUntil(jobArn, 'Completed')
    expect(job.counts).toEqual({ total: 120, processed: 120, success: 120, error: 0 })
  })

  test('goes on from now where its manual clock was turned ahead, and a clock that moves by itself follows', async () => {
    using folder = temporaryFolder()
    const options = { data: folder.path, phases: { submitted: '200ms', inProgress: '400ms', perRecord: '1ms' } }
    const first = await startOutcrop({ ...options, clock: 'manual' })
    await first.clock.advance('2d')
    const running = await startJob(first)
    await first.jobs.runUntil(running, 'InProgress')
    const waiting = await startJob(first, 'another-job')
    await first.close()
    const startedAt = Date.now()
    const second = await startOutcrop({ ...options, clock: 'fast' })
    const jobs = [await second.jobs.runUntil(waiting, 'Completed'), await second.jobs.runUntil(running, 'Completed')]
    await second.close()
    for (const { submittedAt, endedAt } of jobs) {
      expect(submittedAt).toBeLessThanOrEqual(endedAt!)
      expect(endedAt).toBeGreaterThanOrEqual(startedAt)
      expect(endedAt).toBeLessThanOrEqual(Date.now())
    }
    await using third = await startOutcrop({ ...options, clock: 'manual' })
    expect(third.clock.now()).toBeLessThanOrEqual(Date.now())
  })

  test('goes on by itself on a real clock', async () => {
    using folder = temporaryFolder()
    const phases = { submitted: '1ms', validating: '400ms' }
    const first = await startOutcrop({ data: folder.path, phases })
    const jobArn = await startJob(first)
    await first.jobs.runUntil(jobArn, 'Validating')
    await first.close()
    await using second = await startOutcrop({ data: folder.path, phases })
    expect((await second.jobs.runUntil(jobArn, 'Completed')).counts.processed).toBe(120)
  })

  test('refuses a second Outcrop', async () => {
    using folder = temporaryFolder()
    await using first = await startOutcrop({ data: folder.path })
    expect(first.dataPath).toBe(folder.path)
    await expect(startOutcrop({ data: folder.path })).rejects.toThrow(
      new ConfigError(
        `the data folder ${folder.path} is in use by another Outcrop; stop that one, or choose another folder with --data`,
      ),
    )
  })
})

describe('a start that cannot be', () => {
  test('on a port in use says so, and leaves no folder locked', async () => {
    using folder = temporaryFolder()
    await using other = await startOutcrop()
    const port = Number(new URL(other.url).port)
    await expect(startOutcrop({ port, data: folder.path })).rejects.toThrow(
      new ConfigError(
        `port ${port} on 127.0.0.1 is in use; stop what listens there, or choose another with --port (0 takes a free one)`,
      ),
    )
    await using next = await startOutcrop({ data: folder.path })
    expect(next.dataPath).toBe(folder.path)
  })

  test('at an address of another machine says so', async () => {
    await expect(startOutcrop({ host: '192.0.2.1' })).rejects.toThrow(
      new ConfigError('192.0.2.1 is no address of this machine; choose another with --host'),
    )
  })

  test('with a bad option says so', async () => {
    await expect(startOutcrop({ clock: 'slow' as 'fast' })).rejects.toThrow(ConfigError)
  })
})

test('a clock that moves by itself is not turned', async () => {
  await using outcrop = await startOutcrop()
  await expect(outcrop.clock.advance('1h')).rejects.toThrow(
    "the clock moves by itself; start with clock: 'manual' to turn it",
  )
})

test('closing answers the request that is open', async () => {
  const outcrop = await startOutcrop({ buckets: ['in-put'] })
  const { hostname, port } = new URL(outcrop.url)
  const { request } = await import('node:http')
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const upload = request(
    { method: 'PUT', hostname, port, path: '/in-put/key', headers: { 'content-length': '10' } },
    (response) => {
      response.resume()
      resolve(response.statusCode!)
    },
  )
  upload.on('error', reject)
  upload.write('12345')
  await new Promise<void>((done) => upload.once('socket', (socket) => socket.once('connect', () => done())))
  // The server has the request before it has the end of its body.
  await raw(outcrop, 'GET', '/in-put/none')
  const closed = outcrop.close()
  upload.end('67890')
  expect(await promise).toBe(200)
  await closed
})
