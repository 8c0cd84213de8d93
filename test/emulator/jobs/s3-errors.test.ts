import { Readable } from 'node:stream'
import {
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { S3ObjectStore } from '../../../emulator/object-store/s3-object-store.ts'
import { answered, connectionLost } from '../../support/intercept-s3.ts'
import { jobEngine, novaLines } from '../../support/job-engine.ts'
import { QUICK_RETRIES } from '../../support/retries.ts'

const INPUT = Buffer.from(novaLines(300))
const ETAG = '"0123456789abcdef0123456789abcdef"'
const FAILED_IN_S3 = 'Batch job could not reach its data in S3: '

const bodyFrom = (start: number, chunks: Iterable<Buffer>): Partial<GetObjectCommandOutput> => ({
  Body: Readable.from(chunks) as GetObjectCommandOutput['Body'] & Readable,
  ContentLength: INPUT.length - start,
  ETag: ETAG,
  ...(start > 0 ? { ContentRange: `bytes ${start}-${INPUT.length - 1}/${INPUT.length}` } : {}),
})

const startOf = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)

const ANSWERS = new Map<unknown, (input: { Range?: string }) => object>([
  [HeadBucketCommand, () => ({ BucketRegion: 'us-east-1' })],
  [HeadObjectCommand, () => ({ ContentLength: INPUT.length, ETag: ETAG })],
  [GetObjectCommand, ({ Range }) => bodyFrom(startOf(Range), [INPUT.subarray(startOf(Range))])],
  [PutObjectCommand, () => ({})],
])

/** An S3 that has one input and takes any output. */
function mockS3() {
  const client = new S3Client({
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  })
  const mock = mockClient(client)
  for (const [kind, answer] of ANSWERS) mock.on(kind as typeof GetObjectCommand).callsFake(answer)
  return { client, mock }
}

const jobsOver = (client: S3Client, retries = QUICK_RETRIES) =>
  jobEngine({
    logLevel: 'info',
    seed: 'mock',
    wrapStore: () => new S3ObjectStore(client, { retries }),
  })

type Mock = ReturnType<typeof mockS3>['mock']

/** Runs a job to the end; what S3 refuses is said when the job has the status. */
async function run({
  during = 'Submitted',
  refuse,
}: {
  during?: 'Submitted' | 'InProgress'
  refuse: (s3: Mock) => void
}) {
  const { client, mock } = mockS3()
  await using engine = jobsOver(client)
  const job = await engine.runUntil(engine.create(), during)
  refuse(mock)
  await engine.clock.advance(24 * 3_600_000)
  const { status, message, jobId } = engine.current(job)
  return { status, message, jobId, mock, logged: engine.logged.join('') }
}

const CANNOT_GET = 'Could not validate GetObject permissions to access S3 bucket: in-put at key records.jsonl'
const CHANGED = 'Batch job input file records.jsonl was changed or removed while the job was running'
const BAD = 'the credentials that Outcrop was started with are not good for this S3'
const EXPIRED = 'the credentials that Outcrop was started with have expired'
const GET = 'GetObject s3://in-put/records.jsonl'

describe('reading that S3 refuses for good while a job runs makes it Failed', () => {
  test.each([
    [403, 'AccessDenied', CANNOT_GET],
    [400, 'KMS.DisabledException', CANNOT_GET],
    [404, 'NoSuchKey', CHANGED],
    [404, 'NoSuchBucket', CHANGED],
    [412, 'PreconditionFailed', CHANGED],
    [403, 'InvalidAccessKeyId', `${FAILED_IN_S3}S3 answers ${GET} with 403 InvalidAccessKeyId: no; ${BAD}`],
    [403, 'SignatureDoesNotMatch', `${FAILED_IN_S3}S3 answers ${GET} with 403 SignatureDoesNotMatch: no; ${BAD}`],
    [403, 'InvalidClientTokenId', `${FAILED_IN_S3}S3 answers ${GET} with 403 InvalidClientTokenId: no; ${BAD}`],
    [400, 'ExpiredToken', `${FAILED_IN_S3}S3 answers ${GET} with 400 ExpiredToken: no; ${EXPIRED}`],
    [501, 'NotImplemented', `${FAILED_IN_S3}S3 answers ${GET} with 501 NotImplemented: no`],
  ])('%i %s', async (status, code, message) => {
    const refuse = (s3: Mock): void => void s3.on(GetObjectCommand).rejects(answered(status, code))
    const job = await run({ during: 'InProgress', refuse })
    expect(job).toMatchObject({ status: 'Failed', message })
    expect(job.mock.commandCalls(GetObjectCommand).length).toBe(2)
    // What AWS's sentence leaves out.
    const detail = `S3 answers ${GET} with ${status} ${code}: no`
    expect(`${job.message} ${job.logged}`).toContain(detail)
  })

  test('a clock that is wrong', async () => {
    const refuse = (s3: Mock): void => void s3.on(GetObjectCommand).rejects(answered(403, 'RequestTimeTooSkewed'))
    expect((await run({ during: 'InProgress', refuse })).message).toContain('clock and that of S3 differ')
  })

  test('a bucket of another region', async () => {
    const moved = Object.assign(answered(301, 'PermanentRedirect'), {
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-3' } },
    })
    const job = await run({ during: 'InProgress', refuse: (s3) => void s3.on(GetObjectCommand).rejects(moved) })
    expect(job.message).toContain('the bucket is in eu-west-3')
  })
})

describe('writing that S3 refuses for good makes a job Failed', () => {
  test.each([
    [403, 'AccessDenied'],
    [400, 'KMS.NotFoundException'],
    [404, 'NoSuchBucket'],
  ])('%i %s, in the words of AWS', async (status, code) => {
    const refuse = (s3: Mock): void => void s3.on(PutObjectCommand).rejects(answered(status, code))
    const job = await run({ refuse })
    const message = `Could not validate PutObject permissions to access S3 bucket: out-put at key ${job.jobId}/records.jsonl.out`
    expect(job).toMatchObject({ status: 'Failed', message })
  })

  test.each([
    [507, 'XMinioStorageFull'],
    [400, 'QuotaExceeded'],
    [501, 'NotImplemented'],
  ])('%i %s, in its own', async (status, code) => {
    const refuse = (s3: Mock): void => void s3.on(PutObjectCommand).rejects(answered(status, code, 'no room'))
    const job = await run({ refuse })
    const request = `PutObject s3://out-put/${job.jobId}/records.jsonl.out`
    const message = `${FAILED_IN_S3}S3 answers ${request} with ${status} ${code}: no room`
    expect(job).toMatchObject({ status: 'Failed', message })
  })

  test('also of the manifest, after an output that is there', async () => {
    const manifest = { Key: expect.stringContaining('manifest') as string }
    const refuse = (s3: Mock): void =>
      void s3.on(PutObjectCommand).callsFake(({ Key }: { Key: string }) => {
        if (Key.endsWith('manifest.json.out')) throw answered(403, 'AccessDenied')
        return {}
      })
    const job = await run({ refuse })
    expect(job.message).toMatch(/PutObject permissions .* at key \w+\/manifest\.json\.out$/)
    expect(job.mock.commandCalls(PutObjectCommand).map(({ args }) => args[0].input)).toContainEqual(
      expect.objectContaining(manifest),
    )
  })
})

describe('validation that S3 refuses makes a job Failed', () => {
  const CANNOT_LIST = 'Could not validate ListBucket permissions for S3URI s3://in-put/records.jsonl'
  const denied = answered(403, 'AccessDenied')
  /** Answers to HEAD have no document. */
  const bare = answered(403, 'UnknownError')

  test.each<[string, (s3: Mock) => void, string]>([
    ['HEAD of the bucket', (s3) => s3.on(HeadBucketCommand).rejects(bare), CANNOT_LIST],
    ['HEAD of the object', (s3) => s3.on(HeadObjectCommand).rejects(bare), CANNOT_GET],
    ['the object', (s3) => s3.on(GetObjectCommand).rejects(denied), CANNOT_GET],
  ])('%s', async (_what, refuse, message) => {
    const refuseAll = (s3: Mock): void => {
      s3.on(GetBucketLocationCommand).rejects(denied)
      refuse(s3)
    }
    expect(await run({ refuse: refuseAll })).toMatchObject({ status: 'Failed', message })
  })

  test('the listing of a prefix', async () => {
    const { client, mock } = mockS3()
    mock.on(ListObjectsV2Command).rejects(denied)
    await using engine = jobsOver(client)
    const input = { s3Uri: 's3://in-put/x/', s3InputFormat: undefined, s3BucketOwner: '000000000000' }
    const job = await engine.runUntil(engine.create({ input }), 'Failed')
    expect(job.message).toBe('Could not validate ListBucket permissions for S3URI s3://in-put/x/')
  })

  test('bad credentials, which an answer to HEAD cannot tell from a missing permission', async () => {
    const refuse = (s3: Mock): void => {
      s3.on(HeadBucketCommand).rejects(bare)
      s3.on(GetBucketLocationCommand).rejects(answered(403, 'InvalidAccessKeyId'))
    }
    expect((await run({ refuse })).message).toContain(`403 InvalidAccessKeyId: no; ${BAD}`)
  })
})

describe('what S3 refuses for now', () => {
  /** Refuses the first so many requests of every kind; the others are answered as before. */
  const refuseFirst = (mock: Mock, times: number, error: Error): void => {
    for (const kind of [HeadBucketCommand, HeadObjectCommand, GetObjectCommand, PutObjectCommand]) {
      let left = times
      const answer = ANSWERS.get(kind)!
      mock.on(kind as typeof GetObjectCommand).callsFake((input: { Range?: string }) => {
        if (left-- > 0) throw error
        return answer(input)
      })
    }
  }

  test.each<[string, Error]>([
    ['500 InternalError', answered(500, 'InternalError')],
    ['502 without a document', answered(502, 'UnknownError')],
    ['503 SlowDown', answered(503, 'SlowDown')],
    ['400 RequestTimeout', answered(400, 'RequestTimeout')],
    ['429', answered(429, 'TooManyRequests')],
    ['a connection that breaks', connectionLost()],
    ['an answer of success that is garbled', answered(200, 'SyntaxError')],
  ])('is asked for again: %s', async (_what, error) => {
    const job = await run({ refuse: (mock) => refuseFirst(mock, 7, error) })
    expect(job).toMatchObject({ status: 'Completed', message: undefined })
  })

  test('eight times makes a job Failed', async () => {
    const job = await run({ refuse: (mock) => refuseFirst(mock, 8, answered(503, 'SlowDown', 'Reduce your rate')) })
    const message = `${FAILED_IN_S3}S3 answers HeadBucket s3://in-put/ with 503 SlowDown after 8 attempts: Reduce your rate`
    expect(job).toMatchObject({ status: 'Failed', message })
  })

  test('does not hold up the end of Outcrop', async () => {
    const { client, mock } = mockS3()
    mock.on(HeadBucketCommand).rejects(answered(503, 'SlowDown'))
    const engine = jobsOver(client, { ...QUICK_RETRIES, delay: () => 2 ** 30 })
    engine.create()
    const advancing = engine.clock.advance(24 * 3_600_000)
    await expect.poll(() => mock.commandCalls(HeadBucketCommand).length).toBe(1)
    await engine.runner.close()
    await advancing
    await engine[Symbol.asyncDispose]()
  })

  test('does not hold up a stop, which needs no more of the input', async () => {
    const { client, mock } = mockS3()
    await using engine = jobsOver(client, { ...QUICK_RETRIES, delay: () => 2 ** 30 })
    const job = await engine.runUntil(engine.create(), 'InProgress')
    await engine.clock.advance(100_000)
    mock.on(GetObjectCommand).rejects(answered(503, 'SlowDown'))
    const calls = mock.commandCalls(GetObjectCommand).length
    const advancing = engine.clock.advance(24 * 3_600_000)
    await expect.poll(() => mock.commandCalls(GetObjectCommand).length).toBe(calls + 1)
    engine.stop(job)
    await advancing
    expect(engine.current(job)).toMatchObject({ status: 'Stopped', counts: { processed: 100, total: 300 } })
    expect(bodiesPut(mock)[0]!.split('\n')).toHaveLength(101)
  })
})

const bodiesPut = (mock: Mock): string[] =>
  mock.commandCalls(PutObjectCommand).map(({ args }) => (args[0].input.Body as Buffer).toString())

describe('a body that breaks off', () => {
  /** Bytes from `start`, a few at a time, that break off after some of them. */
  function* breaking(start: number, bytes: number): Generator<Buffer> {
    for (let offset = start; offset < start + bytes; offset += 100)
      yield INPUT.subarray(offset, Math.min(offset + 100, start + bytes))
    throw connectionLost()
  }

  test('is read on from where it broke, of the same object only, and no record is missing or there twice', async () => {
    const calm = await run({ refuse: () => undefined })
    let answers = 0
    const refuse = (mock: Mock): void =>
      void mock.on(GetObjectCommand).callsFake(({ Range }: { Range?: string }) => {
        const start = startOf(Range)
        answers += 1
        const isLast = start + 4321 >= INPUT.length
        return bodyFrom(start, isLast ? [INPUT.subarray(start)] : breaking(start, 4321))
      })
    const job = await run({ refuse })
    expect(job.status).toBe('Completed')
    expect(answers).toBeGreaterThan(8)
    expect(bodiesPut(job.mock)).toEqual(bodiesPut(calm.mock))
    const asked = job.mock.commandCalls(GetObjectCommand).map(({ args }) => args[0].input)
    expect(asked.every(({ IfMatch }) => IfMatch === ETAG)).toBe(true)
    expect(asked.map(({ Range }) => startOf(Range))).toContain(4321)
  })

  test('makes the job Failed when the rest is of another object', async () => {
    const refuse = (mock: Mock): void =>
      void mock.on(GetObjectCommand).callsFake(({ Range }: { Range?: string }) => {
        if (Range !== undefined) throw answered(412, 'PreconditionFailed')
        return bodyFrom(0, breaking(0, 4321))
      })
    expect(await run({ during: 'InProgress', refuse })).toMatchObject({ status: 'Failed', message: CHANGED })
  })

  test.each([
    ['passes over the range', { ContentRange: undefined, ContentLength: INPUT.length }, 'from byte 0 instead of 4321'],
    ['does not say how long it is', { ContentLength: undefined }, 'without its length'],
    ['says that it is longer than it was', { ContentLength: INPUT.length }, 'ends at byte'],
  ])('makes the job Failed when the next answer %s', async (_what, changes, message) => {
    const refuse = (mock: Mock): void =>
      void mock
        .on(GetObjectCommand)
        .callsFake(({ Range }: { Range?: string }) =>
          Range === undefined
            ? bodyFrom(0, breaking(0, 4321))
            : { ...bodyFrom(startOf(Range), [INPUT.subarray(startOf(Range))]), ...changes },
        )
    const job = await run({ during: 'InProgress', refuse })
    expect(job.status).toBe('Failed')
    expect(job.message).toContain(message)
  })

  test('makes the job Failed when the next answer has another ETag, whatever it was asked for', async () => {
    const refuse = (mock: Mock): void =>
      void mock
        .on(GetObjectCommand)
        .callsFake(({ Range }: { Range?: string }) =>
          Range === undefined
            ? bodyFrom(0, breaking(0, 4321))
            : { ...bodyFrom(startOf(Range), [INPUT.subarray(startOf(Range))]), ETag: '"other"' },
        )
    expect(await run({ during: 'InProgress', refuse })).toMatchObject({ status: 'Failed', message: CHANGED })
  })

  test('again and again without a byte makes the job Failed', async () => {
    const refuse = (mock: Mock): void =>
      void mock
        .on(GetObjectCommand)
        .callsFake(({ Range }: { Range?: string }) => bodyFrom(startOf(Range), breaking(0, 0)))
    const job = await run({ during: 'InProgress', refuse })
    expect(job.message).toBe(`${FAILED_IN_S3}S3 does not answer ${GET} after 8 attempts: ECONNRESET: socket hang up`)
  })
})
