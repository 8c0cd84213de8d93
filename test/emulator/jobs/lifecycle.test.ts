import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobStatus } from '../../../translator/formats/bedrock/job-status.ts'
import { isFinished, NEXT_STATUSES } from '../../../emulator/jobs/job.ts'
import { jobEngine, novaLines } from '../../support/job-engine.ts'
import { temporaryFolder } from '../../support/store.ts'
import { runs } from '../../support/whole.ts'

/** What may happen to jobs from outside, in any order. */
const event = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      hours: fc.constantFrom(24, 30),
      input: fc.constantFrom('good', 'bad', 'none'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), minutes: fc.integer({ min: 0, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('advance' as const), minutes: fc.constantFrom(1440, 1800) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stop' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('change' as const) }) },
)

const MAY_HAVE_MANIFEST: Partial<Record<JobStatus, boolean[]>> = {
  Completed: [true],
  PartiallyCompleted: [true],
  Expired: [false],
  Failed: [false],
  Stopped: [true, false],
}

test('whatever happens, no job takes an edge that the table lacks, and each ends with the output that its counters say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
      using folder = temporaryFolder()
      const database = new Database(':memory:')
      const edges: [JobStatus, JobStatus][] = []
      const begin = (): ReturnType<typeof jobEngine> => {
        const engine = jobEngine({ folder: folder.path, database, phases: { perRecord: 30_000, inProgress: 60_000 } })
        const statuses = new Map(engine.jobs.newest(100).map(({ jobArn, status }) => [jobArn, status]))
        engine.jobs.on('status', ({ jobArn, status }) => {
          const before = statuses.get(jobArn)
          if (before !== undefined) edges.push([before, status])
          statuses.set(jobArn, status)
        })
        return engine
      }
      let engine = begin()
      await engine.put('good.jsonl', novaLines(60))
      await engine.put('bad.jsonl', `${novaLines(3)}{\n`)
      for (const happening of events) {
        if (happening.kind === 'create') {
          const input = {
            s3Uri: `s3://in-put/${happening.input}.jsonl`,
            s3InputFormat: undefined,
            s3BucketOwner: '000000000000',
          }
          engine.create({ input, timeoutHours: happening.hours })
        } else if (happening.kind === 'advance') await engine.clock.advance(happening.minutes * 60_000)
        else if (happening.kind === 'change') await engine.put('good.jsonl', novaLines(61))
        else if (happening.kind === 'stop') {
          const job = engine.jobs.newest(10)[happening.which]
          if (job && NEXT_STATUSES[job.status].includes('Stopping')) engine.stop(job)
        } else {
          const now = engine.clock.now()
          engine = begin()
          await engine.clock.advance(now)
        }
      }
      await engine.clock.advance(60 * 3_600_000)

      for (const [from, to] of edges) expect(NEXT_STATUSES[from]).toContain(to)
      const written = await engine.outputKeys()
      for (const job of engine.jobs.newest(100)) {
        expect(isFinished(job.status)).toBe(true)
        const { counts, status, jobId } = job
        expect(counts.processed).toBe(counts.success + counts.error)
        const keys = written.filter((key) => key.startsWith(jobId))
        const hasManifest = keys.includes(`${jobId}/manifest.json.out`)
        expect(MAY_HAVE_MANIFEST[status]).toContain(hasManifest)
        if (!hasManifest) continue
        expect(await engine.manifest(job)).toMatchObject({
          totalRecordCount: counts.total,
          processedRecordCount: counts.processed,
        })
        const output = counts.processed === 0 ? [] : await engine.outputLines(job, 'good.jsonl.out')
        expect(new Set(output.map(({ recordId }) => recordId)).size).toBe(counts.processed)
      }
      expect(engine.logged).toEqual([])
      await engine[Symbol.asyncDispose]()
    }),
    runs(60),
  )
})
