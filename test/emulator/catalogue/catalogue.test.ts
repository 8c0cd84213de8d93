import { describe, expect, test } from 'vitest'
import { Catalogue } from '../../../emulator/catalogue/catalogue.ts'
import { GEOGRAPHIES } from '../../../emulator/catalogue/geographies.ts'
import { FOUNDATION_MODELS } from '../../../emulator/catalogue/models/index.ts'
import { familyOf, isProfileId, toBaseModelId } from '../../../translator/formats/models/index.ts'
import { GET_FOUNDATION_MODEL } from '../../../emulator/bedrock-api/catalogue-constraints.ts'
import { checkInput } from '../../../emulator/bedrock-api/check-input.ts'
import prices from '../../../translator/cost/prices.json' with { type: 'json' }

const ids = FOUNDATION_MODELS.map(({ modelId }) => modelId)
const catalogue = new Catalogue()

test('no id is there twice', () => {
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([])
})

test.each(FOUNDATION_MODELS)('$modelId has a family, or is one that nobody answers', ({ modelId, unanswered }) => {
  expect(familyOf(modelId) === undefined).toBe(unanswered)
})

test('a model that batch inference takes has a family that is no image family', () => {
  const families = FOUNDATION_MODELS.filter(({ batch }) => batch !== undefined).map(({ modelId }) => familyOf(modelId))
  expect(families.length).toBeGreaterThan(30)
  expect(families).not.toContain(undefined)
  expect(families).not.toContain('image')
})

test.each(FOUNDATION_MODELS)('$modelId is an id that GetFoundationModel takes, and no profile', ({ modelId }) => {
  expect(() => checkInput({ modelIdentifier: modelId }, GET_FOUNDATION_MODEL)).not.toThrow()
  expect(isProfileId(modelId)).toBe(false)
})

test('each prefix of a profile is a geography, and one that ids of models are read with', () => {
  const prefixes = new Set(FOUNDATION_MODELS.flatMap(({ profiles }) => profiles))
  for (const prefix of prefixes) {
    expect(GEOGRAPHIES).toHaveProperty(prefix)
    expect(toBaseModelId(`${prefix}.amazon.nova-lite-v1:0`)).toBe('amazon.nova-lite-v1:0')
  }
})

test('a model that can be called by a profile alone has one', () => {
  const byProfile = FOUNDATION_MODELS.filter(({ inferenceTypesSupported }) =>
    inferenceTypesSupported.every((type) => type === 'INFERENCE_PROFILE'),
  )
  // Two are in a list of ids that does not say how they are called.
  expect(byProfile.filter(({ profiles }) => profiles.length === 0)).toEqual([])
})

test('every model and profile that the price list names is there', () => {
  // The price list has an id that AWS never had: its date is that of another Claude.
  const absent = Object.keys(prices.models).filter((id) => !id.includes('claude-3-7-sonnet-20240620') && !isKnown(id))
  expect(absent).toEqual([])
})

function isKnown(id: string): boolean {
  const prefix = isProfileId(id) ? id.slice(0, id.indexOf('.')) : undefined
  const model = FOUNDATION_MODELS.find(({ modelId }) => modelId === toBaseModelId(id))
  return model !== undefined && (prefix === undefined || model.profiles.includes(prefix))
}

describe('a region sees', () => {
  const idsIn = (region: string) =>
    catalogue.inferenceProfiles({ region, account: '123456789012' }).map(({ id }) => id.slice(0, id.indexOf('.')))

  test.each([
    ['us-east-1', ['us', 'global']],
    ['ca-central-1', ['us', 'global']],
    ['eu-west-2', ['eu', 'global']],
    ['ap-southeast-1', ['apac', 'global']],
    ['ap-northeast-1', ['apac', 'jp', 'global']],
    ['ap-southeast-2', ['apac', 'au', 'global']],
    ['us-gov-west-1', ['us-gov']],
    ['cn-north-1', []],
  ])('in %s the profiles of %j', (region, prefixes) => {
    expect(new Set(idsIn(region))).toEqual(new Set(prefixes))
  })
})

test('no profile of a region has more models than the service allows, and none is there twice', () => {
  for (const region of ['us-east-1', 'eu-central-1', 'ap-south-1', 'ap-northeast-1', 'us-gov-west-1']) {
    const profiles = catalogue.inferenceProfiles({ region, account: '123456789012' })
    expect(Math.max(...profiles.map(({ modelArns }) => modelArns.length))).toBeLessThanOrEqual(5)
    expect(new Set(profiles.map(({ arn }) => arn)).size).toBe(profiles.length)
  }
})
