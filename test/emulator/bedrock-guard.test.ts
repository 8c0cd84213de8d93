import { hash } from 'node:crypto'
import { BedrockClient, ListModelInvocationJobsCommand } from '@aws-sdk/client-bedrock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { clientOf, createJob, jobParameters } from '../support/bedrock.ts'
import { sendTo, type RawAnswer, type RawRequest } from '../support/raw-http.ts'
import { oldLink, signedHeaders, signedLink } from '../support/sign-request.ts'

const KEYS = { accessKeyId: 'AKIDOUTCROP', secretAccessKey: 'a/secret+of=ours' }
const SESSION = { accessKeyId: 'ASIDOUTCROP', secretAccessKey: 'another', sessionToken: 'a+token/of==ours' }
const BEARER = 'ABSKbm90IGEgcmVhbCBrZXk='
const MINUTE = 60_000
const JOBS = '/model-invocation-jobs'

let outcrop: Outcrop
let host: string
beforeAll(async () => {
  outcrop = await startOutcrop({
    auth: 'verify',
    clock: 'manual',
    credentials: [{ ...KEYS, account: '111122223333', bearerToken: BEARER }, SESSION],
  })
  host = new URL(outcrop.url).host
})
afterAll(async () => await outcrop.close())

const send = async (request: RawRequest): Promise<RawAnswer> => await sendTo(outcrop.url, request)
const list = async (headers: Record<string, string>, path = JOBS): Promise<RawAnswer> =>
  await send({ method: 'GET', path, headers })
const signed = (changes: object = {}, keys: object = {}): Record<string, string> =>
  signedHeaders({ path: JOBS, host, service: 'bedrock', ...changes }, { ...KEYS, ...keys })

const refusalOf = ({ status, headers, body }: RawAnswer): [number, unknown, string] => [
  status,
  headers['x-amzn-errortype'],
  (JSON.parse(body) as { message: string }).message,
]

describe('a request to Bedrock', () => {
  it('is let in from the SDK, and from clients that send no hash of the body', async () => {
    const client = new BedrockClient({ ...outcrop.aws, maxAttempts: 1 })
    await expect(client.send(new ListModelInvocationJobsCommand({}))).resolves.toBeDefined()
    const jobArn = await createJob(client, { jobName: 'by-the-sdk' })
    expect(jobArn).toMatch(/^arn:aws:bedrock:us-east-1:111122223333:model-invocation-job\//)
    client.destroy()
    expect((await list(signed())).status).toBe(200)
    expect((await list(signed({}, SESSION))).status).toBe(200)
  })

  it('may have an ARN in its path, in every spelling', async () => {
    for (const name of [
      'arn%3Aaws%3Abedrock%3Aus-east-1%3A111122223333%3Amodel-invocation-job%2Fabcdefghijkl',
      'arn:aws:bedrock:us-east-1:111122223333:model-invocation-job%2Fabcdefghijkl',
    ]) {
      const path = `/model-invocation-job/${name}`
      const [status, code] = refusalOf(await list(signed({ path }), path))
      expect([status, code]).toEqual([404, 'ResourceNotFoundException'])
    }
  })

  it('is good for the body that was signed, whether or not a header says its hash', async () => {
    const body = JSON.stringify(jobParameters({ jobName: 'this' }))
    const request = { method: 'POST', path: '/model-invocation-job', host, service: 'bedrock', body }
    const other = JSON.stringify(jobParameters({ jobName: 'that' }))
    for (const declared of [{}, { 'x-amz-content-sha256': sha256(body) }]) {
      const headers = signedHeaders({ ...request, headers: declared }, KEYS)
      expect(refusalOf(await send({ ...request, headers, body: other }))).toEqual([
        403,
        'InvalidSignatureException',
        MISMATCH,
      ])
    }
    expect((await send({ ...request, headers: signedHeaders(request, KEYS) })).status).toBe(200)
  })

  it('may have a body that is too large, and is told so', async () => {
    const body = 'x'.repeat(1024 * 1024 + 1)
    const request = { method: 'POST', path: '/model-invocation-job', host, service: 'bedrock', body }
    expect(refusalOf(await send({ ...request, headers: signedHeaders(request, KEYS) })).slice(0, 2)).toEqual([
      400,
      'SerializationException',
    ])
  })

  it('below /bedrock is signed with that', async () => {
    const path = `/bedrock${JOBS}`
    expect((await list(signed({ path }), path)).status).toBe(200)
  })

  it('may be signed in its query', async () => {
    const link = signedLink({ path: JOBS, host, service: 'bedrock' }, KEYS)
    expect((await list({ host }, link)).status).toBe(200)
    expect(refusalOf(await list({ host }, `${link}&maxResults=1`))).toEqual([
      403,
      'InvalidSignatureException',
      MISMATCH,
    ])
  })

  it.each([
    ['6 minutes ago', -6, /^Signature expired: \w+ is now earlier than \w+ \(\w+ - 5 min\.\)$/],
    ['in 6 minutes', 6, /^Signature not yet current: \w+ is still later than \w+ \(\w+ \+ 5 min\.\)$/],
  ])('is refused when it was signed %s', async (_when, minutes, sentence) => {
    const [status, code, message] = refusalOf(await list(signed({ at: Date.now() + minutes * MINUTE })))
    expect([status, code]).toEqual([403, 'InvalidSignatureException'])
    expect(message).toMatch(sentence)
  })

  it.each([
    ['another secret', { secretAccessKey: 'wrong' }, 'InvalidSignatureException'],
    ['another key', { accessKeyId: 'AKIDOTHER' }, 'UnrecognizedClientException'],
    ['another token', { ...SESSION, sessionToken: 'another' }, 'UnrecognizedClientException'],
    ['no token', { ...SESSION, sessionToken: undefined }, 'UnrecognizedClientException'],
  ])('is refused with %s', async (_what, keys, code) => {
    expect(refusalOf(await list(signed({}, keys))).slice(0, 2)).toEqual([403, code])
  })

  it('fails in the SDK with the name of the error', async () => {
    const client = clientOf(outcrop, { account: 'AKIDOTHER' })
    await expect(client.send(new ListModelInvocationJobsCommand({}))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    })
  })
})

const sha256 = (text: string): string => hash('sha256', text)
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

describe('an API key of Bedrock', () => {
  const HOST = 'bedrock.amazonaws.com'
  const shortTerm = (changes: object = {}, keys: object = {}): string => {
    const request = { method: 'POST', path: '/?Action=CallWithBearerToken', host: HOST, service: 'bedrock', ...changes }
    const link = `${HOST}${signedLink(request, { ...KEYS, ...keys })}&Version=1`
    return `bedrock-api-key-${Buffer.from(link).toString('base64')}`
  }
  const ask = async (key: string): Promise<RawAnswer> => await list({ authorization: `Bearer ${key}` })
  const INVALID = [403, 'AccessDeniedException', 'Authentication failed: Please make sure your API Key is valid.']

  it('is let in when the configuration has it, as whoever it belongs to', async () => {
    const jobArn = await createJob(new BedrockClient(outcrop.aws), { jobName: 'of-the-key' })
    const answer = await ask(BEARER)
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(jobArn)
  })

  it('is let in when somebody who is known made it for a while', async () => {
    expect((await ask(shortTerm())).status).toBe(200)
    expect((await ask(shortTerm({}, SESSION))).status).toBe(200)
  })

  it('that was made for a while belongs to a region, and to the account of who made it', async () => {
    const headers = { authorization: `Bearer ${shortTerm({ region: 'eu-west-1' })}` }
    expect((await list(headers, '/inference-profiles')).body).toContain(
      '"arn:aws:bedrock:eu-west-1:111122223333:inference-profile/',
    )
  })

  it('is refused when its time is over', async () => {
    const old = shortTerm({ at: Date.now() - 10 * MINUTE, seconds: 60 })
    expect(refusalOf(await ask(old))).toEqual([403, 'AccessDeniedException', 'Bearer Token has expired'])
  })

  it.each([
    ['is another', () => 'another'],
    ['was made by somebody else', () => shortTerm({}, { secretAccessKey: 'wrong' })],
    ['is a link to something else', () => shortTerm({ path: '/?Action=ListModels' })],
    ['is a link to another service', () => shortTerm({ service: 's3' })],
    ['is none at all', () => 'bedrock-api-key-AAAA'],
    [
      'is a link of version 2',
      () => keyOf(oldLink({ path: '/?Action=CallWithBearerToken', expires: 4_000_000_000 }, KEYS)),
    ],
  ])('is refused when it %s', async (_what, make) => {
    expect(refusalOf(await ask(make()))).toEqual(INVALID)
  })

  const keyOf = (link: string): string => `bedrock-api-key-${Buffer.from(HOST + link).toString('base64')}`
})

describe.each(['parse', 'verify'] as const)('with %s', (auth) => {
  let other: Outcrop
  beforeAll(async () => {
    other = await startOutcrop({ auth })
  })
  afterAll(async () => await other.close())

  it.each([
    ['no signature', {}, 403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    [
      'another scheme',
      { authorization: 'Basic YTpi' },
      400,
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    ],
    [
      'a part missing',
      { authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host' },
      400,
      'IncompleteSignatureException',
      "Authorization header requires 'Signature' parameter.",
    ],
    [
      'no date',
      {
        authorization:
          'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0',
      },
      400,
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    ],
  ])('a request with %s is refused', async (_what, headers, status, code, message) => {
    const answer = await sendTo(other.url, { method: 'GET', path: JOBS, headers })
    expect(refusalOf(answer)).toEqual([status, code, message])
  })

  it('a body that is sent without a signature is read before the refusal', async () => {
    const body = 'x'.repeat(200_000)
    const answer = await sendTo(other.url, { method: 'POST', path: '/model-invocation-job', body })
    expect(answer.status).toBe(403)
  })
})

it('with parse any keys are let in, and any API key', async () => {
  await using other = await startOutcrop({ auth: 'parse' })
  const headers = signedHeaders(
    { path: JOBS, host: 'x', service: 'bedrock', at: 0 },
    { accessKeyId: 'a', secretAccessKey: 'b' },
  )
  expect((await sendTo(other.url, { method: 'GET', path: JOBS, headers })).status).toBe(200)
  const bearer = { authorization: 'Bearer any' }
  expect((await sendTo(other.url, { method: 'GET', path: JOBS, headers: bearer })).status).toBe(200)
})
