import { describe, expect, test } from 'vitest'
import { toConfig } from '../../emulator/config.ts'

const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdefghijkl'
const CUSTOM = 'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl'

const read = (models: unknown) => toConfig({ models }).models

test('nothing is configured unless it is given', () => {
  expect(toConfig({}).models).toEqual({ foundationModels: [], inferenceProfiles: [], customModels: [] })
  expect(read({ customModels: [] })).toEqual({ foundationModels: [], inferenceProfiles: [], customModels: [] })
})

test('the model that another one answers as is told from ids and ARNs that say it', () => {
  const models = read({
    foundationModels: [{ modelId: 'anthropic.claude-sonnet-99-v1:0' }],
    customModels: [{ modelArn: CUSTOM, modelName: 'own' }],
  })
  expect(models.foundationModels[0]!.baseModelId).toBe('anthropic.claude-sonnet-99-v1:0')
  expect(models.customModels[0]!.baseModelId).toBe('amazon.nova-lite-v1:0')
})

describe('is refused', () => {
  const profile = { inferenceProfileArn: PROFILE, baseModelId: 'amazon.nova-lite-v1:0' }

  test.each<[object | string, string]>([
    ['x', 'models is "x", but must be of the form name=value'],
    [{ profiles: [] }, 'models is "profiles", but its members are foundationModels, inferenceProfiles, customModels'],
    [{ customModels: {} }, 'models.customModels is {}, but must be a list of objects'],
    [{ customModels: ['a=b'] }, 'models.customModels[0] is "a", but its members are modelArn, modelName, baseModelId,'],
    [{ foundationModels: [{}] }, 'models.foundationModels[0].modelId is undefined, but must be given'],
    [{ foundationModels: [{ modelId: 'acme.chat-v1:0' }] }, 'models.foundationModels[0].baseModelId is undefined, but must be given'],
    [{ foundationModels: [{ modelId: 'gpt 4' }] }, 'models.foundationModels[0].modelId is "gpt 4", but must be an id such as provider.model-v1:0'],
    [{ foundationModels: [{ modelId: 'a.b', baseModelId: 'us.amazon.nova-lite-v1:0' }] }, 'models.foundationModels[0].baseModelId is "us.amazon.nova-lite-v1:0", but must be the id of a foundation model whose format Outcrop knows, without prefix'],
    [{ foundationModels: [{ modelId: 'a.b', profiles: ['mars'] }] }, 'models.foundationModels[0].profiles is "mars", but must be one of us, eu,'],
    [{ inferenceProfiles: [{ ...profile, inferenceProfileArn: 'abc' }] }, 'models.inferenceProfiles[0].inferenceProfileArn is "abc", but must be an ARN such as'],
    [{ inferenceProfiles: [{ inferenceProfileArn: PROFILE }] }, 'models.inferenceProfiles[0].baseModelId is undefined, but must be given'],
    [{ inferenceProfiles: [{ ...profile, createdAt: '2026' }] }, 'models.inferenceProfiles[0].createdAt is "2026", but must be a time such as'],
    [{ inferenceProfiles: [profile, profile] }, `models.inferenceProfiles.inferenceProfileArn is "${PROFILE}", but may be there once only`],
    [{ customModels: [{ modelArn: CUSTOM }] }, 'models.customModels[0].modelName is undefined, but must be given'],
    [{ customModels: [{ modelArn: CUSTOM, modelName: 'a b' }] }, 'models.customModels[0].modelName is "a b", but must be 1 to 63 letters'],
    [{ customModels: [{ modelArn: CUSTOM.replace('custom', 'provisioned'), modelName: 'a' }] }, 'but must be an ARN such as'],
    [{ customModels: [{ modelArn: CUSTOM, modelName: 'a', modelStatus: 'Ready' }] }, 'models.customModels[0].modelStatus is "Ready", but must be one of Active, Creating, Failed'],
  ])('%j', (models, message) => {
    expect(() => read(models)).toThrow(message)
  }) // prettier-ignore
})
