import { beforeAll, expect, test } from 'vitest'
import type { JobStatus } from '../../../translator/formats/bedrock/job-status.ts'
import { S3ObjectStore } from '../../../emulator/object-store/s3-object-store.ts'
import type { ObjectStore } from '../../../emulator/object-store/object-store.ts'
import type { Job } from '../../../emulator/jobs/job.ts'
import { FAULTS, startFaultyS3 } from '../../support/faulty-s3.ts'
import { jobEngine, novaLine } from '../../support/job-engine.ts'
import { QUICK_RETRIES } from '../../support/retries.ts'
import { startS3Server } from '../../support/s3-server.ts'
import { keysOf, putText, readText } from '../../support/store.ts'

const PATIENCE = 60_000
const DAY = 24 * 3_600_000
const JOBS = 36
/** One job of so many has an output that comes in parts: more than 5 MiB. */
const LARGE_EVERY = 18
const LARGE_RECORDS = 22
const LARGE_TEXT = 'x'.repeat(256 * 1024)

const ownInput = (index: number) => ({
  s3Uri: `s3://in-put/${index}/`,
  s3InputFormat: undefined,
  s3BucketOwner: '000000000000',
})

/** One to three files of a few records; large ones fill more than a part. */
async function putInputs(store: ObjectStore): Promise<void> {
  for (let index = 0; index < JOBS; index += 1) {
    const isLarge = index % LARGE_EVERY === 0
    for (let file = 0; file <= (isLarge ? 0 : index % 3); file += 1) {
      const records = Array.from({ length: isLarge ? LARGE_RECORDS : 1 + (index % 7) }, (_, record) =>
        novaLine(`R${record}`, `job ${index} file ${file} record ${record} ${isLarge ? LARGE_TEXT : ''}`),
      )
      await putText(store, 'in-put', `${index}/${file}.jsonl`, records.join(''))
    }
  }
}

/** Runs all jobs at once to their end, over this store. The same seed gives the same ids. */
async function runJobs(store: ObjectStore): Promise<{ jobs: Job[]; logged: string[] }> {
  const phases = { submitted: 1, validating: 1, scheduled: 1, perRecord: 1 }
  await using engine = jobEngine({
    seed: 'faulty',
    phases,
    relaxed: ['minRecords', 'concurrentJobs'],
    wrapStore: () => store,
  })
  const created = Array.from({ length: JOBS }, (_, index) => engine.create({ input: ownInput(index) }))
  await engine.clock.advance(DAY)
  return { jobs: created.map((job) => engine.current(job)), logged: engine.logged }
}

async function outputsOf(store: ObjectStore): Promise<Map<string, string>> {
  const keys = await keysOf(store, 'out-put')
  return new Map(
    await Promise.all(keys.map(async (key) => [key, await readText(store, 'out-put', key)] as [string, string])),
  )
}

/** An S3 with the inputs of all jobs. */
async function startS3() {
  const server = await startS3Server()
  for (const name of ['in-put', 'out-put'])
    server.store.buckets.create({ name, region: 'us-east-1', account: '111122223333' })
  await putInputs(server.store)
  return server
}

/** What the same jobs write without faults. */
let expected: Map<string, string>
beforeAll(async () => {
  await using calm = await startS3()
  await runJobs(calm.store)
  expected = await outputsOf(calm.store)
}, PATIENCE)

/** Runs all jobs over an S3 that has faults. */
async function runFaulty(share: number) {
  await using server = await startS3()
  await using faulty = await startFaultyS3({ target: server.endpoint, seed: 'one', share })
  const logged: string[] = []
  const log = { warn: (text: string) => void logged.push(text) }
  const client = server.client({ endpoint: faulty.endpoint })
  const { jobs } = await runJobs(new S3ObjectStore(client, { retries: QUICK_RETRIES, log }))
  const outputs = await outputsOf(server.store)
  const { uploads } = server.store.uploads.list('out-put', { prefix: '', delimiter: '', after: undefined, limit: 1000 })
  return { jobs, outputs, logged, leftKeys: uploads.map(({ key }) => key), struck: faulty.struck }
}

const byStatus = (jobs: Job[], status: JobStatus): Job[] => jobs.filter((job) => job.status === status)

const keysOfJob = (outputs: Map<string, string>, { jobId }: Job): string[] =>
  Array.from(outputs.keys()).filter((key) => key.startsWith(`${jobId}/`))

const SAYS_WHAT_S3_DID = /^Batch job could not reach its data in S3: S3 (?:answers|does not answer) \w+ s3:/

test.each([
  { share: 0.2, fails: 'hardly any job' },
  { share: 0.5, fails: 'hardly any job' },
  { share: 0.8, fails: 'some jobs' },
])(
  'where $share of all requests go wrong $fails fail, with a message, and the others write all',
  async (faults) => {
    const { jobs, outputs, logged, leftKeys, struck } = await runFaulty(faults.share)
    const [completed, failed] = [byStatus(jobs, 'Completed'), byStatus(jobs, 'Failed')]
    expect(completed.length + failed.length).toBe(JOBS)
    expect(completed.length).toBeGreaterThan(JOBS / 2)
    // Which request is struck depends on the order in which they come, and that on what else the machine does.
    expect(failed.length).toSatisfy((count: number) => (faults.fails === 'some jobs' ? count > 0 : count < JOBS / 4))
    for (const { message } of failed) expect(message).toMatch(SAYS_WHAT_S3_DID)
    // Whole or not there at all: the texts are long, so that only their keys are shown.
    expect(Array.from(outputs.keys()).filter((key) => outputs.get(key) !== expected.get(key))).toEqual([])
    for (const job of completed) expect(keysOfJob(outputs, job)).toEqual(keysOfJob(expected, job))
    const unsaid = leftKeys.filter(
      (key) => !logged.some((line) => line.includes(`s3://out-put/${key} may be left behind`)),
    )
    expect(unsaid).toEqual([])
    expect(Array.from(struck.keys()).toSorted()).toEqual(FAULTS.toSorted())
  },
  PATIENCE,
)

test('the jobs have outputs that come in parts', () => {
  const sizes = Array.from(expected.values(), (text) => text.length)
  expect(sizes.filter((size) => size > 5 * 1024 * 1024)).toHaveLength(JOBS / LARGE_EVERY)
})
