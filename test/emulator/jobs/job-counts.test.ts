import { expect, test } from 'vitest'
import { JobCounts } from '../../../emulator/jobs/job-counts.ts'
import { aJob, jobStoreInMemory } from '../../support/jobs.ts'

const progress = (success: number, error: number) => ({
  counts: { total: 1000, processed: success + error, success, error },
  tokens: { input: 10 * success, output: success },
})

test('records and tokens are counted once, however often a job says how far it is', () => {
  const jobs = jobStoreInMemory()
  const counted = new JobCounts(jobs)
  const { jobArn } = aJob()
  jobs.saveCounts(jobArn, progress(100, 5))
  jobs.saveCounts(jobArn, progress(100, 5))
  jobs.saveCounts(jobArn, progress(300, 6))
  jobs.saveCounts('another', progress(1, 0))
  expect(counted).toMatchObject({
    records: { succeeded: 301, failed: 6 },
    tokens: { input: 3010, output: 301 },
  })
})

test('what a run that begins anew does again is counted again', () => {
  const jobs = jobStoreInMemory()
  const counted = new JobCounts(jobs)
  const { jobArn } = aJob()
  jobs.saveCounts(jobArn, progress(300, 6))
  jobs.saveCounts(jobArn, progress(100, 5))
  jobs.saveCounts(jobArn, progress(200, 5))
  expect(counted.records).toEqual({ succeeded: 500, failed: 11 })
})

test('each status that a job comes to is counted', () => {
  const jobs = jobStoreInMemory()
  const counted = new JobCounts(jobs)
  const job = aJob()
  jobs.add(job)
  jobs.add(aJob({ jobId: 'bcdefghijklm' }))
  jobs.move(job, 'Validating', 2000)
  expect(counted.statuses).toMatchObject({ Submitted: 2, Validating: 1, Completed: 0 })
  expect(jobs.countActive()).toEqual([
    { status: 'Submitted', count: 1 },
    { status: 'Validating', count: 1 },
  ])
  jobs.clear()
  expect(counted.statuses).toMatchObject({ Submitted: 2 })
  expect(jobs.countByStatus()).toEqual([])
})
