import { expect, test } from 'vitest'
import { TRANSLATOR_SETTINGS, toSettings, type TranslatorSettings } from '../../translator/settings.ts'
import type { JsonObject } from '../../translator/formats/json-text.ts'
import { translateBody, translateInputText } from '../support/translation.ts'

const sent = async (modelId: string, settings: Partial<TranslatorSettings>, body: JsonObject): Promise<JsonObject> =>
  (await translateBody({ max_tokens: 5000, ...body }, { modelId, settings })).modelInput!

const system: JsonObject = {
  messages: [
    { role: 'system', content: 'S' },
    { role: 'user', content: 'U' },
  ],
}
const schema: JsonObject = {
  response_format: { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } },
}

test.each<[string, Partial<TranslatorSettings>, JsonObject, JsonObject]>([
  [
    'meta.llama4-scout-17b-instruct-v1:0',
    {},
    { max_tokens: 9 },
    { prompt: expect.stringContaining('<|start_header_id|>') as never },
  ],
  [
    'meta.llama4-scout-17b-instruct-v1:0',
    { llama4Template: 'llama4' },
    { max_tokens: 9 },
    { prompt: expect.stringContaining('<|header_start|>') as never },
  ],
  [
    'meta.llama3-1-8b-instruct-v1:0',
    { llama4Template: 'llama4' },
    { max_tokens: 9 },
    { prompt: expect.stringContaining('<|start_header_id|>') as never },
  ],
  [
    'amazon.nova-2-lite-v1:0',
    {},
    { reasoning_effort: 'low' },
    { inferenceConfig: { maxTokens: 5000, reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } } },
  ],
  [
    'amazon.nova-2-lite-v1:0',
    { novaReasoningConfig: 'topLevel' },
    { reasoning_effort: 'low' },
    { inferenceConfig: { maxTokens: 5000 }, reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } },
  ],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', {}, schema, { anthropic_beta: ['structured-outputs-2025-11-13'] }],
  ['mistral.mistral-7b-instruct-v0:2', {}, system, { prompt: '<s>[INST] S\nU [/INST]' }],
  [
    'mistral.mistral-7b-instruct-v0:2',
    { mistralSystemSeparator: 'blankLine' },
    system,
    { prompt: '<s>[INST] S\n\nU [/INST]' },
  ],
])('%s with %o', async (modelId, settings, body, expected) => {
  const modelInput = await sent(modelId, settings, body)

  expect(modelInput).toMatchObject(expected)
  expect(Object.hasOwn(modelInput, 'reasoningConfig')).toBe(Object.hasOwn(expected, 'reasoningConfig'))
})

test('Claude’s flag for schemas can be left out', async () => {
  expect(
    await sent('anthropic.claude-haiku-4-5-20251001-v1:0', { claudeSchemaBeta: 'omitted' }, schema),
  ).not.toHaveProperty('anthropic_beta')
})

test.each([
  [{ nothing: 'x' }, 'there is no setting nothing; the settings are llama4Template, '],
  [{ toString: 'x' }, 'there is no setting toString'],
  [{ llama4Template: 'llama5' }, 'the setting llama4Template is "llama5", but must be llama3 or llama4'],
])('%o is no setting', async (settings, message) => {
  await expect(
    translateInputText('', { modelId: 'amazon.nova-lite-v1:0', settings: settings as never }),
  ).rejects.toThrow(message)
})

test('the default of each setting is the first of its values', () => {
  const defaults = Object.entries(TRANSLATOR_SETTINGS).map(([name, [value]]) => [name, value])
  expect(toSettings()).toEqual(Object.fromEntries(defaults))
})
