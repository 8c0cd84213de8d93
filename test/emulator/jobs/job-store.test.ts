import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JobStatus } from '../../../translator/formats/bedrock/job-status.ts'
import type { Job } from '../../../emulator/jobs/job.ts'
import type { ListPosition, ListQuery } from '../../../emulator/jobs/job-list.ts'
import { aJob, jobStoreInMemory } from '../../support/jobs.ts'

const owner = { region: 'us-east-1', account: '000000000000' }
const everything: ListQuery = {
  ...owner,
  status: undefined,
  nameContains: undefined,
  after: undefined,
  before: undefined,
  boundsIncluded: false,
  order: 'descending',
  start: undefined,
  limit: 100,
}

test('a job comes back as it was added', () => {
  const jobs = jobStoreInMemory()
  const job = aJob({
    clientRequestToken: 'token',
    tags: [{ key: 'a', value: 'b' }],
    vpcConfig: { subnetIds: ['s'], securityGroupIds: ['g'] },
    output: { s3Uri: 's3://out-put/x', s3EncryptionKeyId: 'alias/key', s3BucketOwner: '111111111111' },
  })
  jobs.add(job)
  expect(jobs.find(job.jobArn)).toEqual(job)
  expect(jobs.findById(job.jobId)).toEqual(job)
  expect(jobs.findByToken(owner, 'token')).toEqual(job)
})

test('a job that nobody added is not found', () => {
  expect(
    jobStoreInMemory().find('arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/zzzzzzzzzzzz'),
  ).toBeUndefined()
})

describe('a move', () => {
  test('changes the status and what comes with it, and tells listeners', () => {
    const jobs = jobStoreInMemory()
    const statuses: JobStatus[] = []
    jobs.on('status', ({ status }) => statuses.push(status))
    const job = aJob()
    jobs.add(job)
    const moved = jobs.move(job, 'Validating', 5000, { dueAt: 6000 })
    expect(moved).toMatchObject({ status: 'Validating', lastModifiedAt: 5000, dueAt: 6000 })
    expect(jobs.find(job.jobArn)).toEqual(moved)
    expect(statuses).toEqual(['Submitted', 'Validating'])
  })

  test('changes nothing when the job has another status by now', () => {
    const jobs = jobStoreInMemory()
    const job = aJob()
    jobs.add(job)
    jobs.move(job, 'Stopping', 5000)
    expect(jobs.move(job, 'Validating', 5001)).toBeUndefined()
    expect(jobs.find(job.jobArn)?.status).toBe('Stopping')
  })

  test('along an edge that the table lacks is a bug', () => {
    const jobs = jobStoreInMemory()
    const job = aJob()
    jobs.add(job)
    expect(() => jobs.move(job, 'Completed', 5000)).toThrow('no job goes from Submitted to Completed')
  })
})

describe('what is due', () => {
  test('comes earliest first, and only up to now', () => {
    const jobs = jobStoreInMemory()
    for (const [index, dueAt] of [300, 100, undefined, 200].entries()) jobs.add(aJob({ jobId: `job${index}`, dueAt }))
    expect(jobs.times.due(200).map(({ dueAt }) => dueAt)).toEqual([100, 200])
    expect(jobs.times.nextDueAt(new Set())).toBe(100)
  })

  test('leaves out jobs that are worked on', () => {
    const jobs = jobStoreInMemory()
    const first = aJob({ jobId: 'first', dueAt: 100 })
    jobs.add(first)
    jobs.add(aJob({ jobId: 'second', dueAt: 200 }))
    expect(jobs.times.nextDueAt(new Set([first.jobArn]))).toBe(200)
  })
})

test('counters grow and never go back', () => {
  const jobs = jobStoreInMemory()
  const job = aJob({ counts: { total: 9, processed: 0, success: 0, error: 0 } })
  jobs.add(job)
  const tokens = { input: 4, output: 5 }
  jobs.saveCounts(job.jobArn, { counts: { total: 9, processed: 3, success: 2, error: 1 }, tokens })
  jobs.saveCounts(job.jobArn, {
    counts: { total: 9, processed: 1, success: 1, error: 0 },
    tokens: { input: 1, output: 1 },
  })
  expect(jobs.find(job.jobArn)).toMatchObject({ counts: { total: 9, processed: 3, success: 2, error: 1 }, tokens })
})

test('input files keep their order', () => {
  const jobs = jobStoreInMemory()
  const job = aJob()
  jobs.add(job)
  const inputs = ['b', 'a', 'c'].map((key) => ({ key, etag: '"e"', size: 1, recordCount: 2 }))
  jobs.saveInputs(job.jobArn, inputs)
  expect(jobs.inputs(job.jobArn)).toEqual(inputs)
})

test('a name is in use by any job, or by unfinished ones only', () => {
  const jobs = jobStoreInMemory()
  const job = aJob({ jobName: 'taken' })
  jobs.add(job)
  jobs.move(jobs.move(job, 'Stopping', 1)!, 'Stopped', 2)
  expect(jobs.isNameInUse(owner, 'taken', 'any')).toBe(true)
  expect(jobs.isNameInUse(owner, 'taken', 'unfinished')).toBe(false)
  expect(jobs.isNameInUse({ ...owner, region: 'eu-west-1' }, 'taken', 'any')).toBe(false)
})

describe('a list', () => {
  const jobsOf = (query: Partial<ListQuery>, ...jobs: Job[]): string[] => {
    const store = jobStoreInMemory()
    for (const job of jobs) store.add(job)
    return store.list({ ...everything, ...query }).jobs.map(({ jobId }) => jobId)
  }

  test('holds the jobs of one region and account, newest first', () => {
    const jobs = [
      aJob({ jobId: 'old', submittedAt: 1 }),
      aJob({ jobId: 'new', submittedAt: 2 }),
      aJob({ jobId: 'else', region: 'eu-west-1' }),
      aJob({ jobId: 'other', account: '111111111111' }),
    ]
    expect(jobsOf({}, ...jobs)).toEqual(['new', 'old'])
    expect(jobsOf({ order: 'ascending' }, ...jobs)).toEqual(['old', 'new'])
  })

  test('filters by status, by part of the name, and by time', () => {
    const jobs = [
      aJob({ jobId: 'one', jobName: 'night-run', submittedAt: 1, status: 'Failed' }),
      aJob({ jobId: 'two', jobName: 'Night-run', submittedAt: 2 }),
      aJob({ jobId: 'three', jobName: 'x-night', submittedAt: 3 }),
    ]
    expect(jobsOf({ status: 'Failed' }, ...jobs)).toEqual(['one'])
    expect(jobsOf({ nameContains: 'night' }, ...jobs)).toEqual(['three', 'one'])
    expect(jobsOf({ after: 1, before: 3 }, ...jobs)).toEqual(['two'])
    expect(jobsOf({ after: 1, before: 3, boundsIncluded: true }, ...jobs)).toEqual(['three', 'two', 'one'])
  })

  test('pages through every job once, however the pages are cut and however many share a millisecond', () => {
    const times = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 })
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('ascending', 'descending'),
        (submitted, limit, order) => {
          const store = jobStoreInMemory()
          for (const [index, submittedAt] of submitted.entries()) store.add(aJob({ jobId: `job${index}`, submittedAt }))
          const seen: string[] = []
          let start: ListPosition | undefined
          do {
            const { jobs, next } = store.list({ ...everything, order, limit, start })
            seen.push(...jobs.map(({ jobId }) => jobId))
            start = next
          } while (start)
          const whole = store.list({ ...everything, order, limit: 100 }).jobs.map(({ jobId }) => jobId)
          expect(seen).toEqual(whole)
          expect(whole).toHaveLength(submitted.length)
        },
      ),
    )
  })
})
