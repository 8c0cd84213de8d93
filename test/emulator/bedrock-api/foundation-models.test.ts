import {
  GetFoundationModelCommand,
  ListFoundationModelsCommand,
  type ListFoundationModelsRequest,
} from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import type { Options } from '../../../index.ts'
import { bedrockClient, clientOf, raw } from '../../support/bedrock.ts'

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0'

async function list(filters: ListFoundationModelsRequest = {}, options: Options = {}) {
  const { client } = await bedrockClient(options)
  return (await client.send(new ListFoundationModelsCommand(filters))).modelSummaries!
}

describe('ListFoundationModels', () => {
  test('has rows with all that AWS says of a model', async () => {
    const models = await list()
    expect(models.length).toBeGreaterThan(150)
    expect(models.find(({ modelId }) => modelId === 'anthropic.claude-sonnet-4-20250514-v1:0')).toEqual({
      modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0',
      modelId: 'anthropic.claude-sonnet-4-20250514-v1:0',
      modelName: 'Claude Sonnet 4',
      providerName: 'Anthropic',
      inputModalities: ['TEXT', 'IMAGE'],
      outputModalities: ['TEXT'],
      responseStreamingSupported: true,
      customizationsSupported: [],
      inferenceTypesSupported: ['INFERENCE_PROFILE'],
      modelLifecycle: {
        status: 'LEGACY',
        startOfLifeTime: new Date('2025-05-22T00:00:00Z'),
        legacyTime: new Date('2026-04-14T08:00:00Z'),
        publicExtendedAccessTime: new Date('2026-07-14T08:00:00Z'),
        endOfLifeTime: new Date('2026-10-14T08:00:00Z'),
      },
    })
  })

  test('has ARNs of the region and partition of the caller', async () => {
    const { outcrop } = await bedrockClient()
    const client = clientOf(outcrop, { region: 'us-gov-west-1' })
    const { modelSummaries } = await client.send(new ListFoundationModelsCommand({ byProvider: 'Meta' }))
    expect(modelSummaries![0]!.modelArn).toMatch(/^arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model\/meta\./)
  })

  test('finds a provider in any case', async () => {
    const models = await list({ byProvider: 'mistral ai' })
    expect(new Set(models.map(({ providerName }) => providerName))).toEqual(new Set(['Mistral AI']))
    expect(await list({ byProvider: 'Mistral' })).toEqual([])
  })

  test('holds its filters together', async () => {
    const models = await list({
      byProvider: 'Amazon',
      byOutputModality: 'EMBEDDING',
      byCustomizationType: 'FINE_TUNING',
    })
    expect(models.map(({ modelId }) => modelId)).toEqual([
      'amazon.titan-embed-image-v1',
      'amazon.titan-embed-image-v1:0',
    ])
    const provisioned = await list({
      byProvider: 'Amazon',
      byOutputModality: 'EMBEDDING',
      byCustomizationType: 'FINE_TUNING',
      byInferenceType: 'PROVISIONED',
    })
    expect(provisioned.map(({ modelId }) => modelId)).toEqual(['amazon.titan-embed-image-v1:0'])
  })

  test.each([
    [{ byInferenceType: 'INFERENCE_PROFILE' }, "'INFERENCE_PROFILE' at 'byInferenceType'", 'enum value set: [ON_DEMAND, PROVISIONED]'],
    [{ byOutputModality: 'VIDEO' }, "'VIDEO' at 'byOutputModality'", 'enum value set: [TEXT, IMAGE, EMBEDDING]'],
    [{ byCustomizationType: 'X' }, "'X' at 'byCustomizationType'", 'enum value set: [FINE_TUNING, CONTINUED_PRE_TRAINING, DISTILLATION]'],
    [{ byProvider: 'Z.AI' }, "'Z.AI' at 'byProvider'", 'regular expression pattern: [A-Za-z0-9- ]{1,63}'],
  ])('%j breaks a constraint', async (filters, value, rule) => {
    await expect(list(filters as ListFoundationModelsRequest)).rejects.toMatchObject({
      name: 'ValidationException',
      message: `1 validation error detected: Value ${value} failed to satisfy constraint: Member must satisfy ${rule}`,
    })
  }) // prettier-ignore

  test('has the models of the configuration, which may change one of the catalogue', async () => {
    const models = await list(
      {},
      {
        models: {
          foundationModels: [
            { modelId: 'acme.chat-v1:0', baseModelId: HAIKU, modelName: 'Acme Chat', providerName: 'Acme' },
            { modelId: 'amazon.nova-pro-v1:0', status: 'LEGACY' },
          ],
        },
      },
    )
    expect(models.find(({ modelId }) => modelId === 'acme.chat-v1:0')).toMatchObject({
      modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/acme.chat-v1:0',
      modelName: 'Acme Chat',
      providerName: 'Acme',
      inputModalities: ['TEXT'],
      inferenceTypesSupported: ['ON_DEMAND'],
    })
    expect(models.filter(({ modelId }) => modelId === 'amazon.nova-pro-v1:0')).toMatchObject([
      { modelName: 'Nova Pro', inputModalities: ['TEXT', 'IMAGE', 'VIDEO'], modelLifecycle: { status: 'LEGACY' } },
    ])
  })
})

describe('GetFoundationModel', () => {
  test('answers for an id and for an ARN as the list does', async () => {
    const { client } = await bedrockClient()
    const { modelSummaries } = await client.send(new ListFoundationModelsCommand({}))
    const row = modelSummaries!.find(({ modelId }) => modelId === HAIKU)!
    for (const modelIdentifier of [HAIKU, row.modelArn!]) {
      const { modelDetails } = await client.send(new GetFoundationModelCommand({ modelIdentifier }))
      expect(modelDetails).toEqual(row)
    }
  })

  test.each([
    ['as it is', `/foundation-models/arn:aws:bedrock:us-east-1::foundation-model/${HAIKU}`],
    ['with its slash encoded', `/foundation-models/arn:aws:bedrock:us-east-1::foundation-model%2F${HAIKU}`],
  ])('takes an ARN %s', async (_name, path) => {
    const { outcrop } = await bedrockClient()
    const authorization =
      'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0'
    const answer = await raw(outcrop, 'GET', path, { headers: { authorization } })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ modelDetails: { modelId: HAIKU } })
  })

  test.each(['acme.chat-v1:0', 'us.amazon.nova-lite-v1:0', 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0'])(
    'knows no %s',
    async (modelIdentifier) => {
      const { client } = await bedrockClient()
      await expect(client.send(new GetFoundationModelCommand({ modelIdentifier }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'Could not resolve the foundation model from the provided model identifier.',
        $metadata: { httpStatusCode: 404 },
      })
    },
  ) // prettier-ignore

  test('knows no model in other words where the setting says so', async () => {
    const { client } = await bedrockClient({ unverified: { unknownModelCode: 'ValidationException' } })
    const sent = client.send(new GetFoundationModelCommand({ modelIdentifier: 'acme.chat-v1:0' }))
    await expect(sent).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The provided model identifier is invalid.',
    })
  })

  test('an id that can be none breaks a constraint', async () => {
    const { client } = await bedrockClient()
    const sent = client.send(new GetFoundationModelCommand({ modelIdentifier: 'gpt-4o' }))
    await expect(sent).rejects.toThrow("1 validation error detected: Value 'gpt-4o' at 'modelIdentifier' failed")
  })
})
