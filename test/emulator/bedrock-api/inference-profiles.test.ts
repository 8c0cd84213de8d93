import {
  GetInferenceProfileCommand,
  ListInferenceProfilesCommand,
  paginateListInferenceProfiles,
} from '@aws-sdk/client-bedrock'
import { describe, expect, test } from 'vitest'
import type { Options } from '../../../index.ts'
import { bedrockClient, clientOf, raw } from '../../support/bedrock.ts'

const NOVA = 'amazon.nova-lite-v1:0'
const OWN = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl'
const configured: Options = {
  models: {
    inferenceProfiles: [
      { inferenceProfileArn: OWN, baseModelId: NOVA, inferenceProfileName: 'team-a', createdAt: '2026-02-03T04:05:06Z' },
      { inferenceProfileArn: OWN.replace('us-east-1', 'eu-west-1').replace('abc', 'xyz'), baseModelId: NOVA },
    ],
  },
} // prettier-ignore

describe('ListInferenceProfiles', () => {
  test('has the cross-region profiles that the region can call, with where they go', async () => {
    const { client } = await bedrockClient()
    const { inferenceProfileSummaries: rows } = await client.send(
      new ListInferenceProfilesCommand({ maxResults: 1000 }),
    )
    expect(rows!.find(({ inferenceProfileId: id }) => id === 'us.anthropic.claude-sonnet-4-6')).toEqual({
      inferenceProfileName: 'US Anthropic Claude Sonnet 4.6',
      description: 'Routes requests to Anthropic Claude Sonnet 4.6 in us-east-1, us-east-2 and us-west-2.',
      inferenceProfileArn: 'arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.anthropic.claude-sonnet-4-6',
      models: ['us-east-1', 'us-east-2', 'us-west-2'].map((region) => ({
        modelArn: `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-sonnet-4-6`,
      })),
      inferenceProfileId: 'us.anthropic.claude-sonnet-4-6',
      status: 'ACTIVE',
      type: 'SYSTEM_DEFINED',
    })
    expect(rows!.find(({ inferenceProfileId: id }) => id === 'global.anthropic.claude-opus-4-6-v1')).toMatchObject({
      inferenceProfileName: 'Global Anthropic Claude Opus 4.6',
      models: [
        { modelArn: 'arn:aws:bedrock:::foundation-model/anthropic.claude-opus-4-6-v1' },
        { modelArn: 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-6-v1' },
      ],
    })
    expect(rows!.some(({ inferenceProfileId: id }) => id!.startsWith('eu.'))).toBe(false)
  })

  test('comes in pages that together are the whole', async () => {
    const { client } = await bedrockClient()
    const { inferenceProfileSummaries: whole } = await client.send(
      new ListInferenceProfilesCommand({ maxResults: 1000 }),
    )
    const sizes: number[] = []
    const paged: unknown[] = []
    for await (const { inferenceProfileSummaries } of paginateListInferenceProfiles({ client, pageSize: 7 }, {})) {
      sizes.push(inferenceProfileSummaries!.length)
      paged.push(...inferenceProfileSummaries!)
    }
    expect(paged).toEqual(whole)
    expect(new Set(sizes.slice(0, -1))).toEqual(new Set([7]))
  })

  test('has those of a type', async () => {
    const { client } = await bedrockClient(configured)
    const list = async (typeEquals?: 'APPLICATION' | 'SYSTEM_DEFINED') =>
      (await client.send(new ListInferenceProfilesCommand({ typeEquals, maxResults: 1000 }))).inferenceProfileSummaries!
    expect(await list('APPLICATION')).toEqual([
      {
        inferenceProfileName: 'team-a',
        inferenceProfileArn: OWN,
        models: [{ modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${NOVA}` }],
        inferenceProfileId: 'abcdefghijkl',
        status: 'ACTIVE',
        type: 'APPLICATION',
        createdAt: new Date('2026-02-03T04:05:06Z'),
      },
    ])
    const ofSystem = await list('SYSTEM_DEFINED')
    expect(new Set(ofSystem.map(({ type }) => type))).toEqual(new Set(['SYSTEM_DEFINED']))
    expect(await list()).toHaveLength(ofSystem.length + 1)
  })

  test('has those of the system when no type is asked for, where the setting says so', async () => {
    const { client } = await bedrockClient({ ...configured, unverified: { profilesOfNoType: 'systemDefined' } })
    const { inferenceProfileSummaries: rows } = await client.send(
      new ListInferenceProfilesCommand({ maxResults: 1000 }),
    )
    expect(rows!.some(({ type }) => type === 'APPLICATION')).toBe(false)
  })

  test.each([
    'x',
    'QDEyMw!',
    Buffer.from('@999999').toString('base64url'),
    Buffer.from('@-1').toString('base64url'),
    Buffer.from('@1e9').toString('base64url'),
  ])('refuses the token %s', async (nextToken) => {
    const { client } = await bedrockClient()
    const sent = client.send(new ListInferenceProfilesCommand({ nextToken }))
    await expect(sent).rejects.toMatchObject({ name: 'ValidationException' })
  })

  test('sends the type under the name that the wire has', async () => {
    const { outcrop } = await bedrockClient(configured)
    const answer = await raw(outcrop, 'GET', '/inference-profiles?type=NEITHER')
    expect(answer.status).toBe(400)
    expect(answer.body).toContain("Value 'NEITHER' at 'typeEquals' failed to satisfy constraint")
    const { body } = await raw(outcrop, 'GET', '/inference-profiles?type=APPLICATION')
    expect(JSON.parse(body)).toMatchObject({ inferenceProfileSummaries: [{ inferenceProfileId: 'abcdefghijkl' }] })
  })
})

describe('GetInferenceProfile', () => {
  const get = (inferenceProfileIdentifier: string) => new GetInferenceProfileCommand({ inferenceProfileIdentifier })

  test.each(['us.amazon.nova-lite-v1:0', 'arn:aws:bedrock:us-east-1:000000000000:inference-profile/us.amazon.nova-lite-v1:0'])(
    'answers for %s',
    async (identifier) => {
      const { client } = await bedrockClient()
      expect(await client.send(get(identifier))).toMatchObject({
        inferenceProfileId: 'us.amazon.nova-lite-v1:0',
        inferenceProfileName: 'US Nova Lite',
        status: 'ACTIVE',
        type: 'SYSTEM_DEFINED',
      })
    },
  ) // prettier-ignore

  test.each([OWN, 'abcdefghijkl'])('answers for the configured %s in its region', async (identifier) => {
    const { client, outcrop } = await bedrockClient(configured)
    expect(await client.send(get(identifier))).toMatchObject({ inferenceProfileArn: OWN, type: 'APPLICATION' })
    const elsewhere = clientOf(outcrop, { region: 'eu-west-1' }).send(get(identifier))
    await expect(elsewhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  test.each([
    'amazon.nova-lite-v1:0',
    'eu.amazon.nova-lite-v1:0',
    'us.amazon.nova-9-v1:0',
    'arn:aws:bedrock:us-west-2:000000000000:inference-profile/us.amazon.nova-lite-v1:0',
    OWN,
  ])('knows no %s', async (identifier) => {
    const { client } = await bedrockClient()
    await expect(client.send(get(identifier))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Could not find the inference profile ${identifier}`,
      $metadata: { httpStatusCode: 404 },
    })
  })
})
