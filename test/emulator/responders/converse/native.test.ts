import { describe, expect, test } from 'vitest'
import { toConverseInput } from '../../../../emulator/responders/converse/input.ts'
import { nativeOf, toNativeBody } from '../../../../emulator/responders/converse/native.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  GPT_OSS,
  NOVA_2,
  NOVA_LITE,
  QWEN_3,
  bySchema,
  byModel,
  checkConverse,
  converseInput,
  extra,
  malformed,
} from '../../../support/converse-records.ts'
import { modelOf, refused } from '../../../support/responders.ts'

const high = extra({ reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } })

describe('Nova refuses in its own words, behind those of Converse,', () => {
  test.each<[string, JsonObject, string, string?]>([
    ['top_k', extra({ top_k: 5 }), malformed('#: extraneous key [top_k] is not permitted')],
    [
      'thoughts, where it has none',
      extra({ reasoningConfig: {} }),
      malformed('#: extraneous key [reasoningConfig] is not permitted'),
    ],
    [
      'a high topK beside limits',
      { ...extra({ inferenceConfig: { topK: 129 } }), inferenceConfig: { maxTokens: 5 } },
      malformed('#/inferenceConfig/topK: 129 is not less or equal to 128'),
    ],
    [
      'a limit beside much thought',
      { ...high, inferenceConfig: { maxTokens: 100 } },
      "The maxTokens field can't be set when maxReasoningEffort is high. Remove maxTokens and try again.",
      NOVA_2,
    ],
    [
      'a temperature beside much thought',
      { ...high, inferenceConfig: { temperature: 0.5 } },
      "The temperature field can't be set when maxReasoningEffort is high. Remove temperature and try again.",
      NOVA_2,
    ],
  ])('%s', (_name, members, message, id = NOVA_LITE) => {
    expect(checkConverse(members, id)).toEqual(refused(byModel(message)))
  })

  test('but not much thought alone', () => {
    expect(checkConverse(high, NOVA_2)).toBeUndefined()
  })
})

describe("a model with OpenAI's body", () => {
  test('refuses fields in the words of serde, behind those of Converse', () => {
    const message = checkConverse(extra({ thinking: { type: 'enabled' } }), QWEN_3)?.errorMessage
    expect(message).toMatch(
      /^The model returned the following errors: Failed to deserialize the JSON body into the target type: unknown variant `thinking`, expected one of `audio`, /,
    )
  })

  test('refuses an effort that is no text as Bedrock was seen to do', () => {
    const message = checkConverse(extra({ reasoning_effort: { effort: 'low' } }), GPT_OSS)?.errorMessage
    expect(message).toMatch(
      /^The model returned the following errors: Failed to deserialize the JSON body into the target type: reasoning_effort: invalid type: map, expected a string at line 1 column [0-9]+$/,
    )
  })

  test.each([
    ['moonshotai.kimi-k2.5', 'high'],
    ['zai.glm-4.7', 'low'],
    ['deepseek.v3-v1:0', 'none'],
  ])('takes the reasoning_config of %s, a word', (id, effort) => {
    expect(checkConverse(extra({ reasoning_config: effort }), id)).toBeUndefined()
  })

  test.each([{ type: 'enabled', budget_tokens: 9 }, 'xhigh'])('does not take %j for a reasoning_config', (config) => {
    expect(checkConverse(extra({ reasoning_config: config }), 'zai.glm-4.7')?.errorMessage).toMatch(/reasoning_config/)
  })

  test('leaves to Outcrop what Outcrop lacks', () => {
    expect(checkConverse(extra({ logprobs: true }), GPT_OSS)).toEqual({
      errorCode: 501,
      errorMessage: 'Outcrop does not answer records with logprobs',
    })
  })

  test('serves newer models of Mistral', () => {
    expect(checkConverse(extra({ seed: 7 }), 'mistral.mistral-large-3-675b-instruct')).toBeUndefined()
    expect(checkConverse(extra({ seed: 7 }), 'mistral.mistral-large-2407-v1:0')).toBeDefined()
  })
})

test("a request's limits and schema become those of OpenAI's body", () => {
  const input = toConverseInput({
    ...converseInput(extra({ seed: 7 })),
    ...bySchema('{"type":"object"}'),
    inferenceConfig: { maxTokens: 9, temperature: 0.5, topP: 0.9, stopSequences: [] },
  })
  const withEffort = { ...input, outputConfig: { ...input.outputConfig, effort: 'low' } }
  expect(toNativeBody(nativeOf(modelOf(GPT_OSS))!, withEffort, modelOf(GPT_OSS))).toEqual({
    seed: 7,
    messages: [{ role: 'user', content: 'a' }],
    max_tokens: 9,
    temperature: 0.5,
    top_p: 0.9,
    stop: [],
    reasoning_effort: 'low',
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' } } },
  })
})

test('a reasoning_config is the reasoning_effort of the model itself', () => {
  const input = toConverseInput(converseInput(extra({ reasoning_config: 'high', seed: 7 })))
  const glm = modelOf('zai.glm-4.7')
  expect(toNativeBody(nativeOf(glm)!, input, glm)).toMatchObject({ reasoning_effort: 'high', seed: 7 })
  expect(toNativeBody(nativeOf(glm)!, input, glm)).not.toHaveProperty('reasoning_config')
})

test.each<[string, JsonObject, string, JsonObject?]>([
  [NOVA_LITE, { messages: [] }, 'messages'],
  [NOVA_LITE, { system: [] }, 'system'],
  [NOVA_LITE, { inferenceConfig: { topK: 5, topP: 1 } }, 'inferenceConfig.topP', { inferenceConfig: { topP: 0.5 } }],
  [GPT_OSS, { messages: [] }, 'messages'],
  [GPT_OSS, { temperature: 1 }, 'temperature', { inferenceConfig: { temperature: 0 } }],
])('%s does not take %j, which Converse sets itself', (id, fields, name, members) => {
  expect(checkConverse({ ...members, ...extra(fields) }, id)).toEqual(
    refused(`The additional field ${name} conflicts with an existing field.`),
  )
})
