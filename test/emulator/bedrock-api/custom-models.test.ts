import {
  GetCustomModelCommand,
  ListCustomModelsCommand,
  paginateListCustomModels,
  type ListCustomModelsRequest,
} from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import { bedrockClient, clientOf, raw } from '../../support/bedrock.ts'

const arn = (id: string, region = 'us-east-1', base = 'amazon.nova-lite-v1:0:300k') =>
  `arn:aws:bedrock:${region}:123456789012:custom-model/${base}/${id}`
const NOVA_ARN = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0'

const configured = {
  models: {
    customModels: [
      { modelArn: arn('aaaaaaaaaaaa'), modelName: 'support-tone', creationTime: '2026-01-01T00:00:00Z', jobName: 'tune-1' },
      { modelArn: arn('bbbbbbbbbbbb'), modelName: 'support-long', creationTime: '2026-03-01T00:00:00Z', customizationType: 'DISTILLATION', ownerAccountId: '999999999999' },
      { modelArn: arn('cccccccccccc', 'us-east-1', 'meta.llama3-1-8b-instruct-v1:0:128k'), modelName: 'other', creationTime: '2026-02-01T00:00:00Z', modelStatus: 'Failed', failureMessage: 'no data' },
      { modelArn: arn('dddddddddddd', 'eu-west-1'), modelName: 'elsewhere' },
    ],
  },
} as const // prettier-ignore

async function names(filters: ListCustomModelsRequest): Promise<(string | undefined)[]> {
  const { client } = await bedrockClient(configured as never)
  const { modelSummaries } = await client.send(new ListCustomModelsCommand(filters))
  return modelSummaries!.map(({ modelName }) => modelName)
}

describe('ListCustomModels', () => {
  test('is empty where nothing is configured', async () => {
    const { client } = await bedrockClient()
    const { modelSummaries, nextToken } = await client.send(new ListCustomModelsCommand({}))
    expect({ modelSummaries, nextToken }).toEqual({ modelSummaries: [], nextToken: undefined })
  })

  test('has the rows of the region, newest first', async () => {
    const { client } = await bedrockClient(configured as never)
    const { modelSummaries } = await client.send(new ListCustomModelsCommand({}))
    expect(modelSummaries!.map(({ modelName }) => modelName)).toEqual(['support-long', 'other', 'support-tone'])
    expect(modelSummaries![2]).toEqual({
      modelArn: arn('aaaaaaaaaaaa'),
      modelName: 'support-tone',
      creationTime: new Date('2026-01-01T00:00:00Z'),
      baseModelArn: NOVA_ARN,
      baseModelName: 'Nova Lite',
      customizationType: 'FINE_TUNING',
      ownerAccountId: '123456789012',
      modelStatus: 'Active',
    })
  })

  test.each<[ListCustomModelsRequest, string[]]>([
    [{ sortOrder: 'Ascending', sortBy: 'CreationTime' }, ['support-tone', 'other', 'support-long']],
    [{ sortOrder: 'Descending' }, ['support-long', 'other', 'support-tone']],
    [{ nameContains: 'support' }, ['support-long', 'support-tone']],
    [{ nameContains: 'SUPPORT' }, []],
    [{ baseModelArnEquals: NOVA_ARN }, ['support-long', 'support-tone']],
    [{ foundationModelArnEquals: NOVA_ARN, nameContains: 'long' }, ['support-long']],
    [{ baseModelArnEquals: NOVA_ARN.replace('lite', 'pro') }, []],
    [{ isOwned: true }, ['other', 'support-tone']],
    [{ isOwned: false }, ['support-long']],
    [{ modelStatus: 'Failed' }, ['other']],
    [{ creationTimeAfter: new Date('2026-01-01T00:00:00Z') }, ['support-long', 'other']],
    [{ creationTimeBefore: new Date('2026-03-01T00:00:00Z') }, ['other', 'support-tone']],
    [{ creationTimeAfter: new Date('2026-01-15'), creationTimeBefore: new Date('2026-02-15') }, ['other']],
    [{ maxResults: 1 }, ['support-long']],
  ])('%j has %j', async (filters, expected) => {
    expect(await names(filters)).toEqual(expected)
  })

  test('comes in pages', async () => {
    const { client } = await bedrockClient(configured as never)
    const pages: (string | undefined)[][] = []
    for await (const page of paginateListCustomModels({ client, pageSize: 2 }, { sortOrder: 'Ascending' }))
      pages.push(page.modelSummaries!.map(({ modelName }) => modelName))
    expect(pages).toEqual([['support-tone', 'other'], ['support-long']])
  })

  test('has those of exactly a bound where the setting says so', async () => {
    const { client } = await bedrockClient({
      ...(configured as never as object),
      unverified: { timeBounds: 'inclusive' },
    })
    const at = new Date('2026-02-01T00:00:00Z')
    const { modelSummaries } = await client.send(
      new ListCustomModelsCommand({ creationTimeAfter: at, creationTimeBefore: at }),
    )
    expect(modelSummaries!.map(({ modelName }) => modelName)).toEqual(['other'])
  })

  test.each([
    ['isOwned=yes', "The value at 'isOwned' is not a boolean"],
    ['creationTimeAfter=yesterday', "The value at 'creationTimeAfter' is not a timestamp"],
  ])('%s cannot be read', async (query, message) => {
    const { outcrop } = await bedrockClient()
    const answer = await raw(outcrop, 'GET', `/custom-models?${query}`)
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'SerializationException' } })
    expect(JSON.parse(answer.body)).toEqual({ message })
  })
})

describe('GetCustomModel', () => {
  const get = (modelIdentifier: string) => new GetCustomModelCommand({ modelIdentifier })

  test.each([arn('aaaaaaaaaaaa'), 'support-tone', 'aaaaaaaaaaaa'])('answers for %s', async (identifier) => {
    const { client } = await bedrockClient(configured as never)
    const { $metadata, ...model } = await client.send(get(identifier))
    expect($metadata.httpStatusCode).toBe(200)
    expect(model).toEqual({
      modelArn: arn('aaaaaaaaaaaa'),
      modelName: 'support-tone',
      jobName: 'tune-1',
      baseModelArn: NOVA_ARN,
      customizationType: 'FINE_TUNING',
      creationTime: new Date('2026-01-01T00:00:00Z'),
      modelStatus: 'Active',
    })
  })

  test('says why a model failed', async () => {
    const { client } = await bedrockClient(configured as never)
    expect(await client.send(get('other'))).toMatchObject({ modelStatus: 'Failed', failureMessage: 'no data' })
  })

  test('knows no model of another region', async () => {
    const { client, outcrop } = await bedrockClient(configured as never)
    await expect(client.send(get('elsewhere'))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Could not find the custom model elsewhere',
      $metadata: { httpStatusCode: 404 },
    })
    const there = clientOf(outcrop, { region: 'eu-west-1' })
    expect(await there.send(get('elsewhere'))).toMatchObject({ modelArn: arn('dddddddddddd', 'eu-west-1') })
  })
})
