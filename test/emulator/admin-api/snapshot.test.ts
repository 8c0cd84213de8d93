import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { admin } from '../../support/admin.ts'
import { bedrockClient, createJob, raw } from '../../support/bedrock.ts'
import { novaLine } from '../../support/job-engine.ts'
import { presign } from '../../support/presign.ts'
import { startOutcrop } from '../../../index.ts'
import { useCredentials } from '../../support/credentials.ts'

test('it says what runs, and how far it is', async () => {
  const { outcrop, client } = await bedrockClient({ seed: 'abc', relaxed: ['minRecords'], buckets: ['data', 'empty'] })
  await raw(outcrop, 'PUT', '/data/a', { body: '12345' })
  await raw(outcrop, 'PUT', '/data/b', { body: '123' })
  await createJob(client, { jobName: 'waits' })
  const jobArn = await createJob(client, { jobName: 'fails' })
  await outcrop.jobs.runUntil(jobArn, 'Failed')
  expect(await admin(outcrop, '/snapshot')).toMatchObject({
    version: expect.stringMatching(/^\d/),
    machine: { node: process.version, cores: expect.any(Number) },
    process: { memory: { heapUsed: expect.any(Number) }, openRequests: 1 },
    config: { seed: 'abc', relaxed: ['minRecords'], credentials: [{ accessKeyId: 'outcrop' }] },
    clock: { mode: 'manual', now: new Date(outcrop.clock.now()).toISOString() },
    jobs: {
      byStatus: { Failed: 2 },
      newest: [
        { jobName: 'fails', status: 'Failed', message: expect.stringContaining('in-put') },
        { jobName: 'waits' },
      ],
    },
    buckets: [
      { name: 'data', region: 'us-east-1', objects: 2, bytes: 8 },
      { name: 'empty', objects: 0, bytes: 0 },
    ],
    requests: [
      { operation: 'PutObject', status: 200, requestId: expect.any(String) },
      { operation: 'PutObject' },
      { operation: 'CreateModelInvocationJob' },
      { operation: 'CreateModelInvocationJob' },
    ],
  })
})

test('it has the last events of the log, also where that is silent', async () => {
  const { outcrop, client } = await bedrockClient()
  const jobArn = await createJob(client, { jobName: 'logged' })
  const { log } = (await admin(outcrop, '/snapshot')) as unknown as { log: object[] }
  expect(log).toMatchObject([
    { level: 'info', message: `job ${jobArn.split('/')[1]} "logged" Submitted`, time: expect.stringMatching(/Z$/) },
  ])
})

test('an error in it has the id of the request that its client got', async () => {
  const { outcrop } = await bedrockClient({ buckets: ['data'] })
  await raw(outcrop, 'PUT', '/data/key', { body: 'text' })
  rmSync(join(outcrop.dataPath, 'objects'), { recursive: true })
  const answer = await raw(outcrop, 'GET', '/data/key')
  const { log } = (await admin(outcrop, '/snapshot')) as unknown as { log: object[] }
  expect(answer.status).toBe(500)
  expect(log).toMatchObject([
    {
      level: 'error',
      requestId: answer.headers['x-amz-request-id'],
      error: { message: expect.any(String), stack: expect.any(String) },
    },
  ])
})

test('it says nothing of the buckets of another S3', async () => {
  useCredentials()
  await using far = await startOutcrop({ buckets: ['theirs'] })
  const { outcrop } = await bedrockClient({ s3: far.url })
  expect(await admin(outcrop, '/snapshot')).not.toHaveProperty('buckets')
})

test('neither it nor the journal, nor the metrics, nor the configuration has a secret, and it has no input', async () => {
  const { outcrop, client } = await bedrockClient({
    relaxed: true,
    buckets: ['in-put', 'out-put'],
    credentials: [
      { accessKeyId: 'AKID', secretAccessKey: 'S1-hidden', sessionToken: 'S2-hidden', bearerToken: 'S3-hidden' },
    ],
  })
  await raw(outcrop, 'PUT', '/in-put/records.jsonl', { body: novaLine('R1', 'S4-hidden prompt') })
  const jobArn = await createJob(client, { modelId: 'amazon.nova-lite-v1:0' })
  await outcrop.jobs.runUntil(jobArn, 'Completed')
  const headers = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=S5-hidden',
    'x-amz-security-token': 'S6-hidden',
    'x-amz-server-side-encryption-customer-key': 'S7-hidden',
    cookie: 'S8-hidden',
  }
  await raw(outcrop, 'GET', '/in-put/none', { headers })
  await raw(outcrop, 'GET', '/model-invocation-jobs', { headers: { authorization: 'Bearer S9-hidden' } })
  await raw(outcrop, 'GET', '/in-put/none?AWSAccessKeyId=AKID&Expires=1&Signature=S10-hidden')
  const link = await presign(outcrop.url, { path: '/in-put/none' })
  await raw(outcrop, 'GET', link)
  await raw(outcrop, 'POST', '/model/x/converse', { body: '{"messages":"S11-hidden prompt"}' })
  const texts = Object.fromEntries(
    await Promise.all(
      ['snapshot', 'requests', 'metrics', 'config', 'jobs', 'openapi.json'].map(async (name) => {
        return [name, (await raw(outcrop, 'GET', `/_outcrop/${name}`)).body] as const
      }),
    ),
  )
  const signature = new URLSearchParams(link.split('?')[1]).get('X-Amz-Signature')!
  expect(texts['requests']).toContain('X-Amz-Signature=***')
  expect(texts['requests']).toContain('Credential=AKID/20260101')
  for (const [name, text] of Object.entries(texts)) {
    const secrets = name === 'requests' ? /S(?:[1-9]|10)-hidden/g : /S\d+-hidden/g
    expect({ name, found: text.match(secrets), hasSignature: text.includes(signature) }).toEqual({
      name,
      found: null,
      hasSignature: false,
    })
  }
  // What the client of a JSON API sent is what the journal is for.
  expect(texts['requests']).toContain('S11-hidden')
})
