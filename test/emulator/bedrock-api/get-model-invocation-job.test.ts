import { GetModelInvocationJobCommand } from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, clientOf, createJob, raw } from '../../support/bedrock.ts'

describe('a job', () => {
  test('is found by its ARN and by its id', async () => {
    const { client } = await bedrockClient()
    const jobArn = await createJob(client)
    for (const jobIdentifier of [jobArn, jobArn.split('/')[1]])
      expect((await client.send(new GetModelInvocationJobCommand({ jobIdentifier }))).jobArn).toBe(jobArn)
  })

  test.each<[string, (arn: string) => string]>([
    ['with everything encoded', encodeURIComponent],
    ['with only the slash encoded', (arn) => arn.replace('/', '%2F')],
    ['with the slash as it is', (arn) => arn],
    ['in lower-case escapes', (arn) => encodeURIComponent(arn).toLowerCase()],
    ['as the bare id', (arn) => arn.split('/')[1]!],
  ])('is found by a label %s, also before /stop', async (_name, toLabel) => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client)
    const label = toLabel(jobArn)
    const got = await raw(outcrop, 'GET', `/model-invocation-job/${label}`)
    expect(JSON.parse(got.body)).toMatchObject({ jobArn })
    expect(await raw(outcrop, 'POST', `/model-invocation-job/${label}/stop`)).toMatchObject({ status: 200, body: '{}' })
  })

  test('shows its times as RFC 3339 texts with milliseconds', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client)
    const { body } = await raw(outcrop, 'GET', `/model-invocation-job/${encodeURIComponent(jobArn)}`)
    expect((JSON.parse(body) as { submitTime: string }).submitTime).toBe(new Date(outcrop.clock.now()).toISOString())
  })

  test('leaves out what it does not have, and its tags', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client, { tags: [{ key: 'a', value: 'b' }] })
    const { body } = await raw(outcrop, 'GET', `/model-invocation-job/${encodeURIComponent(jobArn)}`)
    for (const name of ['message', 'endTime', 'vpcConfig', 'tags', 'dueAt'])
      expect(JSON.parse(body)).not.toHaveProperty(name)
  })

  test('shows why it failed', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client)
    await outcrop.jobs.runUntil(jobArn, 'Failed')
    const job = await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
    expect(job).toMatchObject({
      status: 'Failed',
      message: 'Could not validate ListBucket permissions for S3URI s3://in-put/records.jsonl',
      endTime: new Date(outcrop.clock.now()),
      totalRecordCount: 0,
    })
  })
})

describe('a job that is not there', () => {
  const notFound = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } }

  test('by id or by ARN is not found', async () => {
    const { client } = await bedrockClient()
    const unknown = new GetModelInvocationJobCommand({ jobIdentifier: 'zzzzzzzzzzzz' })
    await expect(client.send(unknown)).rejects.toMatchObject(notFound)
  })

  test('in this region or account is not found, by id or by ARN', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client)
    for (const other of [clientOf(outcrop, { region: 'eu-west-1' }), clientOf(outcrop, { account: '123456789012' })])
      for (const jobIdentifier of [jobArn, jobArn.split('/')[1]])
        await expect(other.send(new GetModelInvocationJobCommand({ jobIdentifier }))).rejects.toMatchObject(notFound)
  })

  test('in this region is forbidden where the setting says so', async () => {
    const { client, outcrop } = await bedrockClient({ unverified: { foreignArn: 'AccessDeniedException' } })
    const jobIdentifier = await createJob(client)
    const other = clientOf(outcrop, { region: 'eu-west-1' })
    await expect(other.send(new GetModelInvocationJobCommand({ jobIdentifier }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    })
  })
})

test.each(['', 'short', 'arn%3Aaws%3Abedrock', 'ABCDEFGHIJKL', 'x'.repeat(2000), '..%2F..%2Fetc'])(
  'an identifier of another form is a ValidationException: %s',
  async (label) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', `/model-invocation-job/${label}`)
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } })
    expect(answer.body).toContain(
      "at 'jobIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern",
    )
  },
)
