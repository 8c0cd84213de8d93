import { describe, expect, test } from 'vitest'
import { CHAT_PARAMETERS } from '../../../../translator/chat/parameters.ts'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { changed, dropped, meet, type Met, NEVER_SENT, sentAs, unsupported } from '../../../support/fates.ts'
import { chatLine, translateInputText } from '../../../support/translation.ts'

const GPT = 'openai.gpt-oss-120b-1:0'
const GLM = 'zai.glm-4.7'
const PLAIN = 'qwen.qwen3-coder-30b-a3b-v1:0'
const TOOL: JsonObject = { type: 'function', function: { name: 'f', parameters: { type: 'object', $defs: { a: {} } } } }
const FORMAT: JsonObject = { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'array' } } }
const ALWAYS_THINKS = 'This model always thinks.'

const FATES: [name: string, value: Json, met: Met][] = [
  ...NEVER_SENT,
  ['n', 1, sentAs({})],
  ['max_tokens', 5, sentAs({ max_tokens: 5 })],
  ['max_completion_tokens', 5, sentAs({ max_completion_tokens: 5 })],
  ['temperature', 2, sentAs({ temperature: 2 })],
  ['top_p', 0, sentAs({ top_p: 0 })],
  ['stop', 'END', sentAs({ stop: ['END'] })],
  ['stop', ['a', 'b'], sentAs({ stop: ['a', 'b'] })],
  ['frequency_penalty', -1, sentAs({ frequency_penalty: -1 })],
  ['presence_penalty', 1, sentAs({ presence_penalty: 1 })],
  ['seed', 7, sentAs({ seed: 7 })],
  ['logprobs', true, sentAs({ logprobs: true })],
  ['top_logprobs', 3, sentAs({ top_logprobs: 3 })],
  ['tools', [TOOL], sentAs({ tools: [TOOL] })],
  ['tool_choice', 'auto', dropped('tool_choice', 'There are no tools to choose from.')],
  ['parallel_tool_calls', false, dropped('parallel_tool_calls', 'There are no tools to call.')],
  [
    'functions',
    [{ name: 'f', description: 'F' }],
    sentAs({
      tools: [
        { type: 'function', function: { name: 'f', description: 'F', parameters: { type: 'object', properties: {} } } },
      ],
    }),
  ],
  ['function_call', 'none', dropped('tool_choice', 'There are no tools to choose from.')],
  ['response_format', FORMAT, sentAs({ response_format: FORMAT })],
  ['reasoning_effort', 'minimal', sentAs({ reasoning_effort: 'minimal' })],
  ['user', 'u', dropped('user', 'Bedrock has no such parameter.')],
  ['verbosity', 'low', dropped('verbosity', 'These models have no such parameter.')],
  [
    'logit_bias',
    { 1: 1 },
    unsupported('logit_bias', 'Tokens of another tokenizer mean nothing to these models, and gpt-oss refuses it.'),
  ],
  ['top_k', 5, unsupported('top_k', 'No model of this family takes it.')],
  ['model', 'm', sentAs({})],
]

describe('the parameter', () => {
  test.each(FATES)('%s: %j meets its fate', async (name, value, met) => {
    expect(await meet({ [name]: value }, GLM)).toEqual(met)
  })

  test.each(FATES)('%s says nothing as null, in place of %j', async (name) => {
    expect(await meet(name === 'model' ? {} : { [name]: null }, GLM)).toEqual(sentAs({}))
  })

  test('has its fate here, whichever it is', () => {
    expect(new Set(FATES.map(([name]) => name))).toEqual(
      new Set([...CHAT_PARAMETERS, 'top_k', 'model', 'unknown_word']),
    )
  })

  test('stream fails the file', async () => {
    const { batchErrors } = await translateInputText(chatLine({ stream: true }), { modelId: GPT })

    expect(batchErrors).toMatchObject([{ code: 'streaming_unsupported', line: 1 }])
  })

  test('n makes as many records', async () => {
    const { records } = await translateInputText(chatLine({ n: 2 }), { modelId: GPT, fanOut: true })

    expect(records.split('\n').map((line) => line && JSON.parse(line))).toMatchObject([
      { recordId: 'zzp0n2xlinez2d1', modelInput: { messages: [{ content: 'Hello' }] } },
      { recordId: 'zzp1n2xlinez2d1', modelInput: { messages: [{ content: 'Hello' }] } },
      '',
    ])
  })
})

describe('tools', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['auto', { tool_choice: 'auto' }, { tool_choice: 'auto' }],
    ['none', { tool_choice: 'none' }, { tool_choice: 'none' }],
    ['required', { tool_choice: 'required' }, { tool_choice: 'required' }],
    [
      'a name',
      { tool_choice: { type: 'function', function: { name: 'f' } } },
      { tool_choice: { type: 'function', function: { name: 'f' } } },
    ],
    ['a legacy name', { function_call: { name: 'f' } }, { tool_choice: { type: 'function', function: { name: 'f' } } }],
    ['one call at a time', { parallel_tool_calls: false }, { parallel_tool_calls: false }],
    ['calls at a time', { parallel_tool_calls: true }, { parallel_tool_calls: true }],
  ])('are chosen by %s', async (_name, choice, expected) => {
    expect(await meet({ tools: [TOOL], ...choice }, GPT)).toEqual(sentAs({ tools: [TOOL], ...expected }))
  })

  test('that are not allowed are left out', async () => {
    const other = { type: 'function', function: { name: 'g', parameters: { type: 'object' }, strict: true } }
    const tool_choice = {
      type: 'allowed_tools',
      allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'g' } }] },
    }

    expect(await meet({ tools: [TOOL, other], tool_choice }, GPT)).toEqual(
      sentAs({ tools: [other], tool_choice: 'required' }),
    )
  })
})

describe('response_format', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['an object', { type: 'json_object' }, { type: 'json_object' }],
    [
      'a schema with all that may stand beside it',
      { type: 'json_schema', json_schema: { name: 'a', description: 'A', strict: true, schema: { enum: [null] } } },
      { type: 'json_schema', json_schema: { name: 'a', description: 'A', strict: true, schema: { enum: [null] } } },
    ],
    [
      'a schema with nulls beside it',
      { type: 'json_schema', json_schema: { name: 'a', description: null, strict: null, schema: {} } },
      { type: 'json_schema', json_schema: { name: 'a', schema: {} } },
    ],
  ])('asks for %s', async (_name, format, expected) => {
    expect(await meet({ response_format: format }, GLM)).toEqual(sentAs({ response_format: expected }))
  })

  test('is sent to gpt-oss, which is not held to it', async () => {
    const why = 'This model is told of it, and its answer is not held to it.'

    expect(await meet({ response_format: FORMAT }, GPT)).toEqual(
      changed('response_format', why, { response_format: FORMAT }),
    )
  })
})

describe('reasoning_effort', () => {
  test.each<[string, string, Met]>([
    [GPT, 'medium', sentAs({ reasoning_effort: 'medium' })],
    [
      GPT,
      'minimal',
      changed('reasoning_effort', 'This model has no effort minimal; it is sent low.', { reasoning_effort: 'low' }),
    ],
    [
      GPT,
      'max',
      changed('reasoning_effort', 'This model has no effort max; it is sent high.', { reasoning_effort: 'high' }),
    ],
    [
      GPT,
      'none',
      {
        error: `Unsupported value: 'reasoning_effort'. ${ALWAYS_THINKS}`,
        sent: {},
        lost: [`reasoning_effort dropped: ${ALWAYS_THINKS}`],
      },
    ],
    [GLM, 'none', sentAs({ reasoning_effort: 'none' })],
    [PLAIN, 'low', unsupported('reasoning_effort', 'This model does not think.')],
    [PLAIN, 'none', sentAs({})],
  ])('of %s: %s', async (modelId, effort, met) => {
    expect(await meet({ reasoning_effort: effort }, modelId)).toEqual(met)
  })
})
