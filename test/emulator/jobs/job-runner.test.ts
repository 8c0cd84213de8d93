import { readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test, vi } from 'vitest'
import type { JobStatus } from '../../../translator/formats/bedrock/job-status.ts'
import type { Answers } from '../../../emulator/answers/answers.ts'
import { SyntheticAnswers } from '../../../emulator/answers/synthetic.ts'
import { ObjectStoreError, type ObjectStore } from '../../../emulator/object-store/object-store.ts'
import { jobEngine, novaLine, novaLines } from '../../support/job-engine.ts'
import { putText, temporaryFolder } from '../../support/store.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TOKENS = { inputTokenCount: expect.any(Number), outputTokenCount: expect.any(Number) }

describe('a job', () => {
  test('goes from Submitted to Completed, each status at its time', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const seen: [JobStatus, number][] = []
    engine.jobs.on('status', ({ status, lastModifiedAt }) => seen.push([status, lastModifiedAt]))
    const job = engine.create()
    await engine.clock.advance(HOUR)
    expect(seen).toEqual([
      ['Submitted', 0],
      ['Validating', MINUTE],
      ['Scheduled', 2 * MINUTE],
      ['InProgress', 3 * MINUTE],
      ['Completed', 3 * MINUTE + 3000],
    ])
    expect(engine.current(job)).toMatchObject({
      endedAt: 3 * MINUTE + 3000,
      counts: { total: 3, processed: 3, success: 3, error: 0 },
      message: undefined,
    })
  })

  test('writes one output line for each record, and a manifest that equals the counters', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(5))
    const job = await engine.runUntil(engine.create(), 'Completed')
    const lines = await engine.outputLines(job)
    expect(lines.map(({ recordId }) => recordId).toSorted()).toEqual(['R0', 'R1', 'R2', 'R3', 'R4'])
    expect(lines.every(({ modelOutput }) => modelOutput !== undefined)).toBe(true)
    expect(await engine.manifest(job)).toEqual({
      totalRecordCount: 5,
      processedRecordCount: 5,
      successRecordCount: 5,
      errorRecordCount: 0,
      inputTokenCount: job.tokens.input,
      outputTokenCount: job.tokens.output,
    })
    expect(job.tokens.input).toBeGreaterThan(0)
    expect(job.tokens.output).toBeGreaterThan(0)
  })

  test('does nothing while nobody turns the clock', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const job = engine.create()
    expect(engine.current(job).status).toBe('Submitted')
    await engine.clock.advance(MINUTE - 1)
    expect(engine.current(job).status).toBe('Submitted')
    await engine.clock.advance(1)
    expect(engine.current(job).status).toBe('Validating')
  })

  test('counts while it runs', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(250))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    await engine.clock.advance(100_500)
    expect(engine.current(job).counts).toEqual({ total: 250, processed: 100, success: 100, error: 0 })
    expect(await engine.outputKeys()).toEqual([])
  })

  test('is Completed when every record failed', async () => {
    await using engine = jobEngine()
    await engine.put(
      'records.jsonl',
      '{"recordId":"A","modelInput":{}}\n{"recordId":"B","modelInput":{"messages":5}}\n',
    )
    const job = await engine.runUntil(engine.create(), 'Completed')
    expect(job.counts).toEqual({ total: 2, processed: 2, success: 0, error: 2 })
    expect(await engine.manifest(job)).toMatchObject({ successRecordCount: 0, errorRecordCount: 2, inputTokenCount: 0 })
    const [line] = await engine.outputLines(job)
    expect(line!.error).toMatchObject({ errorCode: 400, errorMessage: expect.any(String) })
    expect(line).not.toHaveProperty('modelOutput')
  })
})

describe('a stop', () => {
  test.each([
    ['Submitted', 0],
    ['Validating', MINUTE],
    ['Scheduled', 2 * MINUTE],
  ] as const)('in %s leads to Stopped and writes nothing', async (status, after) => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const job = engine.create()
    await engine.clock.advance(after)
    expect(engine.current(job).status).toBe(status)
    engine.stop(job)
    expect(engine.current(job)).toMatchObject({ status: 'Stopping', endedAt: undefined })
    await engine.clock.advance(HOUR)
    expect(engine.current(job)).toMatchObject({ status: 'Stopped', endedAt: after + MINUTE })
    expect(await engine.outputKeys()).toEqual([])
  })

  test('while records are processed writes those, and a manifest with the whole total', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(250))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    await engine.clock.advance(120_000)
    engine.stop(job)
    const stopped = await engine.runUntil(job, 'Stopped')
    expect(stopped.counts).toEqual({ total: 250, processed: 120, success: 120, error: 0 })
    expect(await engine.outputLines(job)).toHaveLength(120)
    expect(await engine.manifest(job)).toMatchObject({ totalRecordCount: 250, processedRecordCount: 120 })
  })

  test('before the first record is due writes a manifest and no output', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    engine.stop(job)
    await engine.runUntil(job, 'Stopped')
    expect(await engine.outputKeys()).toEqual([`${job.jobId}/manifest.json.out`])
    expect(await engine.manifest(job)).toMatchObject({ totalRecordCount: 3, processedRecordCount: 0, ...TOKENS })
  })

  test('writes nothing where the setting says so', async () => {
    await using engine = jobEngine({ unverified: { stoppedJobOutput: 'nothing' } })
    await engine.put('records.jsonl', novaLines(9))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    await engine.clock.advance(5000)
    engine.stop(job)
    await engine.runUntil(job, 'Stopped')
    expect(await engine.outputKeys()).toEqual([])
    expect(engine.bodyFiles()).toHaveLength(1)
  })

  test('while a record is being answered leaves out what is answered after it', async () => {
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    const synthetic = new SyntheticAnswers({ seed: '' })
    const answers: Answers = {
      async answer(questions) {
        asked.resolve()
        await answered.promise
        return await synthetic.answer(questions)
      },
    }
    await using engine = jobEngine({ answers })
    await engine.put('records.jsonl', novaLines(50))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    const turn = engine.clock.advance(10_000)
    await asked.promise
    engine.stop(job)
    answered.resolve()
    await turn
    const stopped = await engine.runUntil(job, 'Stopped')
    expect(stopped.counts).toEqual({ total: 50, processed: 0, success: 0, error: 0 })
    expect(await engine.outputKeys()).toEqual([`${job.jobId}/manifest.json.out`])
  })

  test('on a clock that nobody turns keeps what is due by then', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(50))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    vi.spyOn(engine.clock, 'now').mockReturnValue(engine.clock.now() + 20_000)
    engine.stop(job)
    vi.restoreAllMocks()
    const stopped = await engine.runUntil(job, 'Stopped')
    expect(stopped.counts.processed).toBe(20)
    expect(await engine.outputLines(job)).toHaveLength(20)
  })
})

describe('a timeout', () => {
  test('that passes while nobody looks ends the job with what was due before it', async () => {
    const database = new Database(':memory:')
    using folder = temporaryFolder()
    const options = { folder: folder.path, database, phases: { perRecord: HOUR } }
    const killed = jobEngine(options)
    await killed.put('records.jsonl', novaLines(40))
    const job = await killed.runUntil(killed.create(), 'InProgress')
    await using engine = jobEngine({ ...options, startsAt: 72 * HOUR })
    await engine.clock.advance(0)
    expect(engine.current(job)).toMatchObject({ status: 'PartiallyCompleted', counts: { total: 40, processed: 23 } })
  })

  test('of a job that has not begun makes it Expired, with the end of validation as its end', async () => {
    await using engine = jobEngine({ phases: { scheduled: 30 * HOUR } })
    await engine.put('records.jsonl', novaLines(3))
    const job = engine.create()
    await engine.clock.advance(30 * HOUR)
    expect(engine.current(job)).toMatchObject({ status: 'Expired', lastModifiedAt: 24 * HOUR, endedAt: 2 * MINUTE })
    expect(await engine.outputKeys()).toEqual([])
  })

  test('of a running job makes it PartiallyCompleted with what was processed by then', async () => {
    await using engine = jobEngine({ phases: { perRecord: HOUR } })
    await engine.put('records.jsonl', novaLines(40))
    const job = await engine.runUntil(engine.create(), 'PartiallyCompleted')
    expect(job).toMatchObject({ endedAt: 24 * HOUR, counts: { total: 40, processed: 23, success: 23, error: 0 } })
    expect(job.message).toBe('Batch job processed 23 of 40 records within its timeout of 24 hours')
    expect(await engine.outputLines(job)).toHaveLength(23)
    expect(await engine.manifest(job)).toMatchObject({ totalRecordCount: 40, processedRecordCount: 23 })
  })

  test('is as long as the job says', async () => {
    await using engine = jobEngine({ phases: { perRecord: HOUR } })
    await engine.put('records.jsonl', novaLines(40))
    const job = await engine.runUntil(engine.create({ timeoutHours: 168 }), 'Completed')
    expect(job.counts.processed).toBe(40)
  })
})

describe('a job whose input changes while it runs', () => {
  test('is Failed and says so', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(250))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    await engine.clock.advance(10_000)
    await engine.put('records.jsonl', novaLines(251))
    const failed = await engine.runUntil(job, 'Failed')
    expect(failed.message).toBe('Batch job input file records.jsonl was changed or removed while the job was running')
    expect(await engine.outputKeys()).toEqual([])
  })

  test('leaves nothing of the output that it had begun', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3000))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    await engine.clock.advance(2_000_000)
    expect(engine.bodyFiles()).toHaveLength(2)
    await engine.put('records.jsonl', novaLines(3001))
    await engine.runUntil(job, 'Failed')
    expect(engine.bodyFiles()).toHaveLength(1)
  })

  test('is Failed when the input is removed', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const job = await engine.runUntil(engine.create(), 'Scheduled')
    await engine.objects.objects.delete('in-put', [{ key: 'records.jsonl' }])
    expect((await engine.runUntil(job, 'Failed')).message).toMatch(/was changed or removed while the job was running$/)
  })
})

describe('a store that fails', () => {
  const failing = (method: 'write', kind: 'full' | 'unavailable') => (store: ObjectStore) =>
    new Proxy(store, {
      get: (target, name) => {
        const value = Reflect.get(target, name) as unknown
        if (name === method)
          return () => ({
            write: () => Promise.reject(new ObjectStoreError(kind, 'no room left')),
            complete: async () => {},
            abort: async () => {},
          })
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })

  test('makes a running job Failed with the reason', async () => {
    await using engine = jobEngine({ wrapStore: failing('write', 'full') })
    await engine.put('records.jsonl', novaLines(3))
    const job = await engine.runUntil(engine.create(), 'Failed')
    expect(job.message).toBe('Batch job could not reach its data in S3: no room left')
    expect(engine.logged).toEqual([])
  })

  test('is said with the object that it lost, and with the path in the log only', async () => {
    using folder = temporaryFolder()
    await using engine = jobEngine({ folder: folder.path, logLevel: 'info' })
    await engine.put('records.jsonl', novaLines(3))
    const job = engine.create()
    const entries = await readdir(folder.path, { recursive: true, withFileTypes: true })
    const entry = entries.find((at) => at.isFile())
    await unlink(join(entry!.parentPath, entry!.name))
    const { message } = await engine.runUntil(job, 'Failed')
    expect(message).toMatch(/^Batch job could not reach its data in S3: .*records\.jsonl in bucket in-put/)
    expect(message).not.toContain(folder.path)
    expect(engine.logged.join()).toContain(join(entry!.parentPath, entry!.name))
  })

  test('does not keep a job in Stopping', async () => {
    await using engine = jobEngine({ wrapStore: failing('write', 'full') })
    await engine.put('records.jsonl', novaLines(3))
    const job = await engine.runUntil(engine.create(), 'InProgress')
    engine.stop(job)
    expect((await engine.runUntil(job, 'Stopped')).message).toContain('no room left')
  })
})

test('a bug in an answer fails the job without details, and the log has them', async () => {
  const answers = { answer: () => Promise.reject(new TypeError('oops')) }
  await using engine = jobEngine({ answers })
  await engine.put('records.jsonl', novaLines(3))
  const job = await engine.runUntil(engine.create(), 'Failed')
  expect(job.message).toBe('Batch job failed because of an internal error')
  expect(engine.logged.join()).toMatch(/met an internal error\n\s*TypeError: oops/)
})

describe('with more jobs than the quota of one model', () => {
  test('the queue setting lets one wait in Scheduled until another ends', async () => {
    await using engine = jobEngine({ quotas: { concurrentJobs: 1 }, unverified: { overConcurrentJobs: 'queue' } })
    await engine.put('records.jsonl', novaLines(60))
    const first = engine.create()
    const second = engine.create()
    await engine.clock.advance(3 * MINUTE + 30_000)
    expect([engine.current(first).status, engine.current(second).status]).toEqual(['InProgress', 'Scheduled'])
    await engine.clock.advance(30_000)
    expect([engine.current(first).status, engine.current(second).status]).toEqual(['Completed', 'InProgress'])
    expect(engine.current(second).startedAt).toBe(4 * MINUTE)
  })

  test('a job whose expiry comes before the end of its scheduled phase is not one that waits', async () => {
    const unverified = { overConcurrentJobs: 'queue' } as const
    await using engine = jobEngine({ phases: { scheduled: 30 * HOUR }, unverified })
    await engine.put('records.jsonl', novaLines(3))
    const [longer, shorter] = [engine.create({ timeoutHours: 40 }), engine.create()]
    await engine.clock.advance(HOUR)
    engine.stop(longer)
    await engine.clock.advance(22 * HOUR)
    expect([engine.current(longer).status, engine.current(shorter).status]).toEqual(['Stopped', 'Scheduled'])
    await engine.clock.advance(HOUR)
    expect(engine.current(shorter).status).toBe('Expired')
  })

  test('jobs that wait go on at a restart, also when the setting is another one then', async () => {
    using folder = temporaryFolder()
    const kept = { folder: folder.path, database: new Database(':memory:'), quotas: { concurrentJobs: 1 } }
    const engine = jobEngine({ ...kept, unverified: { overConcurrentJobs: 'queue' } })
    await engine.put('records.jsonl', novaLines(60))
    const [first, second] = [engine.create(), engine.create()]
    await engine.runUntil(first, 'InProgress')
    await engine.runner.close()
    await using again = jobEngine({ ...kept, startsAt: engine.clock.now() })
    await again.clock.advance(10 * MINUTE)
    expect([again.current(first).status, again.current(second).status]).toEqual(['Completed', 'Completed'])
  })

  test('a job does not wait for those of another account', async () => {
    await using engine = jobEngine({ quotas: { concurrentJobs: 1 }, unverified: { overConcurrentJobs: 'queue' } })
    await engine.put('records.jsonl', novaLines(60))
    const owners = ['111111111111', '111111111111', '222222222222', '222222222222'].map((account) => ({
      region: 'us-east-1',
      account,
    }))
    const jobs = owners.map((owner) => engine.create({}, owner))
    await engine.clock.advance(10 * MINUTE)
    expect(jobs.map((job) => engine.current(job).status)).toEqual(['Completed', 'Completed', 'Completed', 'Completed'])
  })
})

describe('a database that fails', () => {
  test('ends the turn with its error, and the job goes on when it works again', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const job = engine.create()
    vi.spyOn(engine.jobs, 'move').mockImplementation(() => {
      throw new Error('database or disk is full')
    })
    await expect(engine.clock.advance(HOUR)).rejects.toThrow('database or disk is full')
    expect(engine.current(job).status).toBe('Submitted')
    vi.restoreAllMocks()
    await engine.runUntil(job, 'Completed')
  })

  test('does not keep other jobs from going on', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(3))
    const [one, other] = [engine.create(), engine.create()]
    const move = engine.jobs.move.bind(engine.jobs)
    vi.spyOn(engine.jobs, 'move').mockImplementation((job, ...rest) => {
      if (job.jobArn === one.jobArn) throw new Error('database or disk is full')
      return move(job, ...rest)
    })
    await expect(engine.clock.advance(MINUTE)).rejects.toThrow('database or disk is full')
    expect([engine.current(one).status, engine.current(other).status]).toEqual(['Submitted', 'Validating'])
    vi.restoreAllMocks()
  })
})

describe('after a kill', () => {
  test('counters never go back, also when the job is stopped before it has come as far again', async () => {
    const database = new Database(':memory:')
    using folder = temporaryFolder()
    const killed = jobEngine({ folder: folder.path, database })
    await killed.put('records.jsonl', novaLines(250))
    const job = await killed.runUntil(killed.create(), 'InProgress')
    await killed.clock.advance(100_000)
    await using engine = jobEngine({ folder: folder.path, database, startsAt: killed.clock.now() })
    expect(engine.stop(job)!.counts.processed).toBe(100)
    const stopped = await engine.runUntil(job, 'Stopped')
    expect(stopped.counts.processed).toBe(100)
    expect(await engine.outputLines(job)).toHaveLength(100)
  })

  test.each(['Submitted', 'Validating', 'Scheduled', 'InProgress', 'Stopping'] as const)(
    'in %s a job goes on and writes what it would have written',
    async (status) => {
      using folder = temporaryFolder()
      const expected = await outputOf(status)
      const database = new Database(':memory:')
      const killed = jobEngine({ folder: folder.path, database })
      await killed.put('records.jsonl', novaLines(250))
      const job = await bringTo(killed, status)
      const now = killed.clock.now()
      // Nothing is closed: the second engine finds what a kill leaves behind.
      await using engine = jobEngine({ folder: folder.path, database })
      await engine.clock.advance(now)
      await engine.clock.advance(HOUR)
      expect(await engine.outputText(job)).toBe(expected)
      expect(engine.current(job).counts.processed).toBe(status === 'Stopping' ? 100 : 250)
    },
  )

  const bringTo = async (engine: ReturnType<typeof jobEngine>, status: JobStatus) => {
    const job = engine.create()
    if (status === 'Submitted') return job
    await engine.runUntil(job, status === 'Stopping' ? 'InProgress' : status)
    if (status === 'InProgress' || status === 'Stopping') await engine.clock.advance(100_000)
    if (status === 'Stopping') engine.stop(job)
    return job
  }

  const outputOf = async (status: JobStatus): Promise<string> => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', novaLines(250))
    const job = await bringTo(engine, status)
    await engine.clock.advance(HOUR)
    return await engine.outputText(job)
  }
})

test('the same seed gives the same bytes and the same ids, another seed gives others', async () => {
  const run = async (seed: string) => {
    await using engine = jobEngine({ seed })
    await engine.put('records.jsonl', novaLine(undefined, 'no id').repeat(40) + novaLines(60))
    const job = await engine.runUntil(engine.create(), 'Completed')
    return { jobArn: job.jobArn, text: await engine.outputText(job) }
  }
  expect(await run('a')).toEqual(await run('a'))
  const [a, b] = [await run('a'), await run('b')]
  expect(a.jobArn).not.toBe(b.jobArn)
  expect(a.text).not.toBe(b.text)
})

test('a reset interrupts what runs and forgets every job', async () => {
  await using engine = jobEngine()
  await engine.put('records.jsonl', novaLines(250))
  const job = await engine.runUntil(engine.create(), 'InProgress')
  await engine.clock.advance(10_000)
  await engine.runner.reset()
  expect(engine.jobs.find(job.jobArn)).toBeUndefined()
  expect(await engine.outputKeys()).toEqual([])
  const next = await engine.runUntil(engine.create(), 'Completed')
  expect(next.counts.processed).toBe(250)
})

test('of two resets at once none forgets what came after the other', async () => {
  await using engine = jobEngine()
  await engine.put('records.jsonl', novaLines(250))
  await engine.runUntil(engine.create(), 'InProgress')
  await engine.clock.advance(10_000)
  const [first, second] = [engine.runner.reset(), engine.runner.reset()]
  await second
  const job = engine.create()
  await first
  expect((await engine.runUntil(job, 'Completed')).counts.processed).toBe(250)
  await Promise.all([engine.runner.reset(), engine.runner.close()])
  engine.create()
  expect(engine.runner.nextDueAt()).toBeUndefined()
})

test('a stop that comes during a reset leaves nothing to a job of the same id', async () => {
  await using engine = jobEngine({ seed: 'same' })
  await engine.put('records.jsonl', novaLines(100))
  const job = engine.create()
  await engine.clock.advance(190_000)

  const reset = engine.runner.reset()
  engine.runner.stop(engine.current(job))
  await reset
  const next = engine.create()
  await engine.clock.advance(3_600_000)

  expect(next.jobArn).toBe(job.jobArn)
  expect(engine.current(next)).toMatchObject({ status: 'Completed', counts: { processed: 100 } })
})

test('a reset while the clock is turned ends the turn', async () => {
  await using engine = jobEngine()
  await engine.put('records.jsonl', novaLines(250))
  const job = await engine.runUntil(engine.create(), 'InProgress')
  await Promise.all([engine.clock.advance(HOUR), engine.runner.reset()])
  expect(engine.jobs.find(job.jobArn)).toBeUndefined()
  expect(engine.bodyFiles()).toHaveLength(1)
})

test('runUntil brings the records of other running jobs up to the time, too', async () => {
  await using engine = jobEngine()
  await engine.put('records.jsonl', novaLines(60))
  await engine.put('more.jsonl', novaLines(1000))
  const input = { s3Uri: 's3://in-put/more.jsonl', s3InputFormat: undefined, s3BucketOwner: '000000000000' }
  const [short, long] = [engine.create(), engine.create({ input })]
  await engine.runUntil(short, 'Completed')
  expect(engine.current(long).counts.processed).toBe(60)
})

test('runUntil rejects when the job ends otherwise, and at once when it has passed the status', async () => {
  await using engine = jobEngine()
  const job = engine.create()
  await expect(engine.runUntil(job, 'Completed')).rejects.toThrow(
    /is Failed \(Could not validate GetObject permissions .*\) and will never be Completed/,
  )
  await expect(engine.runUntil(job, 'Validating')).rejects.toThrow(/will never be Validating/)
  await putText(engine.objects, 'in-put', 'records.jsonl', novaLines(1))
  await expect(engine.runUntil({ ...job, jobArn: 'arn:x' }, 'Completed')).rejects.toThrow('there is no job arn:x')
})
