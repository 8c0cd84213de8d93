import { connect } from 'node:net'
import { once } from 'node:events'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { describe, expect, onTestFinished, test } from 'vitest'
import { admin, journalOf } from '../../support/admin.ts'
import { bedrockClient, createJob, jobParameters, raw } from '../../support/bedrock.ts'
import { signedHeaders } from '../../support/sign-request.ts'
import { useCredentials } from '../../support/credentials.ts'
import { startOutcrop, type Outcrop } from '../../../index.ts'

const KEYS = { accessKeyId: '111122223333', secretAccessKey: 'secret' }

function s3Of(outcrop: Outcrop): S3Client {
  const client = new S3Client({ ...outcrop.aws, region: 'eu-west-1', credentials: KEYS, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  return client
}

/** Of what comes with the next turns of the event loop; the machine may be busy. */
const PATIENCE = { timeout: 15_000 }

const fails = async (sent: Promise<unknown>) =>
  await sent.then(
    () => expect.unreachable(),
    (error: unknown) => error as { $metadata: { requestId: string } },
  )

describe('each API tells its requests in its own words', () => {
  test('Bedrock, with the body that the SDK sent', async () => {
    const { outcrop, client } = await bedrockClient()
    await createJob(client, { jobName: 'seen' })
    const error = await fails(client.send(new GetModelInvocationJobCommand({ jobIdentifier: 'zzzzzzzzzzzz' })))
    const { requests, found, forgotten } = await journalOf(outcrop)
    expect({ found, forgotten }).toEqual({ found: 2, forgotten: 0 })
    expect(requests).toMatchObject([
      {
        api: 'bedrock',
        operation: 'CreateModelInvocationJob',
        method: 'POST',
        path: '/model-invocation-job',
        status: 200,
        complete: true,
        accessKeyId: 'outcrop',
        account: '000000000000',
        region: 'us-east-1',
        bytesIn: expect.any(Number),
      },
      {
        requestId: error.$metadata.requestId,
        operation: 'GetModelInvocationJob',
        status: 404,
        errorCode: 'ResourceNotFoundException',
        errorMessage: 'Could not find the model invocation job zzzzzzzzzzzz',
      },
    ])
    const [create] = requests
    expect(JSON.parse(create!.body!)).toMatchObject(jobParameters({ jobName: 'seen' }))
    expect(create!.bytesIn).toBe(Buffer.byteLength(create!.body!))
  })

  test('S3, with what came and went', async () => {
    const { outcrop } = await bedrockClient()
    const s3 = s3Of(outcrop)
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }))
    const put = await s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'a b', Body: 'x'.repeat(5000) }))
    const got = await s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'a b', Range: 'bytes=0-99' }))
    await got.Body!.transformToString()
    const error = await fails(s3.send(new GetObjectCommand({ Bucket: 'data', Key: 'none' })))
    const { requests } = await journalOf(outcrop)
    const caller = { api: 's3', accessKeyId: KEYS.accessKeyId, account: KEYS.accessKeyId, region: 'eu-west-1' }
    expect(requests).toMatchObject([
      { ...caller, operation: 'CreateBucket', path: '/data/', status: 200 },
      { operation: 'PutObject', path: '/data/a%20b', requestId: put.$metadata.requestId, bytesIn: 5000, bytesOut: 0 },
      { operation: 'GetObject', requestId: got.$metadata.requestId, status: 206, bytesIn: 0, bytesOut: 100 },
      { requestId: error.$metadata.requestId, status: 404, errorCode: 'NoSuchKey' },
    ])
    expect(requests.map(({ body }) => body)).toEqual([undefined, undefined, undefined, undefined])
  })

  test('STS and IAM, and services that are not there', async () => {
    const { outcrop } = await bedrockClient()
    const ask = async (service: string, body: string) => {
      const { host } = new URL(outcrop.url)
      const headers = signedHeaders({ method: 'POST', path: '/', host, service, body }, KEYS)
      return (await raw(outcrop, 'POST', '/', { headers, body })).headers['x-amzn-requestid']
    }
    const id = await ask('sts', 'Action=GetCallerIdentity&Version=2011-06-15')
    await ask('iam', 'Action=GetRole&RoleName=batch')
    await ask('sts', 'Action=DecodeAuthorizationMessage')
    await ask('sns', 'Action=Publish')
    const { requests } = await journalOf(outcrop)
    expect(requests).toMatchObject([
      { api: 'sts', operation: 'GetCallerIdentity', status: 200, requestId: id, account: '111122223333' },
      { api: 'iam', operation: 'GetRole', status: 200 },
      { api: 'sts', status: 501, errorMessage: expect.stringContaining('sts:DecodeAuthorizationMessage') },
      { api: 'other', status: 501, errorMessage: 'Outcrop does not emulate the service sns' },
    ])
    expect(requests.slice(2).map(({ operation }) => operation)).toEqual([undefined, undefined])
  })

  test("OpenAI's, and those that are refused at the door", async () => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'POST', '/v1/batches', { body: '{"input_file_id":"file-1"}' })
    await raw(outcrop, 'GET', '/data/key', { headers: { host: 'evil.example' } })
    const { requests } = await journalOf(outcrop)
    expect(requests).toMatchObject([
      {
        api: 'gateway',
        requestId: answer.headers['x-request-id'],
        path: '/v1/batches',
        body: '{"input_file_id":"file-1"}',
        errorCode: 'not_implemented',
      },
      { api: 's3', operation: 'GetObject', status: 403, errorCode: 'AccessDenied', requestId: expect.any(String) },
    ])
  })

  test('S3 that is another one, with the id that came from there', async () => {
    useCredentials()
    await using far = await startOutcrop({ buckets: ['data'] })
    const { outcrop } = await bedrockClient({ s3: far.url })
    const put = await raw(outcrop, 'PUT', '/data/key', { body: 'text' })
    await raw(outcrop, 'GET', '/data/none')
    const there = far.requests({ path: '/data/' })
    expect((await journalOf(outcrop)).requests).toMatchObject([
      { operation: 'PutObject', status: 200, requestId: put.headers['x-amz-request-id'], bytesIn: 4 },
      { operation: 'GetObject', status: 404, errorCode: 'NoSuchKey', requestId: there[1]!.requestId },
    ])
    expect(there[0]!.requestId).toBe(put.headers['x-amz-request-id'])
  })

  test('but the admin API, whose answers have an id too', async () => {
    const { outcrop } = await bedrockClient()
    expect((await raw(outcrop, 'GET', '/_outcrop/health')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(await journalOf(outcrop)).toMatchObject({ requests: [], found: 0 })
  })
})

describe('the filter', () => {
  async function someRequests(): Promise<Outcrop> {
    const { outcrop } = await bedrockClient({ buckets: ['data'] })
    for (const key of ['a', 'b', 'in/c']) await raw(outcrop, 'PUT', `/data/${key}`, { body: 'text' })
    await raw(outcrop, 'GET', '/data/none')
    await raw(outcrop, 'GET', '/gone')
    await raw(outcrop, 'POST', '/model-invocation-job', { body: '{"jobName":"-"}' })
    return outcrop
  }

  test.each([
    ['', 6],
    ['?api=s3', 5],
    ['?api=bedrock', 1],
    ['?operation=PutObject', 3],
    ['?operation=PutObject&path=/data/in/', 1],
    ['?status=404', 2],
    ['?status=4xx', 3],
    ['?status=4xx&api=bedrock', 1],
    ['?path=/data', 4],
    ['?contains=n/c', 1],
    ['?contains=%22jobName%22', 1],
    ['?since=2020-01-01T00:00:00Z', 6],
    ['?since=9998-01-01T00:00:00%2B02:00', 0],
  ])('%s lets %i of them through', async (query, found) => {
    const journal = await journalOf(await someRequests(), query)
    expect(journal.found).toBe(found)
    expect(journal.requests).toHaveLength(found)
  })

  test('takes those since a time', async () => {
    const outcrop = await someRequests()
    const [, , third] = (await journalOf(outcrop)).requests
    const { requests } = await journalOf(outcrop, `?since=${third!.time}`)
    expect(requests.every(({ time }) => time >= third!.time)).toBe(true)
    expect(requests).toContainEqual(third)
  })

  test('gives the newest where there are more than the limit, oldest first', async () => {
    const { requests, found } = await journalOf(await someRequests(), '?limit=2')
    expect(requests).toMatchObject([{ path: '/gone' }, { path: '/model-invocation-job' }])
    expect(found).toBe(6)
  })

  test.each([
    ['?status=40', 'status is "40", but must be a status such as 404, or 4xx'],
    ['?since=yesterday', 'since is "yesterday", but must be a time such as 2026-01-02T03:04:05Z'],
    ['?api=sqs', /api/],
    ['?limit=0', /limit/],
    ['?limit=1001', /limit/],
    ['?colour=red', /additional properties/],
    ['?path=', 'path is "", but must be a text'],
  ])('refuses %s', async (query, message) => {
    const { outcrop } = await bedrockClient()
    expect(await admin(outcrop, `/requests${query}`)).toEqual({ status: 400, message: expect.stringMatching(message) })
  })
})

describe('the journal', () => {
  test('is emptied, and by a reset of everything', async () => {
    const { outcrop } = await bedrockClient()
    await raw(outcrop, 'GET', '/one')
    await raw(outcrop, 'GET', '/two')
    expect(await admin(outcrop, '/requests', { method: 'DELETE' })).toEqual({ status: 200, removed: 2 })
    await raw(outcrop, 'GET', '/three')
    expect(await journalOf(outcrop)).toMatchObject({ found: 1, forgotten: 0 })
    await admin(outcrop, '/reset?what=jobs', { method: 'POST' })
    expect(await journalOf(outcrop)).toMatchObject({ found: 1 })
    await admin(outcrop, '/reset?what=all', { method: 'POST' })
    expect(await journalOf(outcrop)).toMatchObject({ found: 0, forgotten: 0 })
  })

  test('keeps the beginning of a long body, and counts all of it', async () => {
    const { outcrop } = await bedrockClient()
    const body = JSON.stringify({ jobName: 'x'.repeat(100_000) })
    await raw(outcrop, 'POST', '/model-invocation-job', { body })
    const [request] = (await journalOf(outcrop)).requests
    expect(request!.body).toBe(body.slice(0, 8192))
    expect(request!.bytesIn).toBe(body.length)
  })

  test('has requests whose client did not wait, with what is known of them', async () => {
    const { outcrop } = await bedrockClient({ buckets: ['data'] })
    const { port } = new URL(outcrop.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`PUT /data/cut HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n`)
    socket.write('only ten b')
    await expect.poll(async () => openRequests(outcrop), PATIENCE).toBe(2)
    socket.destroy()
    await once(socket, 'close')
    await expect
      .poll(async () => (await journalOf(outcrop)).requests, PATIENCE)
      .toMatchObject([{ operation: 'PutObject', complete: false, bytesIn: 10 }])
  })

  test('has requests that wait behind others when their connection is cut', async () => {
    const { outcrop } = await bedrockClient({ buckets: ['data'] })
    // More than what the system takes for a client that does not read.
    await raw(outcrop, 'PUT', '/data/large', { body: Buffer.alloc(32 * 1024 * 1024) })
    const { port } = new URL(outcrop.url)
    const socket = connect(Number(port), '127.0.0.1').pause()
    for (const key of ['large', 'behind']) socket.write(`GET /data/${key} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)
    await expect.poll(async () => openRequests(outcrop), PATIENCE).toBe(3)
    socket.destroy()
    await expect.poll(async () => openRequests(outcrop), PATIENCE).toBe(1)
    expect((await journalOf(outcrop, '?operation=GetObject')).requests).toMatchObject([
      { path: '/data/large', status: 200, complete: false },
      { path: '/data/behind', complete: false },
    ])
  })

  test('is asked from a program', async () => {
    const { outcrop, client } = await bedrockClient()
    await createJob(client, { jobName: 'one' })
    await client.send(new GetModelInvocationJobCommand({ jobIdentifier: 'zzzzzzzzzzzz' })).catch(() => undefined)
    expect(outcrop.requests({ operation: 'CreateModelInvocationJob' })).toHaveLength(1)
    expect(outcrop.requests({ status: 404 })).toMatchObject([{ operation: 'GetModelInvocationJob' }])
    expect(outcrop.requests({ since: new Date(Date.now() + 60_000) })).toEqual([])
    expect(outcrop.requests()).toHaveLength(2)
    expect(() => outcrop.requests({ status: 'bad' })).toThrow(
      'status is "bad", but must be a status such as 404, or 4xx',
    )
    expect(() => outcrop.requests({ colour: 'red' } as object)).toThrow('colour is "red", but its members are api,')
    await outcrop.reset()
    expect(outcrop.requests()).toEqual([])
  })
})

async function openRequests(outcrop: Outcrop): Promise<number> {
  const { process } = (await admin(outcrop, '/snapshot')) as unknown as { process: { openRequests: number } }
  return process.openRequests
}
