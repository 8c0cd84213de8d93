import { expect, test } from 'vitest'
import type { ObjectStore } from '../../../emulator/object-store/object-store.ts'
import { jobEngine, novaLines } from '../../support/job-engine.ts'

const AT_ONCE = { submitted: 1, validating: 1, scheduled: 1, inProgress: 1, perRecord: 0 }
const input = (key: string) => ({
  s3Uri: `s3://in-put/${key}`,
  s3InputFormat: undefined,
  s3BucketOwner: '000000000000',
})

/** Counts the reads that are under way in a store. */
function countingReads() {
  const reads = { now: 0, most: 0 }
  const wrapStore = (store: ObjectStore): ObjectStore =>
    new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name !== 'read') return typeof value === 'function' ? value.bind(target) : value
        return async (...of: Parameters<ObjectStore['read']>) => {
          reads.now += 1
          reads.most = Math.max(reads.most, reads.now)
          const bytes = await target.read(...of)
          return bytes.once('close', () => (reads.now -= 1))
        }
      },
    })
  return { reads, wrapStore }
}

test('of many jobs that are due, a few read at a time, and all of them end', async () => {
  const { reads, wrapStore } = countingReads()
  await using engine = jobEngine({ wrapStore, relaxed: ['minRecords', 'concurrentJobs'], phases: AT_ONCE })
  await engine.put('records.jsonl', novaLines(150))
  const jobs = Array.from({ length: 60 }, () => engine.create())
  await engine.clock.advance(1000)
  expect(jobs.map((job) => engine.current(job).status)).toEqual(jobs.map(() => 'Completed'))
  expect(reads.most).toBeGreaterThan(8)
  expect(reads.most).toBeLessThanOrEqual(16)
})

test('a short job does not wait for the end of all long ones before it', async () => {
  await using engine = jobEngine({ relaxed: ['minRecords', 'concurrentJobs'], phases: AT_ONCE })
  await engine.put('short.jsonl', novaLines(3))
  await engine.put('long.jsonl', novaLines(2000))
  const completed: string[] = []
  engine.jobs.on('status', ({ status, jobName }) => void (status === 'Completed' && completed.push(jobName)))
  for (let number = 0; number < 16; number += 1)
    engine.create({ input: input('short.jsonl'), jobName: `first-${number}` })
  for (let number = 0; number < 17; number += 1)
    engine.create({ input: input('long.jsonl'), jobName: `long-${number}` })
  engine.create({ input: input('short.jsonl'), jobName: 'last' })
  await engine.clock.advance(1000)
  expect(completed).toHaveLength(34)
  // In line with them it would be among the last.
  expect(completed.indexOf('last')).toBeLessThan(25)
})
