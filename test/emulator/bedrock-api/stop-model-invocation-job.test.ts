import { GetModelInvocationJobCommand, StopModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, createJob, raw } from '../../support/bedrock.ts'

test('a stop of an active job answers with an empty object, and the job is Stopping, then Stopped', async () => {
  const { client, outcrop } = await bedrockClient()
  const jobIdentifier = await createJob(client)
  const { $metadata, ...output } = await client.send(new StopModelInvocationJobCommand({ jobIdentifier }))
  expect(output).toEqual({})
  expect($metadata.httpStatusCode).toBe(200)
  const statusNow = async () => (await client.send(new GetModelInvocationJobCommand({ jobIdentifier }))).status
  expect(await statusNow()).toBe('Stopping')
  await outcrop.jobs.runUntil(jobIdentifier, 'Stopped')
  expect(await statusNow()).toBe('Stopped')
})

describe('a stop of a job that cannot be stopped', () => {
  test('is a ValidationException that names the status', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobIdentifier = await createJob(client)
    await outcrop.jobs.runUntil(jobIdentifier, 'Failed')
    await expect(client.send(new StopModelInvocationJobCommand({ jobIdentifier }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: "The job can't be stopped in its current state. State was: Failed",
    })
  })

  test('is refused while it is Stopping', async () => {
    const { client } = await bedrockClient()
    const stop = new StopModelInvocationJobCommand({ jobIdentifier: await createJob(client) })
    await client.send(stop)
    await expect(client.send(stop)).rejects.toThrow('State was: Stopping')
  })

  test('is accepted while it is Stopping where the setting says so', async () => {
    const { client } = await bedrockClient({ unverified: { stopWhileStopping: 'accept' } })
    const stop = new StopModelInvocationJobCommand({ jobIdentifier: await createJob(client) })
    await client.send(stop)
    await expect(client.send(stop)).resolves.toBeDefined()
  })

  test('is not found when it is not there', async () => {
    const { client } = await bedrockClient()
    const stop = new StopModelInvocationJobCommand({ jobIdentifier: 'zzzzzzzzzzzz' })
    await expect(client.send(stop)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

test.each([
  ['without a body', { 'content-length': '0' }, undefined],
  ['with an empty body called JSON', { 'content-type': 'application/json', 'content-length': '0' }, undefined],
  ['with an empty object', { 'content-type': 'application/json' }, '{}'],
  ['with an empty body of a strange type', { 'content-type': 'text' }, undefined],
])('a stop %s is accepted', async (_name, headers, body) => {
  const { client, outcrop } = await bedrockClient()
  const jobArn = await createJob(client)
  const answer = await raw(outcrop, 'POST', `/model-invocation-job/${encodeURIComponent(jobArn)}/stop`, {
    headers: headers,
    ...(body !== undefined && { body }),
  })
  expect(answer).toMatchObject({ status: 200, body: '{}' })
})
