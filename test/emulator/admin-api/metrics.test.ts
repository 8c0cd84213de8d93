import { describe, expect, test } from 'vitest'
import { startOutcrop, type Outcrop } from '../../../index.ts'
import { admin } from '../../support/admin.ts'
import { bedrockClient, createJob, raw } from '../../support/bedrock.ts'
import { novaLines } from '../../support/job-engine.ts'

/** The samples, by name and labels as they stand there. */
async function metricsOf(outcrop: Outcrop): Promise<Record<string, number>> {
  const { body } = await raw(outcrop, 'GET', '/_outcrop/metrics')
  const samples = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

const parts = (text: string, ...words: string[]): boolean => words.every((word) => text.includes(word))

test('they are in the text format of Prometheus, each with its help and its type', async () => {
  const { outcrop } = await bedrockClient()
  const { headers, body } = await raw(outcrop, 'GET', '/_outcrop/metrics')
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  for (const line of body.split('\n'))
    expect(line).toMatch(
      /^(?:|# (?:HELP|TYPE) [a-z0-9_]+ .+|[a-z0-9_]+(?:\{(?:[a-z]+="[^"]*",?)+\})? (?:[-+0-9.e]+|Nan))$/,
    )
  const names = new Set(Array.from(body.matchAll(/^# TYPE (\w+) /gm), ([, name]) => name!))
  expect([...names].filter((name) => !body.includes(`# HELP ${name} `))).toEqual([])
  expect(names).toContain('nodejs_eventloop_lag_seconds')
  expect(names).toContain('nodejs_heap_size_used_bytes')
})

describe('requests', () => {
  test('are counted by API, operation and status', async () => {
    const { outcrop } = await bedrockClient({ buckets: ['data'] })
    for (const key of ['a', 'b', 'c']) await raw(outcrop, 'PUT', `/data/${key}`, { body: '12345' })
    const { body } = await raw(outcrop, 'GET', '/data/none')
    await raw(outcrop, 'GET', '/model-invocation-jobs')
    await raw(outcrop, 'GET', '/v1/files')
    expect(await metricsOf(outcrop)).toMatchObject({
      'outcrop_requests_total{api="s3",operation="PutObject",status="200"}': 3,
      'outcrop_requests_total{api="s3",operation="GetObject",status="404"}': 1,
      'outcrop_requests_total{api="bedrock",operation="ListModelInvocationJobs",status="200"}': 1,
      'outcrop_requests_total{api="gateway",operation="unknown",status="501"}': 1,
      'outcrop_request_bytes_total{api="s3",direction="received"}': 15,
      'outcrop_request_bytes_total{api="s3",direction="sent"}': body.length,
      outcrop_requests_open: 1,
    })
  })

  test('have their durations counted in buckets, each with what is in those before it', async () => {
    const { outcrop } = await bedrockClient({ buckets: ['data'] })
    for (const key of ['a', 'b', 'c']) await raw(outcrop, 'PUT', `/data/${key}`)
    const metrics = await metricsOf(outcrop)
    const kind = 'api="s3",operation="PutObject"'
    const buckets = Object.keys(metrics).filter((name) => parts(name, 'duration_seconds_bucket', kind))
    const values = buckets.map((name) => metrics[name]!)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(buckets).toHaveLength(15)
    expect(metrics[`outcrop_request_duration_seconds_bucket{${kind},le="+Inf"}`]).toBe(3)
    expect(metrics[`outcrop_request_duration_seconds_count{${kind}}`]).toBe(3)
    expect(metrics[`outcrop_request_duration_seconds_sum{${kind}}`]).toBeGreaterThan(0)
  })

  test('have no name of a bucket, a key, a job or an unknown operation in a label', async () => {
    const { outcrop } = await bedrockClient()
    for (const path of ['/one-name', '/one-name/another', '/model-invocation-job/third-name', '/v1/fourth-name'])
      for (const method of ['GET', 'PUT', 'POST', 'BREW']) await raw(outcrop, method, path).catch(() => undefined)
    const names = Object.keys(await metricsOf(outcrop)).join('\n')
    expect(names).not.toMatch(/name-|-name|another|BREW/)
  })
})

test('jobs, records and tokens are counted as they happen', async () => {
  const { outcrop, client } = await bedrockClient({ relaxed: true, buckets: ['in-put', 'out-put'] })
  const bad = '{"recordId":"BAD","modelInput":{}}\n'
  await raw(outcrop, 'PUT', '/in-put/records.jsonl', { body: novaLines(3) + bad })
  const first = await createJob(client, { modelId: 'amazon.nova-lite-v1:0' })
  await createJob(client, { modelId: 'amazon.nova-lite-v1:0', jobName: 'second' })
  expect(await metricsOf(outcrop)).toMatchObject({
    'outcrop_active_jobs{status="Submitted"}': 2,
    'outcrop_job_statuses_total{status="Submitted"}': 2,
    'outcrop_job_statuses_total{status="Completed"}': 0,
    'outcrop_records_total{outcome="succeeded"}': 0,
  })
  const { tokens } = await outcrop.jobs.runUntil(first, 'Completed')
  const metrics = await metricsOf(outcrop)
  const done = metrics['outcrop_job_statuses_total{status="Completed"}']!
  expect(metrics).toMatchObject({
    'outcrop_records_total{outcome="succeeded"}': 3 * done,
    'outcrop_records_total{outcome="failed"}': done,
    'outcrop_tokens_total{direction="input"}': tokens.input * done,
    'outcrop_tokens_total{direction="output"}': tokens.output * done,
  })
  expect(tokens.output).toBeGreaterThan(0)
})

test('each of several servers in one process has its own, and they go on after it was reset', async () => {
  const { outcrop } = await bedrockClient()
  await using other = await startOutcrop()
  await raw(outcrop, 'GET', '/one')
  await metricsOf(other)
  await admin(outcrop, '/reset', { method: 'POST' })
  await raw(outcrop, 'GET', '/one')
  const name = 'outcrop_requests_total{api="s3",operation="ListObjects",status="404"}'
  expect((await metricsOf(outcrop))[name]).toBe(2)
  expect((await metricsOf(other))[name]).toBeUndefined()
  await other.close()
  expect((await metricsOf(outcrop))[name]).toBe(2)
})
