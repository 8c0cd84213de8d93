import { expect, test } from 'vitest'
import {
  FAMILIES,
  familyOf,
  isProfileId,
  PROFILE_PREFIXES,
  toBaseModelId,
} from '../../../../translator/formats/models/index.ts'
import MODEL_IDS from './model-ids.json' with { type: 'json' }

// model-ids.json holds base model ids with their family, or null where nothing may be guessed. Collected on 21 November 2026
// from the price map of LiteLLM 1.109.1 (providers bedrock, bedrock_converse and bedrock_mantle; without ids of other
// platforms' spelling), the identifiers of aws-cdk-lib's FoundationModelIdentifier, AWS's page on fine-tuning, and
// model-formats.md. Families were set from the vendors' documents, id by id, without a look at our patterns. Models that make
// pictures or films of a prompt are `image`, except Luma's; models for speech, for ranking, of a closed preview, or with
// only an API of OpenAI's have none.

const idsByForm = (toForm: (id: string) => string): Record<string, string | null> =>
  Object.fromEntries(Object.keys(MODEL_IDS).map((id) => [id, familyOf(toForm(id)) ?? null]))

test('every known model id has exactly the family of the golden table', () => {
  expect(idsByForm((id) => id)).toEqual(MODEL_IDS)
})

test.each(PROFILE_PREFIXES)('the prefix %s. of a cross-region profile does not change the family', (prefix) => {
  expect(idsByForm((id) => `${prefix}.${id}`)).toEqual(MODEL_IDS)
})

test.each([
  ['a foundation model', 'arn:aws:bedrock:us-east-1::foundation-model/'],
  ['a foundation model in China', 'arn:aws-cn:bedrock:cn-north-1::foundation-model/'],
  ['an inference profile', 'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.'],
  ['a global inference profile', 'arn:aws:bedrock:us-west-2:123456789012:inference-profile/global.'],
  ['a profile in GovCloud', 'arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.'],
])('the ARN of %s gives the family of its model', (_name, start) => {
  expect(idsByForm((id) => `${start}${id}`)).toEqual(MODEL_IDS)
})

test('no known model id matches the patterns of two families', () => {
  const crowded = Object.keys(MODEL_IDS).filter((id) => FAMILIES.filter(({ matches }) => matches.test(id)).length > 1)

  expect(crowded).toEqual([])
})

test('every family has a known model', () => {
  const known = new Set<string | null>(Object.values(MODEL_IDS))

  expect(FAMILIES.map(({ key }) => key).filter((key) => !known.has(key))).toEqual([])
})

test.each([
  'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6',
  'arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-text-express-v1:0:8k/abcdefghijkl',
  'arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl',
  'arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl',
  'arn:aws:bedrock:us-east-1:123456789012:provisioned-model/abcdefghijkl',
  'arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/anthropic.claude:1',
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/',
  'arn:aws:sagemaker:us-east-1:123456789012:endpoint/anthropic.claude-3-haiku-20240307-v1:0',
])('the ARN %s says nothing about its model', (arn) => {
  expect(toBaseModelId(arn)).toBeUndefined()
  expect(familyOf(arn)).toBeUndefined()
})

test.each([
  '',
  'claude-3-haiku-20240307',
  'Anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-',
  'my-anthropic.claude-3-haiku-20240307-v1:0',
  'us-anthropic.claude-3-haiku-20240307-v1:0',
  'mars.anthropic.claude-3-haiku-20240307-v1:0',
  'us.us.anthropic.claude-3-haiku-20240307-v1:0',
  ' amazon.nova-lite-v1:0',
  'amazon.nova-lite',
  'openai.gpt-5',
  'openai.gpt-4o',
  'xai.grok-5',
  'writer.palmyra-x5-v1:0',
  'twelvelabs.marengo-embed-4-0-v1:0',
  'amazon.nova-2-pro-preview-20251202-v1:0',
  'global.amazon.nova-2-pro-preview-20251202-v1:0',
  'meta.llama5-8b-instruct-v1:0',
])('the id "%s" has no family', (id) => {
  expect(familyOf(id)).toBeUndefined()
})

test('a profile id is told from a model id', () => {
  expect(isProfileId('us.amazon.nova-lite-v1:0')).toBe(true)
  expect(isProfileId('in.moonshotai.kimi-k3')).toBe(true)
  expect(isProfileId('amazon.nova-lite-v1:0')).toBe(false)
  expect(isProfileId('us.nova')).toBe(false)
})

test('the base id of a profile ARN keeps the suffix that names the throughput', () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0:300k'

  expect(toBaseModelId(arn)).toBe('amazon.nova-lite-v1:0:300k')
})
