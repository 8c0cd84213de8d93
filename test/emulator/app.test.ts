import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { bedrockClient, raw } from '../support/bedrock.ts'

test("the OpenAI side answers 501 in OpenAI's envelope", async () => {
  const { outcrop } = await bedrockClient()
  const answer = await raw(outcrop, 'POST', '/v1/batches', { headers: { authorization: 'Bearer sk-1' }, body: '{}' })
  expect(answer).toMatchObject({ status: 501, headers: { 'content-type': 'application/json' } })
  expect(JSON.parse(answer.body)).toEqual({
    error: {
      message: "Outcrop's OpenAI-compatible API is not built yet: POST /v1/batches",
      type: 'server_error',
      param: null,
      code: 'not_implemented',
    },
  })
})

test('services beside Bedrock and S3 answer 501 and say which', async () => {
  const { outcrop } = await bedrockClient()
  const authorization =
    'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0'
  const answer = await raw(outcrop, 'POST', '/', { headers: { authorization }, body: 'Action=Publish' })
  expect(answer).toMatchObject({
    status: 501,
    body: expect.stringContaining('Outcrop does not emulate the service sns'),
  })
})

const scopeOf = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
})
const REFUSAL = 'Requests with the host evil.example are refused; --allow-host allows one'

describe('a name that is not ours is refused at every door, in its own shape', () => {
  test.each([
    ['GET', '/model-invocation-jobs', {}, 'application/json', JSON.stringify({ message: REFUSAL })],
    ['GET', '/anything', scopeOf('bedrock'), 'application/json', JSON.stringify({ message: REFUSAL })],
    ['GET', '/_outcrop/jobs', {}, 'application/json', JSON.stringify({ message: REFUSAL })],
    [
      'POST',
      '/v1/files',
      {},
      'application/json',
      JSON.stringify({ error: { message: REFUSAL, type: 'invalid_request_error', param: null, code: 'forbidden' } }),
    ],
    [
      'POST',
      '/',
      scopeOf('sts'),
      'text/xml',
      expect.stringMatching(
        `^<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${REFUSAL}</Message></Error><RequestId>[0-9a-f-]{36}</RequestId></ErrorResponse>$`,
      ),
    ],
  ])('%s %s with %j', async (method, path, headers, type, body) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, method, path, { headers: { ...headers, host: 'evil.example' } })
    expect(answer).toMatchObject({ status: 403, headers: { 'content-type': type }, body })
  })

  test("S3's and Bedrock's carry what their SDKs look for", async () => {
    const { outcrop } = await bedrockClient({ buckets: ['data'] })
    await raw(outcrop, 'PUT', '/data/secret', { body: 'secret!' })
    const foreign = { headers: { host: 'evil.example' } }
    const s3 = await raw(outcrop, 'GET', '/data/secret', foreign)
    expect(s3).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': expect.any(String) },
    })
    expect(s3.body).toContain(`<Error><Code>AccessDenied</Code><Message>${REFUSAL}</Message><RequestId>`)
    expect((await raw(outcrop, 'HEAD', '/data/secret', foreign)).status).toBe(403)
    expect((await raw(outcrop, 'DELETE', '/data/secret', foreign)).status).toBe(403)
    expect((await raw(outcrop, 'GET', '/data/secret')).body).toBe('secret!')
    const bedrock = await raw(outcrop, 'GET', '/model-invocation-jobs', foreign)
    expect(bedrock.headers).toMatchObject({
      'x-amzn-errortype': 'AccessDeniedException',
      'x-amzn-requestid': expect.any(String),
    })
  })

  test('whatever the name holds', async () => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', '/data/secret', { headers: { host: '<evil.example>&' } })
    expect(answer.body).toContain('the host &lt;evil.example&gt;&amp; are refused')
  })

  test('until it is allowed', async () => {
    const { outcrop } = await bedrockClient({ allowHost: ['evil.example'] })
    const answer = await raw(outcrop, 'GET', '/model-invocation-jobs', { headers: { host: 'evil.example:4747' } })
    expect(answer.status).toBe(200)
  })
})

test.each([
  'GARBAGE\r\n\r\n',
  'GET / HTTP/1.1\r\nbad header\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`,
])('what is no HTTP is answered and the connection closed', async (text) => {
  const { outcrop } = await bedrockClient()
  const socket = connect(Number(new URL(outcrop.url).port), '127.0.0.1')
  socket.write(text)
  const answer = (await socket.toArray()).join('')
  expect(answer).toMatch(/^HTTP\/1\.1 4(?:00|31) /)
})

test('a connection is kept for the next request', async () => {
  const { outcrop } = await bedrockClient()
  const { headers } = await raw(outcrop, 'GET', '/_outcrop/health', { headers: { connection: 'keep-alive' } })
  expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=72' })
})
