import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BedrockClient } from '@aws-sdk/client-bedrock'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError, startOutcrop, type Options, type Outcrop } from '../../../index.ts'
import { createJob, raw } from '../../support/bedrock.ts'
import { outcrop as runOutcrop } from '../../support/cli.ts'
import { novaLines } from '../../support/job-engine.ts'
import { temporaryFolder } from '../../support/store.ts'
import { useCredentials } from '../../support/credentials.ts'

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'far', AWS_SECRET_ACCESS_KEY: 'secret', AWS_EC2_METADATA_DISABLED: 'true' }

/** An Outcrop whose S3 is another one's, and that other one. */
async function startOverAnother(options: Options = {}): Promise<{ near: Outcrop; far: Outcrop }> {
  useCredentials()
  const far = await startOutcrop()
  onTestFinished(() => far.close())
  const near = await startOutcrop({ s3: far.url, ...options })
  onTestFinished(() => near.close())
  return { near, far }
}

function clientOf(outcrop: Outcrop): S3Client {
  const client = new S3Client(outcrop.aws)
  onTestFinished(() => client.destroy())
  return client
}

const keysIn = async (outcrop: Outcrop, Bucket: string): Promise<(string | undefined)[]> =>
  ((await clientOf(outcrop).send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key)

describe('an S3 given by its URL', () => {
  test('has a whole job run in it, through the one URL', async () => {
    const { near, far } = await startOverAnother({ buckets: ['in-put', 'out-put'] })
    const s3 = clientOf(near)
    await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: novaLines(120) }))
    const bedrock = new BedrockClient(near.aws)
    const jobArn = await createJob(bedrock, { modelId: 'amazon.nova-lite-v1:0' })
    bedrock.destroy()

    const job = await near.jobs.runUntil(jobArn, 'Completed')

    const folder = jobArn.split('/')[1]!
    expect(job.counts).toEqual({ total: 120, processed: 120, success: 120, error: 0 })
    for (const outcrop of [near, far])
      expect(await keysIn(outcrop, 'out-put')).toEqual([`${folder}/manifest.json.out`, `${folder}/records.jsonl.out`])
    const output = new GetObjectCommand({ Bucket: 'out-put', Key: `${folder}/records.jsonl.out` })
    const read = async (client: S3Client) => await (await client.send(output)).Body!.transformToString()
    const near120 = await read(s3)
    expect(near120.trimEnd().split('\n')).toHaveLength(120)
    expect(await read(clientOf(far))).toBe(near120)
  })

  test('is said to clients that want to talk to it directly, without credentials', async () => {
    const { near, far } = await startOverAnother()
    expect(near.s3).toEqual({ endpoint: far.url, console: undefined, credentials: undefined, container: undefined })
    expect(near.environment).toMatchObject({ OUTCROP_S3_ENDPOINT_URL: far.url })
    expect(near.environment).not.toHaveProperty('OUTCROP_S3_ACCESS_KEY_ID')
    expect(far.s3).toBeUndefined()
    const { body } = await raw(near, 'GET', '/_outcrop/s3')
    expect(JSON.parse(body)).toEqual({ s3: far.url, endpoint: far.url })
    expect(JSON.parse((await raw(far, 'GET', '/_outcrop/s3')).body)).toEqual({ s3: 'embedded' })
  })

  test('keeps its objects when Outcrop forgets everything, and says so', async () => {
    const { near, far } = await startOverAnother({ buckets: ['in-put'] })
    await clientOf(near).send(new PutObjectCommand({ Bucket: 'in-put', Key: 'kept', Body: 'x' }))
    const bedrock = new BedrockClient(near.aws)
    await createJob(bedrock)
    bedrock.destroy()

    const answer = await raw(near, 'POST', '/_outcrop/reset')

    expect(JSON.parse(answer.body)).toEqual({
      reset: 'jobs',
      message: `objects and buckets in ${far.url} are not Outcrop's to remove: they stay; jobs are forgotten`,
    })
    expect(await keysIn(near, 'in-put')).toEqual(['kept'])
    expect(JSON.parse((await raw(near, 'GET', '/_outcrop/jobs')).body)).toEqual({ jobs: [] })
  })

  test('is not emptied', async () => {
    const { near, far } = await startOverAnother()
    const message = `objects and buckets in ${far.url} are not Outcrop's to remove; remove them there, or reset only the jobs`
    await expect(near.reset('s3')).rejects.toThrow(message)
    await expect(near.reset('s3')).rejects.toBeInstanceOf(ConfigError)
    const answer = await raw(near, 'POST', '/_outcrop/reset?what=s3')
    expect({ status: answer.status, body: JSON.parse(answer.body) as object }).toEqual({
      status: 409,
      body: { message },
    })
    expect((await raw(near, 'POST', '/_outcrop/reset?what=jobs')).body).toBe('{"reset":"jobs"}')
  })

  test('gets the buckets that are missing, in the region of the start', async () => {
    const { near, far } = await startOverAnother({ buckets: ['in-put'], region: 'eu-west-1' })
    const again = await startOutcrop({ s3: far.url, buckets: ['in-put', 'out-put'], region: 'eu-west-1' })
    await again.close()
    const { body } = await raw(near, 'GET', '/out-put?location')
    expect(body).toContain('eu-west-1')
  })

  test('is not told who asks: its credentials stay in the process', async () => {
    const { near } = await startOverAnother()
    for (const path of ['/_outcrop/config', '/_outcrop/s3', '/_outcrop', '/_outcrop/requests', '/_outcrop/snapshot'])
      expect((await raw(near, 'GET', path)).body).not.toContain('secret')
  })
})

test('a job of a kept folder whose objects are gone ends Failed, and says what is gone', async () => {
  using folder = temporaryFolder()
  const options: Options = { data: folder.path, clock: 'manual', buckets: ['in-put', 'out-put'] }
  const { near, far } = await startOverAnother(options)
  const bedrock = new BedrockClient(near.aws)
  await clientOf(near).send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: novaLines(120) }))
  const jobArn = await createJob(bedrock, { modelId: 'amazon.nova-lite-v1:0' })
  bedrock.destroy()
  await near.jobs.runUntil(jobArn, 'Scheduled')
  await near.close()
  await far.reset()
  await using again = await startOutcrop({ ...options, s3: far.url })
  const job = await again.jobs.runUntil(jobArn, 'Failed')
  expect(job.message).toContain('records.jsonl')
})

/** Something that answers as it is told. */
async function startServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request.resume()
    response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body)
  }

const refusing = (status: number, code: string, more = ''): RequestListener =>
  answering(status, `<Error><Code>${code}</Code><Message>because</Message>${more}</Error>`)

describe('a start over something that cannot be used ends in one line', () => {
  test.each<[string, RequestListener, string]>([
    ['a key that it does not know', refusing(403, 'InvalidAccessKeyId'), 'it refuses the credentials: InvalidAccessKeyId: because; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, to those of this S3'],
    ['a wrong secret', refusing(403, 'SignatureDoesNotMatch'), 'it refuses the credentials: SignatureDoesNotMatch: because; set AWS_ACCESS_KEY_ID'],
    ['credentials that have to be fetched anew', refusing(400, 'TokenRefreshRequired'), 'it refuses the credentials: TokenRefreshRequired: because; set AWS_ACCESS_KEY_ID'],
    ['another region', refusing(400, 'AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>'), 'it takes no requests for us-east-1: because; give its region with --region eu-west-1'],
    ['another time', refusing(403, 'RequestTimeTooSkewed'), 'its clock is another: because; set the clock of this machine'],
    ['a web page', answering(200, '<!doctype html><html><body>hello</body></html>', { 'content-type': 'text/html' }), 'what answers there is no S3; give the URL of its API, without a path'],
    ['a page that is refused', answering(403, 'forbidden', { 'content-type': 'text/plain' }), 'what answers there is no S3'],
    ['a page that is not there', answering(404, '{"message":"not found"}', { 'content-type': 'application/json' }), 'what answers there is no S3'],
    ['a server that is ill', refusing(503, 'SlowDown'), 'it answers 503 SlowDown: because; wait until it is well, or see its log'],
    ['a connection that is cut', (request) => void request.socket.destroy(), 'it cannot be reached: '],
  ])('%s', async (_what, answer, message) => {
    const url = await startServer(answer)
    const { code, stdout, stderr } = await runOutcrop(['start', '--port', '0', '--s3', url], CREDENTIALS).ended
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(`outcrop: s3 is ${url}, but ${message}`)
  }) // prettier-ignore

  test('nobody who listens', async () => {
    const run = runOutcrop(['start', '--port', '0', '--s3', 'http://127.0.0.1:1'], CREDENTIALS)
    expect(await run.ended).toMatchObject({
      code: 2,
      stderr:
        'outcrop: s3 is http://127.0.0.1:1, but it cannot be reached: connect ECONNREFUSED 127.0.0.1:1; see that it is started, and that the URL is right\n',
    })
  })

  test('no credentials', async () => {
    const run = runOutcrop(['start', '--port', '0', '--s3', 'http://127.0.0.1:1'], {
      AWS_EC2_METADATA_DISABLED: 'true',
      HOME: '/nonexistent',
    })
    expect(await run.ended).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^outcrop: s3 is http:\/\/127\.0\.0\.1:1, but there are no credentials for it: .*; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, to those of this S3\n$/,
      ),
    })
  })

  test('a bucket that belongs to somebody else', async () => {
    useCredentials()
    const url = await startServer((request, response) => {
      const isBucket = request.url?.startsWith('/taken') === true
      const body = isBucket ? '' : '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>'
      answering(isBucket ? 403 : 200, body)(request, response)
    })
    await expect(startOutcrop({ s3: url, buckets: ['taken'] })).rejects.toThrow(
      /^the bucket taken cannot be made or used: S3 answers .*; choose another with --buckets, or give its owner's credentials$/,
    )
  })
})

test('an S3 whose buckets may not be listed is one that can be used', async () => {
  useCredentials()
  const url = await startServer(refusing(403, 'AccessDenied'))
  await using outcrop = await startOutcrop({ s3: url })
  expect(outcrop.s3?.endpoint).toBe(url)
})

test('AWS_ENDPOINT_URL does not lead a start away from the S3 that it was given', async () => {
  await using far = await startOutcrop({ buckets: ['in-far'] })
  const environment = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
  }
  const run = runOutcrop(['start', '--port', '0', '--json', '--s3', far.url], environment)
  const ready = JSON.parse(await run.firstLine) as { url: string; s3: object }
  expect(ready.s3).toEqual({ endpoint: far.url })
  expect(await (await fetch(ready.url)).text()).toContain('<Name>in-far</Name>')
})

test('who listens for others is told what they can do', async () => {
  await using far = await startOutcrop()
  const start = (host: string) => runOutcrop(['start', '--port', '0', '--host', host, '--s3', far.url], CREDENTIALS)
  for (const [host, said] of [
    [
      '0.0.0.0',
      `it listens on 0.0.0.0, and whoever reaches that can use ${far.url} with the credentials of this start\n`,
    ],
    ['127.0.0.1', ''],
  ] as const) {
    const run = start(host)
    await run.firstLine
    run.process.kill('SIGTERM')
    expect((await run.ended).stderr.replace(/^\S+ warning?: /, '').replace(/^\S+ warn: /, '')).toBe(said)
  }
})

test('Ctrl-C ends a start that waits for an S3', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  const url = await startServer(() => resolve())
  const run = runOutcrop(['start', '--port', '0', '--s3', url], CREDENTIALS)
  await asked
  run.process.kill('SIGINT')
  expect(await run.ended).toMatchObject({ code: 130, stdout: '', stderr: '' })
})
