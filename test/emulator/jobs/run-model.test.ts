import { GetModelInvocationJobCommand, type CreateModelInvocationJobRequest } from '@aws-sdk/client-bedrock'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createBedrockApi } from '../../../emulator/bedrock-api/index.ts'
import { catalogueLoader } from '../../../emulator/catalogue/index.ts'
import { Limits, type RelaxableRule } from '../../../emulator/limits.ts'
import { NO_MODELS } from '../../../emulator/model-options.ts'
import { createLog } from '../../../emulator/log.ts'
import { UNVERIFIED_DEFAULTS } from '../../../emulator/unverified.ts'
import type { Options } from '../../../index.ts'
import { bedrockClient, clientOf, createJob, jobParameters } from '../../support/bedrock.ts'
import { novaLines } from '../../support/job-engine.ts'

const NOVA = 'amazon.nova-lite-v1:0'
const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const OWN_PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl'
const CUSTOM = 'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl'

/** What `modelId` of the job shows. */
async function shownModel(
  parameters: Partial<CreateModelInvocationJobRequest>,
  { region, ...options }: Options = {},
): Promise<string | undefined> {
  const { outcrop } = await bedrockClient(options)
  const client = clientOf(outcrop, { region: region ?? 'us-east-1' })
  const jobIdentifier = await createJob(client, parameters)
  return (await client.send(new GetModelInvocationJobCommand({ jobIdentifier }))).modelId
}

const refusal = async (modelId: string, options: Options = {}): Promise<string> =>
  await shownModel({ modelId }, options).then(
    (shown) => `accepted as ${shown}`,
    (error: Error) => `${error.name}: ${error.message}`,
  )

const INVALID = 'ValidationException: The provided model identifier is invalid.'
const UNSUPPORTED = 'ValidationException: Batch inference is not supported for the requested model'
const notIn = (region: string, modelId: string): string =>
  `ValidationException: Batch inference is not supported for model ${modelId} in region ${region}`

describe('a batch takes', () => {
  test.each([
    ['us-east-1', NOVA],
    ['us-gov-west-1', NOVA],
    ['us-west-2', `us.${NOVA}`],
    ['eu-west-3', `eu.${NOVA}`],
    ['ap-south-1', `apac.${NOVA}`],
    ['ap-northeast-1', `jp.${SONNET}`],
    ['eu-central-1', `global.${SONNET}`],
    ['us-west-2', 'meta.llama3-1-8b-instruct-v1:0'],
    ['us-east-1', 'arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-oss-20b-1:0'],
    ['us-east-1', `arn:aws:bedrock:us-east-1:999999999999:inference-profile/us.${SONNET}`],
  ])('in %s the model %s', async (region, modelId) => {
    const shown = await shownModel({ modelId }, { region })
    expect(shown!.endsWith(modelId)).toBe(true)
  })
})

describe('a batch refuses', () => {
  test.each([
    // Nova Lite, bare, in us-west-2: seen on AWS in August 2026.
    ['us-west-2', NOVA, notIn('us-west-2', NOVA)],
    ['us-east-1', SONNET, notIn('us-east-1', SONNET)],
    ['us-east-1', 'meta.llama3-1-8b-instruct-v1:0', notIn('us-east-1', 'meta.llama3-1-8b-instruct-v1:0')],
    // Seen on AWS in 2026.
    ['us-west-2', 'us.anthropic.claude-sonnet-5', UNSUPPORTED],
    ['eu-west-1', 'global.anthropic.claude-fable-5-1', UNSUPPORTED],
    ['us-east-1', 'anthropic.claude-opus-4-8', UNSUPPORTED],
    ['us-east-1', 'cohere.embed-english-v3', UNSUPPORTED],
    ['us-east-1', `${NOVA}:300k`, UNSUPPORTED],
    ['us-east-1', 'amazon.nova-canvas-v1:0', UNSUPPORTED],
    ['us-east-1', 'acme.chat-v1:0', INVALID],
    ['us-east-1', `eu.${NOVA}`, INVALID],
    ['ap-south-1', `us.${NOVA}`, INVALID],
    ['us-east-1', `mars.${NOVA}`, INVALID],
    ['us-east-1', 'us.anthropic.claude-3-9-haiku-v1:0', INVALID],
    ['us-east-1', `arn:aws:bedrock:eu-west-1::foundation-model/${NOVA}`, INVALID],
    ['us-east-1', `arn:aws:bedrock:us-west-2:000000000000:inference-profile/us.${NOVA}`, INVALID],
    ['us-east-1', OWN_PROFILE, INVALID],
    ['us-east-1', CUSTOM, INVALID],
  ])('in %s the model %s', async (region, modelId, message) => {
    expect(await refusal(modelId, { region })).toBe(message)
  })

  test.each([
    ['invalidIdentifier', INVALID],
    [
      'onDemandUnsupported',
      `ValidationException: Invocation of model ID ${SONNET} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    ],
  ] as const)('a bare id of a model that needs a profile as the setting says: %s', async (profileOnly, message) => {
    expect(await refusal(SONNET, { unverified: { profileOnly } })).toBe(message)
  })
})

describe('without the rule batchModels', () => {
  const relaxed = { relaxed: ['batchModels'] } satisfies Options

  test.each(['meta.llama3-8b-instruct-v1:0', SONNET, `eu.${NOVA}`, 'us.anthropic.claude-sonnet-5', `${NOVA}:300k`])(
    'runs what is answered here: %s',
    async (modelId) => {
      const shown = await shownModel({ modelId }, { region: 'ap-south-1', ...relaxed })
      expect(shown!.endsWith(`/${modelId}`)).toBe(true)
    },
  )

  test('runs models that the catalogue does not have, where their family is known', async () => {
    expect(await shownModel({ modelId: 'anthropic.claude-sonnet-99-v1:0' }, relaxed)).toBe(
      'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-99-v1:0',
    )
  })

  test.each([
    ['acme.chat-v1:0', INVALID],
    [OWN_PROFILE, INVALID],
    ['amazon.nova-canvas-v1:0', UNSUPPORTED],
    ['us.writer.palmyra-x5-v1:0', UNSUPPORTED],
  ])('still refuses %s', async (modelId, message) => {
    expect(await refusal(modelId, relaxed)).toBe(message)
  })
})

test('a refusal that the rule would lift is logged with the way out, and one that it would not is not', async () => {
  const logged: string[] = []
  const log = createLog('info', (text) => void logged.push(text))
  const create = async (modelId: string, relaxed: RelaxableRule[]): Promise<number> => {
    const context = {
      loadCatalogue: catalogueLoader(NO_MODELS),
      limits: new Limits(relaxed),
      unverified: UNVERIFIED_DEFAULTS,
      loadResponders: async () => ({ find: () => undefined }),
    } as unknown as Parameters<typeof createBedrockApi>[0]['context']
    const app = createBedrockApi({ context, defaults: { region: 'us-east-1', account: '000000000000' }, log })
    const payload = JSON.stringify(jobParameters({ modelId }))
    return (await app.inject({ method: 'POST', url: '/model-invocation-job', payload })).statusCode
  }
  expect(await create('us.anthropic.claude-sonnet-5', ['batchModels'])).toBe(400)
  expect(logged).toEqual([])
  expect(await create('us.anthropic.claude-sonnet-5', [])).toBe(400)
  expect(logged.join('')).toContain(
    'refused: Batch inference is not supported for the requested model; docs/catalogue.md has the models that AWS takes in a batch; --relaxed batchModels runs every model that is answered here',
  )
})

describe('the configuration', () => {
  test('lets a custom model answer as the model that it was made of', async () => {
    const models = { customModels: [{ modelArn: CUSTOM, modelName: 'own' }] }
    const { outcrop, client } = await bedrockClient({ models, buckets: ['in-put', 'out-put'] })
    const s3 = new S3Client(outcrop.aws)
    onTestFinished(() => s3.destroy())
    await s3.send(new PutObjectCommand({ Bucket: 'in-put', Key: 'records.jsonl', Body: novaLines(100) }))
    const jobArn = await createJob(client, { modelId: CUSTOM })
    await outcrop.jobs.runUntil(jobArn, 'Completed')
    const job = await client.send(new GetModelInvocationJobCommand({ jobIdentifier: jobArn }))
    expect(job).toMatchObject({ modelId: CUSTOM, successRecordCount: 100, errorRecordCount: 0 })
  })

  test('maps an application inference profile to a model that answers', async () => {
    const models = { inferenceProfiles: [{ inferenceProfileArn: OWN_PROFILE, baseModelId: NOVA }] }
    expect(await refusal(OWN_PROFILE, { models })).toBe(`accepted as ${OWN_PROFILE}`)
    expect(await refusal(OWN_PROFILE, { models, region: 'us-west-2' })).toBe(INVALID)
  })

  test('maps a custom model, once it is active, to a model that answers', async () => {
    const model = { modelArn: CUSTOM, modelName: 'own' }
    expect(await refusal(CUSTOM, { models: { customModels: [model] } })).toBe(`accepted as ${CUSTOM}`)
    expect(await refusal(CUSTOM, { models: { customModels: [{ ...model, modelStatus: 'Creating' }] } })).toBe(INVALID)
  })

  test('adds a model with profiles', async () => {
    const models = {
      foundationModels: [
        { modelId: 'acme.chat-v1:0', baseModelId: NOVA, profiles: ['us'], batchRegions: ['us-east-1'] },
      ],
    }
    const arn = 'arn:aws:bedrock:us-east-1::foundation-model/acme.chat-v1:0'
    const profile = 'arn:aws:bedrock:us-west-2:000000000000:inference-profile/us.acme.chat-v1:0'
    expect(await refusal('acme.chat-v1:0', { models })).toBe(`accepted as ${arn}`)
    expect(await refusal('acme.chat-v1:0', { models, region: 'us-west-2' })).toBe(notIn('us-west-2', 'acme.chat-v1:0'))
    expect(await refusal('us.acme.chat-v1:0', { models, region: 'us-west-2' })).toBe(`accepted as ${profile}`)
  })

  test('says that a batch takes a model, or that it does not', async () => {
    const modelId = 'anthropic.claude-sonnet-5'
    const takes = { foundationModels: [{ modelId }] }
    expect(await refusal(`us.${modelId}`, { models: takes })).toMatch(/^accepted/)
    expect(await refusal(modelId, { models: takes })).toBe(notIn('us-east-1', modelId))
    expect(await refusal(NOVA, { models: { foundationModels: [{ modelId: NOVA, batch: false }] } })).toBe(UNSUPPORTED)
  })
})
