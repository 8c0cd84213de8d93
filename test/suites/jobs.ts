import { hash, randomUUID } from 'node:crypto'
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job, JobRequest } from '../../emulator/jobs/job.ts'
import type { ObjectStore } from '../../emulator/object-store/object-store.ts'
import { S3ObjectStore } from '../../emulator/object-store/s3-object-store.ts'
import { jobEngine, novaLine, novaLines, type EngineOptions } from '../support/job-engine.ts'
import { MODELS_WITH_RECORDS } from '../support/records-of-families.ts'
import { keysOf, putText, readText } from '../support/store.ts'

/** An S3 that jobs are to run over. */
export interface S3UnderTest extends AsyncDisposable {
  /** May make buckets, and makes one attempt. */
  client: S3Client
}

type Engine = ReturnType<typeof jobEngine>

/** A job, and what is done with it. */
interface Case {
  /** Texts of the input by their keys. */
  files: Record<string, string>
  request?: Partial<JobRequest>
  options?: EngineOptions
  /** Brings the job to its end. */
  drive?: (engine: Engine, job: Job, files: { put: (key: string, text: string) => Promise<void> }) => Promise<Job>
}

/** What a job has come to, without the names of buckets. */
interface Outcome {
  status: Job['status']
  message: string | undefined
  counts: Job['counts']
  tokens: Job['tokens']
  outputs: Digests
}

/** Objects by their keys: the texts are too long to be shown where they differ. */
type Digests = Record<string, string>

const SEED = 'the same'
const OWNER = '000000000000'
const HOUR = 3_600_000

const dataIn = (input: string, output: string) => ({
  input: { s3Uri: `s3://${input}/x/`, s3InputFormat: undefined, s3BucketOwner: OWNER },
  output: { s3Uri: `s3://${output}/y/`, s3EncryptionKeyId: undefined, s3BucketOwner: OWNER },
})

async function outputsOf(store: ObjectStore, bucket: string): Promise<Digests> {
  const keys = await keysOf(store, bucket)
  const texts = await Promise.all(keys.map((key) => readText(store, bucket, key)))
  const digests = texts.map((text) => `${text.length} characters, SHA-256 ${hash('sha256', text)}`)
  return Object.fromEntries(keys.map((key, index) => [key, digests[index]!]))
}

interface Place {
  store: ObjectStore
  input: string
  output: string
}

async function runIn(
  engine: Engine,
  { store, input, output }: Place,
  { files, request, drive }: Case,
): Promise<Outcome> {
  const put = (key: string, text: string): Promise<void> => putText(store, input, key, text)
  for (const [key, text] of Object.entries(files)) await put(key, text)
  const created = engine.create({ ...dataIn(input, output), ...request })
  const job = drive ? await drive(engine, created, { put }) : await engine.runUntil(created, 'Completed')
  const { status, message, counts, tokens } = job
  return {
    status,
    message: message?.replaceAll(input, 'in-put'),
    counts,
    tokens,
    outputs: await outputsOf(store, output),
  }
}

const engineOf = (options: EngineOptions | undefined, store?: ObjectStore): Engine =>
  jobEngine({ seed: SEED, ...options, ...(store && { wrapStore: () => store }) })

async function runEmbedded(of: Case): Promise<Outcome> {
  await using engine = engineOf(of.options)
  return await runIn(engine, { store: engine.objects, input: 'in-put', output: 'out-put' }, of)
}

/** 30 records of a quarter of a megabyte: their output comes in parts. */
const largeFile = Array.from({ length: 30 }, (_, index) => novaLine(`R${index}`, 'x'.repeat(256 * 1024))).join('')

const CASES: [string, Case][] = [
  [
    'several files, in folders',
    { files: { 'x/a.jsonl': novaLines(3), 'x/b/c d+é.jsonl': novaLines(5), 'x/z.txt': '' } },
  ],
  ['an output in parts', { files: { 'x/a.jsonl': largeFile } }],
  ['a record that fails', { files: { 'x/a.jsonl': `${novaLine('A')}{"recordId":"B","modelInput":{}}\n` } }],
  [
    'a stop half way',
    {
      files: { 'x/a.jsonl': novaLines(250) },
      drive: async (engine, job) => {
        await engine.runUntil(job, 'InProgress')
        await engine.clock.advance(120_000)
        engine.stop(job)
        return await engine.runUntil(job, 'Stopped')
      },
    },
  ],
  [
    'an expiry half way',
    {
      files: { 'x/a.jsonl': novaLines(40) },
      options: { phases: { perRecord: HOUR } },
      drive: async (engine, job) => await engine.runUntil(job, 'PartiallyCompleted'),
    },
  ],
  [
    'too few records',
    {
      files: { 'x/a.jsonl': novaLines(99) },
      options: { relaxed: [] },
      drive: async (engine, job) => await engine.runUntil(job, 'Failed'),
    },
  ],
  ['no input', { files: {}, drive: async (engine, job) => await engine.runUntil(job, 'Failed') }],
  [
    'an input that changes while the job runs',
    {
      files: { 'x/a.jsonl': novaLines(250) },
      drive: async (engine, job, { put }) => {
        await engine.runUntil(job, 'InProgress')
        await engine.clock.advance(100_000)
        await put('x/a.jsonl', novaLines(251))
        return await engine.runUntil(job, 'Failed')
      },
    },
  ],
]

/** What jobs do over any S3: the same as over the embedded store, byte for byte. */
export function describeJobs(open: () => Promise<S3UnderTest>): void {
  describe('jobs do the same as over the embedded store', () => {
    let opened: S3UnderTest
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(async () => await opened[Symbol.asyncDispose]())

    const newPlace = async (): Promise<Place> => {
      const [input, output] = [`in-${randomUUID()}`, `out-${randomUUID()}`]
      for (const Bucket of [input, output]) await opened.client.send(new CreateBucketCommand({ Bucket }))
      return { store: new S3ObjectStore(opened.client), input, output }
    }
    const uploadsOf = async (Bucket: string, Prefix: string): Promise<number> =>
      (await opened.client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }))).Uploads?.length ?? 0

    const run = async (of: Case): Promise<Outcome> => {
      const place = await newPlace()
      await using engine = engineOf(of.options, place.store)
      return await runIn(engine, place, of)
    }

    test.each(CASES)('%s', async (_name, of) => {
      expect(await run(of)).toEqual(await runEmbedded(of))
    })

    test.each(MODELS_WITH_RECORDS)(
      '$family: $modelId by $invocationType',
      async ({ modelId, invocationType, files }) => {
        const of: Case = { files, request: { modelId, invocationType } }
        const outcome = await run(of)
        expect(outcome).toEqual(await runEmbedded(of))
        expect(outcome.counts.success).toBeGreaterThan(0)
      },
    )

    test('an input that goes while the job runs makes it Failed', async () => {
      const place = await newPlace()
      await using engine = engineOf(undefined, place.store)
      await putText(place.store, place.input, 'x/a.jsonl', novaLines(250))
      const job = await engine.runUntil(engine.create(dataIn(place.input, place.output)), 'InProgress')
      await engine.clock.advance(100_000)
      await opened.client.send(new DeleteObjectCommand({ Bucket: place.input, Key: 'x/a.jsonl' }))
      const { message } = await engine.runUntil(job, 'Failed')
      expect(message).toBe('Batch job input file x/a.jsonl was changed or removed while the job was running')
    })

    test('a job whose process was killed half way ends with the same bytes, and no upload of it stays', async () => {
      const of: Case = { files: { 'x/a.jsonl': largeFile } }
      const expected = await runEmbedded(of)
      const place = await newPlace()
      const database = new Database(':memory:')
      await using killed = engineOf({ database }, place.store)
      await putText(place.store, place.input, 'x/a.jsonl', largeFile)
      const job = await killed.runUntil(killed.create(dataIn(place.input, place.output)), 'InProgress')
      await killed.clock.advance(27_000)
      const key = `y/${job.jobId}/a.jsonl.out`
      await expect.poll(() => uploadsOf(place.output, key)).toBe(1)

      await using engine = engineOf({ database, startsAt: killed.clock.now(), logLevel: 'info' }, place.store)
      await engine.runUntil(job, 'Completed')
      expect(await outputsOf(place.store, place.output)).toEqual(expected.outputs)
      expect(await uploadsOf(place.output, key)).toBe(0)
      expect(engine.logged.join('')).toContain(
        'removed 1 unfinished outputs, left behind by an Outcrop that was killed',
      )
    })

    test('an end half way leaves no upload behind', async () => {
      const place = await newPlace()
      await putText(place.store, place.input, 'x/a.jsonl', largeFile)
      const engine = engineOf(undefined, place.store)
      const job = await engine.runUntil(engine.create(dataIn(place.input, place.output)), 'InProgress')
      await engine.clock.advance(27_000)
      const key = `y/${job.jobId}/a.jsonl.out`
      await expect.poll(() => uploadsOf(place.output, key)).toBe(1)
      await engine[Symbol.asyncDispose]()
      expect(await uploadsOf(place.output, key)).toBe(0)
    })
  })
}
