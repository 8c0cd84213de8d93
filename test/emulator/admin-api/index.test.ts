import { describe, expect, test } from 'vitest'
import { bedrockClient, createJob, raw, type RawAnswer } from '../../support/bedrock.ts'
import type { Outcrop } from '../../../index.ts'

const get = async (outcrop: Outcrop, path: string) => json(await raw(outcrop, 'GET', path))
const post = async (outcrop: Outcrop, path: string, body?: unknown) =>
  json(await raw(outcrop, 'POST', path, body === undefined ? {} : { body: JSON.stringify(body) }))
const json = ({ status, body }: RawAnswer) => ({ status, ...(JSON.parse(body) as Record<string, unknown>) })

test('health, ready and config answer', async () => {
  const { outcrop } = await bedrockClient({ seed: 'abc' })
  expect(await get(outcrop, '/_outcrop/health')).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  })
  expect(await get(outcrop, '/_outcrop/ready')).toMatchObject({ status: 200, ready: true })
  expect(await get(outcrop, '/_outcrop/config')).toMatchObject({
    clock: 'manual',
    seed: 'abc',
    unverified: { tokenReuse: 'newJob' },
  })
})

test('the root lists what there is, also for a browser that opens the URL', async () => {
  const { outcrop } = await bedrockClient()
  const index = await get(outcrop, '/_outcrop')
  expect(index).toMatchObject({ name: 'Outcrop', see: { 'POST /_outcrop/clock': expect.any(String) } })
  const page = await raw(outcrop, 'GET', '/', { headers: { accept: 'text/html' } })
  expect(json(page)).toEqual(index)
})

test('jobs of all regions are listed, newest first', async () => {
  const { outcrop, client } = await bedrockClient()
  await createJob(client, { jobName: 'one' })
  await createJob(client, { jobName: 'two' })
  const { jobs } = (await get(outcrop, '/_outcrop/jobs')) as unknown as { jobs: { jobName: string }[] }
  expect(jobs).toMatchObject([{ jobName: 'two', status: 'Submitted', region: 'us-east-1' }, { jobName: 'one' }])
  const limited = (await get(outcrop, '/_outcrop/jobs?limit=1')) as unknown as { jobs: unknown[] }
  expect(limited.jobs).toHaveLength(1)
})

describe('the clock', () => {
  test('is read, and turned by a duration', async () => {
    const { outcrop } = await bedrockClient()
    const before = outcrop.clock.now()
    expect(await get(outcrop, '/_outcrop/clock')).toMatchObject({ mode: 'manual', now: new Date(before).toISOString() })
    expect(await post(outcrop, '/_outcrop/clock', { advance: '2h' })).toMatchObject({
      status: 200,
      now: new Date(before + 7_200_000).toISOString(),
    })
  })

  test('is turned by whole milliseconds, so that jobs can be created afterwards', async () => {
    const { outcrop, client } = await bedrockClient({ phases: { submitted: '0.5ms' } })
    const before = outcrop.clock.now()
    expect(await post(outcrop, '/_outcrop/clock', { advance: 1.5 })).toMatchObject({
      now: new Date(before + 2).toISOString(),
    })
    await outcrop.clock.advance('1.5ms')
    expect(outcrop.clock.now()).toBe(before + 4)
    const job = await outcrop.jobs.runUntil(await createJob(client), 'Validating')
    expect(job.lastModifiedAt).toBe(before + 5)
  })

  test('is turned until a job has a status, by id or ARN', async () => {
    const { outcrop, client } = await bedrockClient()
    const jobArn = await createJob(client)
    const id = jobArn.split('/')[1]
    expect(await post(outcrop, '/_outcrop/clock', { runUntil: { job: id, status: 'Validating' } })).toMatchObject({
      status: 200,
    })
    expect(await post(outcrop, '/_outcrop/clock', { runUntil: { job: jobArn, status: 'Failed' } })).toMatchObject({
      status: 200,
    })
    expect(await post(outcrop, '/_outcrop/clock', { runUntil: { job: id, status: 'Completed' } })).toMatchObject({
      status: 409,
      message: expect.stringMatching(/is Failed \(Could not validate .*\) and will never be Completed$/),
    })
  })

  test('is not turned for a job that is not there, and not when it moves by itself', async () => {
    const { outcrop } = await bedrockClient()
    expect(await post(outcrop, '/_outcrop/clock', { runUntil: { job: 'nobody', status: 'Failed' } })).toMatchObject({
      status: 404,
      message: 'there is no job nobody',
    })
    const fast = await bedrockClient({ clock: 'fast' })
    expect(await post(fast.outcrop, '/_outcrop/clock', { advance: '2h' })).toMatchObject({
      status: 409,
      message: 'the clock is fast and moves by itself; start with --clock manual to turn it',
    })
  })

  test.each([
    [{ advance: 'soon' }, /^soon is no duration such as/],
    [{ advance: '99999999d' }, /^99999999d would turn the clock beyond the year 9998/],
    [{}, /./],
    [{ advance: '1h', extra: 1 }, /./],
    [{ runUntil: { job: 'x', status: 'Done' } }, /./],
    [[], /./],
    [null, /./],
  ])('refuses %j', async (body, message) => {
    const { outcrop } = await bedrockClient()
    const before = outcrop.clock.now()
    expect(await post(outcrop, '/_outcrop/clock', body)).toMatchObject({
      status: 400,
      message: expect.stringMatching(message),
    })
    expect(outcrop.clock.now()).toBe(before)
  })

  test('refuses a body that is no JSON, and none at all', async () => {
    const { outcrop } = await bedrockClient()
    expect(await raw(outcrop, 'POST', '/_outcrop/clock', { body: '{' })).toMatchObject({
      status: 400,
      body: '{"message":"the body is not valid JSON"}',
    })
    expect(await post(outcrop, '/_outcrop/clock')).toMatchObject({ status: 400 })
  })
})

describe('a reset', () => {
  const state = async (outcrop: Outcrop) => {
    const { jobs } = (await get(outcrop, '/_outcrop/jobs')) as unknown as { jobs: unknown[] }
    return {
      jobs: jobs.length,
      object: (await raw(outcrop, 'GET', '/in-put/key')).status,
      bucket: (await raw(outcrop, 'HEAD', '/in-put')).status,
    }
  }
  test.each([
    ['', { jobs: 0, object: 404, bucket: 404 }],
    ['?what=all', { jobs: 0, object: 404, bucket: 404 }],
    ['?what=jobs', { jobs: 0, object: 200, bucket: 200 }],
    ['?what=s3', { jobs: 1, object: 404, bucket: 404 }],
  ])('%s forgets what it says', async (query, expected) => {
    const { outcrop, client } = await bedrockClient()
    await raw(outcrop, 'PUT', '/in-put')
    await raw(outcrop, 'PUT', '/in-put/key', { body: 'text' })
    await createJob(client)
    expect(await state(outcrop)).toEqual({ jobs: 1, object: 200, bucket: 200 })
    expect(await post(outcrop, `/_outcrop/reset${query}`)).toMatchObject({ status: 200 })
    expect(await state(outcrop)).toEqual(expected)
  })

  test('of something else is refused', async () => {
    const { outcrop } = await bedrockClient()
    expect(await post(outcrop, '/_outcrop/reset?what=nothing')).toMatchObject({ status: 400 })
  })
})

test('a path that is not there says what there is', async () => {
  const { outcrop } = await bedrockClient()
  expect(await get(outcrop, '/_outcrop/dashboard')).toEqual({
    status: 404,
    message: 'there is nothing at GET /_outcrop/dashboard; GET /_outcrop lists what there is',
  })
})

describe('a foreign page', () => {
  test('is refused by its Host', async () => {
    const { outcrop } = await bedrockClient()
    for (const origin of [undefined, 'http://evil.example:4747'])
      expect(
        await raw(outcrop, 'GET', '/_outcrop/health', {
          headers: { host: 'evil.example:4747', ...(origin && { origin }) },
        }),
      ).toMatchObject({ status: 403, body: expect.stringContaining('--allow-host') })
  })

  test('is refused by its Origin everywhere', async () => {
    const { outcrop } = await bedrockClient()
    for (const [method, path] of [
      ['POST', '/_outcrop/reset'],
      ['GET', '/model-invocation-jobs'],
      ['GET', '/'],
      ['POST', '/v1/batches'],
    ] as const)
      expect(await raw(outcrop, method, path, { headers: { origin: 'http://evil.example' } })).toMatchObject({
        status: 403,
        body: expect.stringContaining('--allow-origin'),
      })
  })

  test('is served when it is allowed', async () => {
    const { outcrop } = await bedrockClient({ allowHost: ['outcrop.test'], allowOrigin: ['http://page.test'] })
    expect(
      (
        await raw(outcrop, 'GET', '/_outcrop/health', {
          headers: { host: 'outcrop.test:80', origin: 'http://page.test' },
        })
      ).status,
    ).toBe(200)
  })
})

test.each(['0', '-1', '1001', '1.5', '1e400', '9'.repeat(400), 'many', ''])(
  'a limit of %s is refused',
  async (limit) => {
    const { outcrop } = await bedrockClient()
    expect(await get(outcrop, `/_outcrop/jobs?limit=${limit}`)).toEqual({
      status: 400,
      message: expect.stringContaining('limit'),
    })
  },
)

test('a path that cannot be decoded is refused in the words of the admin API', async () => {
  const { outcrop } = await bedrockClient()
  expect(await get(outcrop, '/_outcrop/%zz')).toEqual({ status: 400, message: expect.stringContaining('%zz') })
})
