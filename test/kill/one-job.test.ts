import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jobServer } from '../support/job-server.ts'
import { temporaryFolder } from '../support/store.ts'

const RECORDS = 3000
const ROUNDS = 4

const eventually = { timeout: 60_000, interval: 20 }

test(
  'a job whose process is killed again and again ends with the bytes of one that ran through',
  { timeout: 120_000 },
  async () => {
    using folder = temporaryFolder()
    const calm = await jobServer(join(folder.path, 'calm'))
    const calmJob = await calm.createJob(RECORDS)
    await expect.poll(() => calm.status(calmJob), eventually).toBe('Completed')
    const expected = await calm.outputs()

    let server = await jobServer(join(folder.path, 'killed'))
    const jobArn = await server.createJob(RECORDS)
    let seen = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      await expect.poll(() => server.processed(jobArn), eventually).toBeGreaterThan((round * RECORDS) / (ROUNDS + 1))
      seen = Math.max(seen, await server.processed(jobArn))
      await server.kill()
      server = await jobServer(join(folder.path, 'killed'))
      expect(await server.processed(jobArn)).toBeGreaterThanOrEqual(seen)
    }
    await expect.poll(() => server.status(jobArn), eventually).toBe('Completed')

    expect(expected).toHaveLength(2)
    expect(await server.outputs()).toEqual(expected)
  },
)
