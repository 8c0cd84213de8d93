import {
  CreateModelInvocationJobCommand,
  GetModelInvocationJobCommand,
  ListTagsForResourceCommand,
  type CreateModelInvocationJobRequest,
} from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, clientOf, createJob, jobParameters, raw } from '../../support/bedrock.ts'

const create = (parameters: Partial<CreateModelInvocationJobRequest>) =>
  new CreateModelInvocationJobCommand(jobParameters(parameters))

describe('a job that is accepted', () => {
  test('has an ARN of its region and account with an id of twelve letters and digits', async () => {
    const { client, outcrop } = await bedrockClient()
    const arn = await createJob(client)
    expect(arn).toMatch(/^arn:aws:bedrock:us-east-1:000000000000:model-invocation-job\/[a-z0-9]{12}$/)
    const german = clientOf(outcrop, { region: 'eu-central-1', account: '123456789012' })
    expect(await createJob(german)).toMatch(/^arn:aws:bedrock:eu-central-1:123456789012:/)
  })

  test.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
  ])('in %s is of the partition %s', async (region, partition) => {
    const { outcrop } = await bedrockClient()
    expect(await createJob(clientOf(outcrop, { region }))).toMatch(new RegExp(`^arn:${partition}:bedrock:${region}:`))
  })

  test('is Submitted, with counters of 0 and what the service fills in', async () => {
    const { client, outcrop } = await bedrockClient()
    const jobArn = await createJob(client, { clientRequestToken: 'token-1' })
    const { $metadata, ...job } = await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
    const submitTime = new Date(outcrop.clock.now())
    expect($metadata.httpStatusCode).toBe(200)
    expect(job).toEqual({
      jobArn,
      jobName: 'a-job',
      modelId: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0',
      clientRequestToken: 'token-1',
      roleArn: 'arn:aws:iam::123456789012:role/batch',
      status: 'Submitted',
      submitTime,
      lastModifiedTime: submitTime,
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://in-put/records.jsonl', s3BucketOwner: '000000000000' } },
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://out-put/', s3BucketOwner: '000000000000' } },
      timeoutDurationInHours: 24,
      jobExpirationTime: new Date(submitTime.getTime() + 24 * 3_600_000),
      modelInvocationType: 'InvokeModel',
      totalRecordCount: 0,
      processedRecordCount: 0,
      successRecordCount: 0,
      errorRecordCount: 0,
    })
  })

  test('keeps all that it was given', async () => {
    const { client } = await bedrockClient()
    const given = {
      modelInvocationType: 'Converse',
      timeoutDurationInHours: 168,
      vpcConfig: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1', 'sg-2'] },
      inputDataConfig: {
        s3InputDataConfig: { s3Uri: 's3://in-put/x/', s3InputFormat: 'JSONL', s3BucketOwner: '111111111111' },
      },
      outputDataConfig: {
        s3OutputDataConfig: { s3Uri: 's3://out-put', s3EncryptionKeyId: 'alias/key', s3BucketOwner: '222222222222' },
      },
    } satisfies Partial<CreateModelInvocationJobRequest>
    const jobArn = await createJob(client, { ...given, tags: [{ key: 'team', value: 'a/b' }] })
    expect(await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))).toMatchObject(given)
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceARN: jobArn }))
    expect(tags).toEqual([{ key: 'team', value: 'a/b' }])
  })

  test('of another form of model id shows the ARN', async () => {
    const { client } = await bedrockClient()
    const shown = async (modelId: string, jobName: string) => {
      const jobArn = await createJob(client, { modelId, jobName })
      return (await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))).modelId
    }
    const foundationModel = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0'
    const profile = 'arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-lite-v1:0'
    expect(await shown(foundationModel, 'one')).toBe(foundationModel)
    expect(await shown('us.amazon.nova-lite-v1:0', 'two')).toBe(profile)
    expect(await shown(profile, 'three')).toBe(profile)
  })

  test('of a profile shows the foundation model where the setting says so', async () => {
    const { client } = await bedrockClient({ unverified: { profileModelId: 'foundationModelArn' } })
    const jobArn = await createJob(client, { modelId: 'us.amazon.nova-lite-v1:0' })
    const { modelId } = await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
    expect(modelId).toBe('arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0')
  })

  test('reads nothing of S3', async () => {
    const { client } = await bedrockClient()
    const jobArn = await createJob(client, {
      inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://no-such-bucket/x.jsonl' } },
    })
    const { status } = await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
    expect(status).toBe('Submitted')
  })
})

describe('a request that breaks constraints', () => {
  const refusal = async (parameters: object) => {
    const { client } = await bedrockClient()
    return await client.send(create(parameters)).catch((error: unknown) => error)
  }
  const validation = (message: string) =>
    expect.objectContaining({
      name: 'ValidationException',
      message,
      $metadata: expect.objectContaining({ httpStatusCode: 400 }),
    })

  test('hears of all of them at once', async () => {
    const { client } = await bedrockClient()
    const sent = client.send(new CreateModelInvocationJobCommand({} as CreateModelInvocationJobRequest))
    const missing = (path: string) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`
    await expect(sent).rejects.toMatchObject({
      name: 'ValidationException',
      message: `5 validation errors detected: ${['jobName', 'roleArn', 'modelId', 'inputDataConfig', 'outputDataConfig'].map(missing).join('; ')}`,
    })
  })

  test.each<[string, object, string]>([
    [
      'a name with an underscore',
      { jobName: 'a_b' },
      "Value 'a_b' at 'jobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9]{1,63}(-*[a-zA-Z0-9\\+\\-\\.]){0,63}",
    ],
    [
      'a name that is too long',
      { jobName: 'a'.repeat(64) },
      `Value '${'a'.repeat(64)}' at 'jobName' failed to satisfy constraint: Member must have length less than or equal to 63`,
    ],
    [
      'a role that is none',
      { roleArn: 'role' },
      "Value 'role' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+",
    ],
    [
      'too short a timeout',
      { timeoutDurationInHours: 23 },
      "Value '23' at 'timeoutDurationInHours' failed to satisfy constraint: Member must have value greater than or equal to 24",
    ],
    [
      'too long a timeout',
      { timeoutDurationInHours: 169 },
      "Value '169' at 'timeoutDurationInHours' failed to satisfy constraint: Member must have value less than or equal to 168",
    ],
    [
      'an unknown invocation type',
      { modelInvocationType: 'Invoke' },
      "Value 'Invoke' at 'modelInvocationType' failed to satisfy constraint: Member must satisfy enum value set: [InvokeModel, Converse]",
    ],
    [
      'no s3Uri',
      { inputDataConfig: { s3InputDataConfig: {} } },
      "Value null at 'inputDataConfig.s3InputDataConfig.s3Uri' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a Hive-style prefix',
      { inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://in-put/dt=1/' } } },
      "Value 's3://in-put/dt=1/' at 'inputDataConfig.s3InputDataConfig.s3Uri' failed to satisfy constraint: Member must satisfy regular expression pattern: s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?",
    ],
    [
      'another input format',
      { inputDataConfig: { s3InputDataConfig: { s3Uri: 's3://in-put/a', s3InputFormat: 'CSV' } } },
      "Value 'CSV' at 'inputDataConfig.s3InputDataConfig.s3InputFormat' failed to satisfy constraint: Member must satisfy enum value set: [JSONL]",
    ],
    [
      'an owner that is no account',
      { outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://out-put', s3BucketOwner: 'me' } } },
      "Value 'me' at 'outputDataConfig.s3OutputDataConfig.s3BucketOwner' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]{12}",
    ],
    [
      'no subnet',
      { vpcConfig: { subnetIds: [], securityGroupIds: ['sg'] } },
      "Value '[]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a tag without a value',
      { tags: [{ key: 'a', value: 'b' }, { key: 'c' }] },
      "Value null at 'tags.2.member.value' failed to satisfy constraint: Member must not be null",
    ],
    [
      'an empty union',
      { inputDataConfig: {} },
      "Value at 'inputDataConfig' failed to satisfy constraint: Member must have exactly one of the members [s3InputDataConfig]",
    ],
  ])('%s', async (_name, parameters, violation) => {
    expect(await refusal(parameters)).toEqual(validation(`1 validation error detected: ${violation}`))
  })

  test('a name that is empty breaks two', async () => {
    expect(await refusal({ jobName: '' })).toEqual(
      validation(
        "2 validation errors detected: Value '' at 'jobName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'jobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9]{1,63}(-*[a-zA-Z0-9\\+\\-\\.]){0,63}",
      ),
    )
  })

  test('a value of megabytes is not said back whole', async () => {
    const { client } = await bedrockClient()
    const error = (await client
      .send(create({ jobName: 'x'.repeat(900_000) }))
      .catch((reason: unknown) => reason)) as Error
    expect(error.message.length).toBeLessThan(10_000)
  })
})

describe('tags beyond the bound', () => {
  const tag = '{"key":"k","value":"v"}'
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

  test.each([
    ['whose last one nests a hundred thousand arrays', `${`${tag},`.repeat(200)}${deep}`],
    [
      'whose first one nests a hundred thousand objects',
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}${`,${tag}`.repeat(200)}`,
    ],
    ['whose first one nests a hundred thousand arrays', `${deep}${`,${tag}`.repeat(200)}`],
  ])('%s are refused', async (_name, tags) => {
    const { outcrop } = await bedrockClient()
    const body = JSON.stringify(jobParameters()).replace(/\}$/, `,"tags":[${tags}]}`)
    const answer = await raw(outcrop, 'POST', '/model-invocation-job', { body })
    expect(answer.status).toBe(400)
    expect(answer.body.length).toBeLessThan(3000)
  })

  test('are said back as AWS writes them, up to a bound', async () => {
    const { outcrop } = await bedrockClient()
    const tags = Array.from({ length: 201 }, (_, index) => ({ key: `k${index}`, value: 'v' }))
    const answer = await raw(outcrop, 'POST', '/model-invocation-job', {
      body: JSON.stringify(jobParameters({ tags })),
    })
    const { message } = JSON.parse(answer.body) as Error
    expect(message).toMatch(/^1 validation error detected: Value '\[\{key=k0, value=v\}, \{key=k1, value=v\}, /)
    expect(message).toMatch(
      /\.\.\.' at 'tags' failed to satisfy constraint: Member must have length less than or equal to 200$/,
    )
  })
})

describe('a body that cannot be the input', () => {
  test.each([
    ['[]', 'The body is not a JSON object'],
    ['"x"', 'The body is not a JSON object'],
    ['null', 'The body is not a JSON object'],
    ['{"jobName":', 'The body is not valid JSON'],
    [JSON.stringify({ ...jobParameters(), jobName: 5 }), "The value at 'jobName' is not a string"],
    [
      JSON.stringify({ ...jobParameters(), timeoutDurationInHours: '24' }),
      "The value at 'timeoutDurationInHours' is not a integer",
    ],
    [JSON.stringify({ ...jobParameters(), inputDataConfig: 'x' }), "The value at 'inputDataConfig' is not a union"],
    [JSON.stringify({ ...jobParameters(), tags: {} }), "The value at 'tags' is not a list"],
  ])('%s is a SerializationException', async (body, message) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'POST', '/model-invocation-job', {
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'SerializationException' },
      body: JSON.stringify({ message }),
    })
  })

  test('members that the operation does not have are passed over', async () => {
    const { outcrop } = await bedrockClient()
    const body = JSON.stringify({ ...jobParameters(), jobPriority: 'high' })
    expect((await raw(outcrop, 'POST', '/model-invocation-job', { body })).status).toBe(200)
  })
})

describe('a model', () => {
  test.each([
    'gpt-4o-mini',
    'acme.chat-v1:0',
    'moonshotai.kimi-k2-thinking',
    'provider_model',
    'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl',
    'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0/abcdefghijkl',
  ])('that nobody knows is invalid: %s', async (modelId) => {
    const { client } = await bedrockClient()
    await expect(client.send(create({ modelId }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The provided model identifier is invalid.',
    })
  })

  test.each([
    ['amazon.nova-canvas-v1:0', 'InvokeModel'],
    ['stability.sd3-5-large-v1:0', 'InvokeModel'],
    ['ai21.jamba-1-5-large-v1:0', 'InvokeModel'],
    ['us.moonshotai.kimi-k3', 'InvokeModel'],
    ['us.writer.palmyra-x5-v1:0', 'InvokeModel'],
    ['amazon.titan-embed-text-v2:0', 'Converse'],
    ['cohere.embed-v4:0', 'Converse'],
  ] as const)('without batch inference is refused: %s with %s', async (modelId, modelInvocationType) => {
    const { client } = await bedrockClient()
    await expect(client.send(create({ modelId, modelInvocationType }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Batch inference is not supported for the requested model',
    })
  })
})

describe('the same request again', () => {
  test('with its token answers with the first job and starts nothing', async () => {
    const { client, outcrop } = await bedrockClient()
    const first = await createJob(client, { clientRequestToken: 'token' })
    expect(await createJob(client, { clientRequestToken: 'token' })).toBe(first)
    await expect(
      raw(outcrop, 'GET', '/_outcrop/jobs').then(({ body }) => (JSON.parse(body) as { jobs: [] }).jobs.length),
    ).resolves.toBe(1)
  })

  test('from another region is a job of its own', async () => {
    const { client, outcrop } = await bedrockClient()
    const first = await createJob(client, { clientRequestToken: 'token' })
    expect(await createJob(clientOf(outcrop, { region: 'eu-west-1' }), { clientRequestToken: 'token' })).not.toBe(first)
  })

  test('with its token and other parameters is another job', async () => {
    const { client } = await bedrockClient()
    const first = await createJob(client, { clientRequestToken: 'string' })
    expect(await createJob(client, { clientRequestToken: 'string', jobName: 'b-job' })).not.toBe(first)
  })

  test('with its token and other parameters is a ConflictException where the setting says so', async () => {
    const { client } = await bedrockClient({ unverified: { tokenReuse: 'conflict' } })
    await createJob(client, { clientRequestToken: 'string' })
    await expect(createJob(client, { clientRequestToken: 'string', jobName: 'b-job' })).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('with its token and other parameters is the first job where the setting says so', async () => {
    const { client } = await bedrockClient({ unverified: { tokenReuse: 'sameArn' } })
    const first = await createJob(client, { clientRequestToken: 'string' })
    expect(await createJob(client, { clientRequestToken: 'string', jobName: 'b-job' })).toBe(first)
  })
})

describe('a name in use', () => {
  const sentence = 'The provided job name is currently in use'

  test('is a ConflictException with status 400, also after the job has ended', async () => {
    const { client, outcrop } = await bedrockClient()
    await outcrop.jobs.runUntil(await createJob(client), 'Failed')
    await expect(createJob(client)).rejects.toMatchObject({
      name: 'ConflictException',
      message: sentence,
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('has another code where the setting says so', async () => {
    const { client } = await bedrockClient({ unverified: { duplicateNameCode: 'ValidationException' } })
    await createJob(client)
    await expect(createJob(client)).rejects.toMatchObject({ name: 'ValidationException', message: sentence })
  })

  test('is free again after the job has ended where the setting says so', async () => {
    const { client, outcrop } = await bedrockClient({ unverified: { namesInUse: 'unfinished' } })
    const first = await createJob(client)
    await expect(createJob(client)).rejects.toMatchObject({ name: 'ConflictException' })
    await outcrop.jobs.runUntil(first, 'Failed')
    expect(await createJob(client)).not.toBe(first)
  })
})

describe('the quota of concurrent jobs', () => {
  test('is twenty unfinished jobs of a base model in a region', async () => {
    const { client, outcrop } = await bedrockClient()
    for (let index = 0; index < 20; index += 1) await createJob(client, { jobName: `job-${index}` })
    const refused = createJob(client, { jobName: 'job-21', modelId: 'us.anthropic.claude-3-haiku-20240307-v1:0' })
    await expect(refused).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 400 },
    })
    await createJob(client, { jobName: 'other-model', modelId: 'amazon.nova-lite-v1:0' })
    await createJob(clientOf(outcrop, { region: 'eu-west-1' }), { jobName: 'other-region' })
  })

  test('does not count jobs that have ended, and is gone when relaxed', async () => {
    const { client, outcrop } = await bedrockClient({ quotas: { concurrentJobs: 1 } })
    const first = await createJob(client, { jobName: 'one' })
    await expect(createJob(client, { jobName: 'two' })).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' })
    await outcrop.jobs.runUntil(first, 'Failed')
    await createJob(client, { jobName: 'two' })
    const relaxed = await bedrockClient({ quotas: { concurrentJobs: 1 }, relaxed: ['concurrentJobs'] })
    for (const jobName of ['one', 'two', 'three']) await createJob(relaxed.client, { jobName })
  })
})
