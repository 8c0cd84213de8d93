import { connect } from 'node:net'
import { expect, test } from 'vitest'
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
    'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0'
  const answer = await raw(outcrop, 'POST', '/', { headers: { authorization }, body: 'Action=GetCallerIdentity' })
  expect(answer).toMatchObject({
    status: 501,
    body: expect.stringContaining('Outcrop does not emulate the service sts'),
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
