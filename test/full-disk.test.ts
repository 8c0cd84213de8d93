import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BedrockClient, CreateModelInvocationJobCommand, GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { jobParameters } from './support/bedrock.ts'
import { outcrop } from './support/cli.ts'
import { novaLines } from './support/job-engine.ts'
import { fillDisk, whyNoSmallDisk, withSmallDisk } from './support/small-disk.ts'
import { temporaryFolder } from './support/store.ts'

const why = (() => {
  using folder = temporaryFolder()
  return whyNoSmallDisk(folder.path)
})()
if (why !== undefined) process.stderr.write(`Tests on a real full disk are skipped: ${why}\n`)

const NO_ROOM = 'There is no room on the disk of Outcrop'
const eventually = { timeout: 15_000, interval: 20 }

/** A folder at which a process may see a disk. */
function mountPoint(): string {
  const folder = temporaryFolder()
  onTestFinished(() => folder[Symbol.dispose]())
  const path = join(folder.path, 'disk')
  mkdirSync(path)
  return path
}

/** An Outcrop whose data folder is on a disk of so many megabytes, and clients that try once. */
async function onSmallDisk({
  phases = 'submitted=5ms,validating=5ms,scheduled=5ms,inProgress=5ms',
  megabytes = 5,
} = {}) {
  const disk = mountPoint()
  const options = ['--port', '0', '--json', '--buckets', 'in-put,out-put', '--phases', phases]
  const run = outcrop(['start', '--data', join(disk, 'data'), ...options], {}, '', withSmallDisk(disk, { megabytes }))
  const { url, pid } = JSON.parse(await run.firstLine) as { url: string; pid: number }
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const settings = { endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 }
  const s3 = new S3Client({ ...settings, forcePathStyle: true })
  const bedrock = new BedrockClient(settings)
  onTestFinished(() => {
    s3.destroy()
    bedrock.destroy()
  })
  const put = async (Key: string, Body: string | Buffer) =>
    await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key, Body }))
  const read = async (Key: string): Promise<Buffer> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'in-put', Key }))
    return Buffer.from(await Body!.transformToByteArray())
  }
  return {
    run,
    put,
    read,
    /** Some four of these rows take a page. */
    putMany: async (keys: string[]) => {
      const Metadata = { filler: 'x'.repeat(500) }
      const one = async (Key: string) =>
        await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key, Body: Buffer.alloc(0), Metadata }))
      for (let index = 0; index < keys.length; index += 20) await Promise.all(keys.slice(index, index + 20).map(one))
    },
    removeMany: async (keys: string[]) =>
      await s3.send(new DeleteObjectsCommand({ Bucket: 'in-put', Delete: { Objects: keys.map((Key) => ({ Key })) } })),
    remove: async (Key: string) => await s3.send(new DeleteObjectCommand({ Bucket: 'in-put', Key })),
    keys: async (): Promise<string[]> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'in-put' }))
      return Contents.map(({ Key }) => Key!)
    },
    createJob: async (jobName: string): Promise<string> => {
      const parameters = jobParameters({ jobName, modelId: 'amazon.nova-lite-v1:0' })
      return (await bedrock.send(new CreateModelInvocationJobCommand(parameters))).jobArn!
    },
    job: async (jobArn: string) => await bedrock.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn })),
    leave: (bytes: number) => fillDisk(pid, disk, bytes),
  }
}

describe.skipIf(why !== undefined)('a disk that is full', { timeout: 30_000 }, () => {
  test('refuses what does not fit, keeps what is there, and takes more when there is room', async () => {
    const server = await onSmallDisk()
    const body = Buffer.alloc(1_000_000, 'abc')
    await server.put('first', body)
    await server.put('second', 'small')
    const filler = server.leave(500_000)
    const refusal = { name: 'InsufficientStorage', message: NO_ROOM, $metadata: { httpStatusCode: 507 } }
    await expect(server.put('third', body)).rejects.toMatchObject(refusal)
    await expect(server.put('second', body)).rejects.toMatchObject(refusal)
    await server.put('fourth', 'this fits')
    expect((await server.read('first')).equals(body)).toBe(true)
    expect((await server.read('second')).toString()).toBe('small')
    expect(await server.keys()).toEqual(['first', 'fourth', 'second'])
    filler.giveBack()
    await server.put('third', body)
    expect((await server.read('third')).equals(body)).toBe(true)
  })

  test('refuses new jobs in the shape of Bedrock where not even a row fits, and those that run wait for room', async () => {
    const server = await onSmallDisk({ phases: 'submitted=2s,validating=5ms,scheduled=5ms,inProgress=5ms' })
    await server.put('records.jsonl', novaLines(200))
    const jobArn = await server.createJob('waits')
    const filler = server.leave(0)
    const refusal = { name: 'InternalServerException', message: NO_ROOM, $metadata: { httpStatusCode: 500 } }
    await expect(server.createJob('refused')).rejects.toMatchObject(refusal)
    await expect(server.put('a', Buffer.alloc(0))).rejects.toMatchObject({ name: 'InsufficientStorage' })
    await expect.poll(() => server.run.log(), eventually).toContain('what was due could not be done')
    expect(await server.job(jobArn)).toMatchObject({ status: 'Submitted' })
    expect((await server.read('records.jsonl')).toString()).toBe(novaLines(200))
    filler.giveBack()
    await expect.poll(async () => (await server.job(jobArn)).status, eventually).toBe('Completed')
    await server.createJob('accepted')
  })

  test('has room for deletions, so that clients can make room for more', async () => {
    const server = await onSmallDisk()
    const body = Buffer.alloc(500_000, 'abc')
    for (const key of ['first', 'second']) await server.put(key, body)
    server.leave(0)
    await expect(server.put('third', body)).rejects.toMatchObject({ name: 'InsufficientStorage' })
    await server.remove('first')
    await server.remove('second')
    expect(await server.keys()).toEqual([])
    await server.put('third', body)
    expect((await server.read('third')).equals(body)).toBe(true)
  })

  test('has room for a thousand deletions at a time, wherever their rows are', async () => {
    const server = await onSmallDisk({ megabytes: 20 })
    const keys = Array.from({ length: 3000 }, (_, index) => `key-${index}`).toSorted()
    await server.putMany(keys)
    server.leave(0)
    await expect(server.put('another', Buffer.alloc(100_000))).rejects.toMatchObject({ name: 'InsufficientStorage' })
    const scattered = keys.filter((_, index) => index % 3 === 0)
    const { Errors = [], Deleted = [] } = await server.removeMany(scattered)
    expect({ Errors, deleted: Deleted.map(({ Key }) => Key) }).toEqual({ Errors: [], deleted: scattered })
    expect(await server.keys()).toEqual(keys.filter((_, index) => index % 3 > 0).slice(0, 1000))
  })

  test('fails a job whose output does not fit, with a message, and runs it when there is room', async () => {
    const server = await onSmallDisk()
    await server.put('records.jsonl', novaLines(2500))
    const filler = server.leave(400_000)
    const tooLarge = await server.createJob('too-large')
    await expect.poll(async () => (await server.job(tooLarge)).status, eventually).toBe('Failed')
    const message = 'Batch job could not reach its data in S3: there is no room on the disk'
    expect(await server.job(tooLarge)).toMatchObject({ message })
    filler.giveBack()
    const jobArn = await server.createJob('fits')
    await expect.poll(async () => (await server.job(jobArn)).status, eventually).toBe('Completed')
  })

  test('ends a start over it in one line', async () => {
    const disk = mountPoint()
    const through = withSmallDisk(disk, { isFull: true })
    const { code, stderr } = await outcrop(['start', '--port', '0', '--data', join(disk, 'data')], {}, '', through)
      .ended
    const reason = 'database or disk is full'
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `outcrop: the data folder ${join(disk, 'data')} cannot be used: ${reason}\n`,
    })
  })

  test('ends a start whose ready file does not fit in one line', async () => {
    const disk = mountPoint()
    const through = withSmallDisk(disk, { isFull: true })
    const path = join(disk, 'ready.json')
    const { code, stderr } = await outcrop(['start', '--port', '0', '--ready-file', path], {}, '', through).ended
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^outcrop: the ready file \S+ cannot be written: ENOSPC[^\n]*\n$/),
    })
  })
})
