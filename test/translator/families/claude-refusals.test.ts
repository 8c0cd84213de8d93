import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { translateBody } from '../../support/translation.ts'

/* What Claude takes each by itself and refuses together: found by what users of Bedrock were refused. */

const SONNET_4 = 'anthropic.claude-sonnet-4-20250514-v1:0'
const HAIKU_4_5 = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const OPUS_4_1 = 'anthropic.claude-opus-4-1-20250805-v1:0'
const OPUS_4_6 = 'anthropic.claude-opus-4-6-v1'
const OPUS_4_8 = 'anthropic.claude-opus-4-8'

const asked = (body: JsonObject, modelId: string, converse = false) =>
  translateBody({ max_tokens: 5000, ...body }, { modelId, converse })
const dropping = (body: JsonObject, modelId: string, converse = false) =>
  translateBody({ max_tokens: 5000, ...body }, { modelId, converse, unsupported: 'drop' })
const paramOf = async (body: JsonObject, modelId: string, converse = false): Promise<Json | undefined> =>
  (await asked(body, modelId, converse)).error?.param

const TOOL: JsonObject = { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }
const CALL: JsonObject = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }
const THOUGHT: JsonObject = { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' }
const called = (members: JsonObject = {}): JsonObject[] => [
  { role: 'user', content: 'a' },
  { role: 'assistant', content: null, tool_calls: [CALL], ...members },
  { role: 'tool', tool_call_id: 'c', content: 'r' },
]

describe('while it thinks', () => {
  test.each([
    ['temperature', { temperature: 0.5 }],
    ['top_p', { top_p: 0.9 }],
    ['top_k', { top_k: 5 }],
  ])('%s is refused, or left out', async (name, sampling) => {
    const body = { reasoning_effort: 'low', ...sampling }
    for (const converse of [false, true]) {
      expect(await paramOf(body, SONNET_4, converse)).toBe(name)
      const { modelInput, dropped } = await dropping(body, SONNET_4, converse)
      expect(dropped).toEqual([name])
      expect(JSON.stringify(modelInput)).not.toMatch(/temperature|top_?[pPkK]/)
    }
  })

  test('temperature 1 and a high top_p are taken', async () => {
    const { modelInput } = await asked({ reasoning_effort: 'low', temperature: 1, top_p: 0.95 }, SONNET_4)
    expect(modelInput).toMatchObject({ temperature: 1, top_p: 0.95, thinking: { type: 'enabled' } })
  })

  test('all are taken where it was told not to think', async () => {
    const body = { thinking: { type: 'disabled' }, temperature: 0, top_k: 5 }
    expect((await asked(body, SONNET_4)).modelInput).toMatchObject({ temperature: 0, top_k: 5 })
  })

  test.each([SONNET_4, OPUS_4_8])('%s cannot be forced to call a tool', async (modelId) => {
    const body = { reasoning_effort: 'low', tools: [TOOL], tool_choice: 'required' }
    expect(await paramOf(body, modelId)).toBe('tool_choice')
    expect((await dropping(body, modelId)).modelInput).toMatchObject({ tool_choice: { type: 'auto' } })
    const schema = { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } } }
    expect(await paramOf({ reasoning_effort: 'low', ...schema }, modelId)).toBe('response_format')
  })

  test('calls that have their results must bring the thoughts that led to them', async () => {
    const body = { messages: called(), tools: [TOOL] }
    expect(await paramOf({ ...body, reasoning_effort: 'low' }, SONNET_4)).toBe('reasoning_effort')
    expect(await paramOf({ ...body, thinking: { type: 'enabled', budget_tokens: 1024 } }, SONNET_4)).toBe('thinking')
    const goingOn = { ...body, messages: [...called(), { role: 'user', content: 'b' }] }
    expect((await asked({ ...goingOn, reasoning_effort: 'low' }, SONNET_4)).error?.message).toBe(
      "Unsupported parameter: 'reasoning_effort'. The turn that the model goes on from has no thoughts (thinking_blocks), without which it cannot think on.",
    )
    const { modelInput, dropped } = await dropping({ ...body, reasoning_effort: 'low', temperature: 0 }, SONNET_4)
    expect(modelInput).not.toHaveProperty('thinking')
    expect(modelInput).toMatchObject({ temperature: 0, max_tokens: 5000 })
    expect(dropped).toEqual(['reasoning_effort'])
  })

  test('a budget is for those that do, for those that are answered already, and not needed to be adaptive', async () => {
    const withThoughts = { messages: called({ thinking_blocks: [THOUGHT] }), tools: [TOOL], reasoning_effort: 'low' }
    expect((await asked(withThoughts, SONNET_4)).modelInput).toHaveProperty('thinking')
    const goneBy = [...called(), { role: 'assistant', content: 'b' }, { role: 'user', content: 'c' }]
    expect((await asked({ ...withThoughts, messages: goneBy }, SONNET_4)).modelInput).toHaveProperty('thinking')
    expect((await asked({ ...withThoughts, messages: called() }, OPUS_4_8)).modelInput).toHaveProperty('thinking')
  })

  test('a begun answer cannot be gone on from', async () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
    ]
    expect(await paramOf({ messages, reasoning_effort: 'low' }, HAIKU_4_5)).toBe('reasoning_effort')
    const own = { messages, thinking: { type: 'enabled', budget_tokens: 1024 }, output_config: { effort: 'low' } }
    expect((await dropping(own, HAIKU_4_5, true)).modelInput!.additionalModelRequestFields).toEqual({
      output_config: { effort: 'low' },
    })
  })
})

test.each([OPUS_4_1, OPUS_4_6])('%s takes temperature or top_p', async (modelId) => {
  expect(await paramOf({ temperature: 0.5, top_p: 0.5 }, modelId)).toBe('top_p')
})

test('calls whose tools are not defined get definitions without parameters', async () => {
  const { modelInput, dropped } = await asked({ messages: called() }, HAIKU_4_5)
  expect(modelInput).toMatchObject({ tools: [{ name: 'f', input_schema: { type: 'object', properties: {} } }] })
  expect(dropped).toEqual(['tools'])
})

describe('a system message in the middle', () => {
  const system = { role: 'system', content: 's' }
  const roles = async (...messages: JsonObject[]): Promise<Json[]> => {
    const { modelInput } = await asked({ messages: [{ role: 'user', content: 'a' }, ...messages] }, OPUS_4_8)
    return (modelInput!.messages as JsonObject[]).map(({ role }) => role!)
  }

  test('stands after a user’s, before an assistant’s or the end', async () => {
    const assistant = { role: 'assistant', content: 'b' }
    const user = { role: 'user', content: 'c' }
    expect(await roles(system)).toEqual(['user', 'system'])
    expect(await roles(system, system, assistant, user)).toEqual(['user', 'system', 'assistant', 'user'])
    expect(await roles(system, user)).toEqual(['user'])
    expect(await roles(assistant, system)).toEqual(['user', 'assistant', 'user'])
    expect(await roles(assistant, system, user, system)).toEqual(['user', 'assistant', 'user', 'system'])
  })
})

describe('a schema that Claude follows by itself', () => {
  const format = (schema: JsonObject): JsonObject => ({
    response_format: { type: 'json_schema', json_schema: { name: 'a', schema } },
  })
  const closed = (properties: JsonObject): JsonObject => ({ type: 'object', properties, additionalProperties: false })
  const PARAM = 'response_format.json_schema.schema'

  test.each<[string, JsonObject, JsonObject]>([
    ['minimum', { type: 'integer', minimum: 1 }, { type: 'integer' }],
    ['multipleOf', { type: ['number', 'null'], multipleOf: 2 }, { type: ['number', 'null'] }],
    ['minLength', { type: 'string', minLength: 1 }, { type: 'string' }],
    ['maxItems', { type: 'array', maxItems: 2 }, { type: 'array' }],
    ['minItems', { type: 'array', minItems: 2 }, { type: 'array' }],
    ['additionalProperties', { type: 'object', additionalProperties: true }, closed({})],
  ])('has no %s: the line is refused, or the word left out', async (_word, schema, taken) => {
    const { properties: _none, ...bare } = taken
    const expected = schema.type === 'object' ? bare : taken
    for (const [nested, sent] of [
      [closed({ x: schema }), closed({ x: expected })],
      [closed({ x: { anyOf: [schema] } }), closed({ x: { anyOf: [expected] } })],
      [closed({ x: { type: 'array', items: schema } }), closed({ x: { type: 'array', items: expected } })],
      [
        { ...closed({}), $defs: { x: schema } },
        { ...closed({}), $defs: { x: expected } },
      ],
    ] as const) {
      expect(await paramOf(format(nested), HAIKU_4_5)).toBe(PARAM)
      const { modelInput, dropped } = await dropping(format(nested), HAIKU_4_5)
      expect(modelInput!.output_config).toEqual({ format: { type: 'json_schema', schema: sent } })
      expect(dropped).toEqual([PARAM])
    }
  })

  test('keeps what stands beside, and words that are no words of its type', async () => {
    const schema = closed({
      x: { enum: [{ minimum: 1 }] },
      minimum: { type: 'string' },
      y: { type: 'array', minItems: 1 },
    })
    const { modelInput, dropped } = await asked(format(schema), HAIKU_4_5)
    expect(modelInput!.output_config).toEqual({ format: { type: 'json_schema', schema } })
    expect(dropped).toEqual([])
  })

  test('has its objects closed, which is said', async () => {
    const { modelInput, dropped } = await asked(format({ type: 'object', properties: {} }), HAIKU_4_5)
    expect(modelInput!.output_config).toEqual({ format: { type: 'json_schema', schema: closed({}) } })
    expect(dropped).toEqual([PARAM])
  })

  test('is what a strict tool needs', async () => {
    const tool = (parameters: JsonObject) => ({
      tools: [{ type: 'function', function: { name: 'f', strict: true, parameters } }],
    })
    expect((await asked(tool(closed({})), HAIKU_4_5)).modelInput!.tools).toMatchObject([{ strict: true }])
    const { modelInput, dropped } = await asked(tool({ type: 'object', properties: {} }), HAIKU_4_5)
    expect(modelInput!.tools).toEqual([{ name: 'f', input_schema: { type: 'object', properties: {} } }])
    expect(dropped).toEqual(['tools[].function.strict'])
  })
})
