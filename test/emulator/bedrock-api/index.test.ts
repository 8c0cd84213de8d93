import { connect } from 'node:net'
import { CreateGuardrailCommand, ListGuardrailsCommand } from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, raw } from '../../support/bedrock.ts'

const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0',
}

test('every answer is JSON with a request id', async () => {
  const { outcrop } = await bedrockClient()
  for (const [path, status] of [
    ['/model-invocation-jobs', 200],
    ['/model-invocation-job/zzzzzzzzzzzz', 404],
    ['/nowhere', 404],
    ['/guardrails', 501],
  ] as const) {
    const answer = await raw(outcrop, 'GET', path, { headers: signed })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/),
      date: expect.any(String),
    })
    expect(() => JSON.parse(answer.body) as unknown).not.toThrow()
  }
})

describe('an operation that is not built', () => {
  test('answers 501 with its name', async () => {
    const { client } = await bedrockClient()
    await expect(client.send(new ListGuardrailsCommand({}))).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: 'Outcrop does not implement the operation ListGuardrails',
      $metadata: { httpStatusCode: 501 },
    })
    const guardrail = new CreateGuardrailCommand({
      name: 'x',
      blockedInputMessaging: 'x',
      blockedOutputsMessaging: 'x',
    })
    await expect(client.send(guardrail)).rejects.toThrow('Outcrop does not implement the operation CreateGuardrail')
  })

  test.each([
    ['POST', '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke', 'InvokeModel'],
    ['POST', '/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Ainference-profile%2Fx/converse', 'Converse'],
    ['DELETE', '/provisioned-model-throughput/x', 'DeleteProvisionedModelThroughput'],
  ])('%s %s is %s', async (method, path, name) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, method, path, { headers: signed })
    expect(answer).toMatchObject({ status: 501, headers: { 'x-amzn-errortype': 'NotImplementedException' } })
    expect(JSON.parse(answer.body)).toEqual({ message: `Outcrop does not implement the operation ${name}` })
  })
})

test.each([
  ['POST', '/model-invocation-jobs'],
  ['GET', '/model-invocation-job'],
  ['DELETE', '/model-invocation-job/abcdefghijkl'],
  ['POST', '/model-invocation-job/abcdefghijkl'],
  ['POST', '/model-invocation-job/abcdefghijkl/stop/now'],
  ['PUT', '/'],
])('%s %s is no operation', async (method, path) => {
  const { outcrop } = await bedrockClient()
  const answer = await raw(outcrop, method, path, { headers: signed })
  expect(answer).toMatchObject({ status: 404, headers: { 'x-amzn-errortype': 'UnknownOperationException' } })
})

test('a path that cannot be decoded is refused as JSON', async () => {
  const { outcrop } = await bedrockClient()
  for (const path of ['/model-invocation-job/%zz', '/model-invocation-job/%E9'])
    expect(await raw(outcrop, 'GET', path)).toMatchObject({
      status: 400,
      headers: {
        'x-amzn-errortype': 'SerializationException',
        'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    })
})

test('a body above one mebibyte is refused', async () => {
  const { outcrop } = await bedrockClient()
  const answer = await raw(outcrop, 'POST', '/model-invocation-job', {
    body: `{"jobName":"${'x'.repeat(1024 * 1024)}"}`,
  })
  expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'SerializationException' } })
})

test('a client that breaks off in the middle of a body harms nobody', async () => {
  const { outcrop } = await bedrockClient()
  const socket = connect(Number(new URL(outcrop.url).port), '127.0.0.1')
  socket.write('POST /model-invocation-job HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"jobName":')
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.destroy()
  expect((await raw(outcrop, 'GET', '/model-invocation-jobs')).status).toBe(200)
})
