import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { NO_PARAMETERS, OPTIONS, refused, tool, TOOL, TWO_TOOLS } from '../../../support/command-r.ts'
import { chatLine, translateBody, translateInputText } from '../../../support/translation.ts'

const NAMED: JsonObject = { tool_choice: { type: 'function', function: { name: 'g' } } }

test('the smallest body', async () => {
  expect(await translateBody({}, OPTIONS)).toEqual({
    modelInput: { message: 'Hello' },
    error: undefined,
    dropped: [],
  })
})

describe('a parameter becomes', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['max_tokens', { max_tokens: 50 }, { max_tokens: 50 }],
    ['max_tokens of max_completion_tokens', { max_completion_tokens: 50 }, { max_tokens: 50 }],
    ['temperature', { temperature: 0 }, { temperature: 0 }],
    ['the highest temperature', { temperature: 1 }, { temperature: 1 }],
    ['p', { top_p: 0.5 }, { p: 0.5 }],
    ['k', { top_k: 500 }, { k: 500 }],
    ['stop_sequences of a text', { stop: 'END' }, { stop_sequences: ['END'] }],
    ['stop_sequences of a list', { stop: ['a', '\n'] }, { stop_sequences: ['a', '\n'] }],
    ['seed', { seed: 7 }, { seed: 7 }],
    ['frequency_penalty', { frequency_penalty: 0.5 }, { frequency_penalty: 0.5 }],
    ['presence_penalty', { presence_penalty: 1 }, { presence_penalty: 1 }],
    ['documents', { documents: [{ title: 'a', snippet: 'b' }] }, { documents: [{ title: 'a', snippet: 'b' }] }],
    ['prompt_truncation', { prompt_truncation: 'OFF' }, { prompt_truncation: 'OFF' }],
    ['raw_prompting', { raw_prompting: true }, { raw_prompting: true }],
    ['tools', TOOL, { tools: [NO_PARAMETERS] }],
    ['tools of functions', { functions: [{ name: 'f' }], function_call: 'auto' }, { tools: [NO_PARAMETERS] }],
    ['no tools of none', { ...TOOL, tool_choice: 'none' }, {}],
    ['no tools of none of functions', { functions: [{ name: 'f' }], function_call: 'none' }, {}],
    ['no tools of none alone', { ...TOOL, tool_choice: 'none', parallel_tool_calls: false }, {}],
    ['auto', { ...TOOL, tool_choice: 'auto' }, { tools: [NO_PARAMETERS] }],
    ['several calls', { ...TOOL, parallel_tool_calls: true }, { tools: [NO_PARAMETERS] }],
    ['no reasoning', { reasoning_effort: 'none' }, {}],
    ['text', { response_format: { type: 'text' } }, {}],
  ])('%s', async (_name, body, expected) => {
    expect(await translateBody(body, OPTIONS)).toEqual({
      modelInput: { message: 'Hello', ...expected },
      error: undefined,
      dropped: [],
    })
  })
})

test.each<[name: string, given: number, told: number]>([
  ['1 is OpenAI’s for all tokens', 1, 0.99],
  ['0 is the lowest', 0, 0.01],
])('top_p has the model’s bounds: %s', async (_name, given, told) => {
  expect(await translateBody({ top_p: given }, OPTIONS)).toMatchObject({ modelInput: { p: told }, dropped: ['top_p'] })
})

test.each([0.01, 0.99])('top_p %d is sent as it is', async (topP) => {
  expect(await translateBody({ top_p: topP }, OPTIONS)).toMatchObject({ modelInput: { p: topP }, dropped: [] })
})

describe('what would change the answer is refused, or left out and reported:', () => {
  test.each<[param: string, value: Json, why: RegExp]>([
    ['response_format', { type: 'json_object' }, /promises no form/],
    ['response_format', { type: 'json_schema', json_schema: { name: 'a', schema: {} } }, /promises no form/],
    ['reasoning_effort', 'low', /does not reason/],
    ['logit_bias', { '50256': -100 }, /another tokenizer/],
    ['logprobs', true, /does not tell probabilities/],
    ['top_logprobs', 2, /does not tell probabilities/],
    ['moderation', { model: 'm' }, /guardrails/],
    ['web_search_options', { search_context_size: 'low' }, /search the web/],
    ['chat_history', [], /No model of this family/],
  ])('%s', async (param, value, why) => {
    const { error } = await translateBody({ [param]: value }, OPTIONS)

    expect(error).toMatchObject({ param, code: 'unsupported_parameter', message: expect.stringMatching(why) as string })
    expect(await translateBody({ [param]: value }, { ...OPTIONS, unsupported: 'drop' })).toEqual({
      modelInput: { message: 'Hello' },
      error: undefined,
      dropped: [param],
    })
  })

  test.each<[param: string, body: JsonObject, instead: JsonObject]>([
    ['temperature', { temperature: 1.4 }, { temperature: 1 }],
    ['frequency_penalty', { frequency_penalty: -0.5 }, { frequency_penalty: 0 }],
    ['frequency_penalty', { frequency_penalty: 1.5 }, { frequency_penalty: 1 }],
    ['presence_penalty', { presence_penalty: -0.5 }, { presence_penalty: 0 }],
    ['presence_penalty', { presence_penalty: 1.5 }, { presence_penalty: 1 }],
    ['top_k', { top_k: 501 }, { k: 500 }],
    ['top_k', { top_k: -1 }, { k: 0 }],
    ['stop', { stop: ['', 'a'] }, { stop_sequences: ['a'] }],
    ['stop', { stop: ['1', '2', '3', '4', '5', '6'] }, { stop_sequences: ['1', '2', '3', '4', '5'] }],
    ['parallel_tool_calls', { ...TOOL, parallel_tool_calls: false }, { tools: [NO_PARAMETERS] }],
    ['tool_choice', { ...TOOL, tool_choice: 'required' }, { tools: [NO_PARAMETERS] }],
    ['tool_choice', { ...TWO_TOOLS, ...NAMED }, { tools: [{ ...NO_PARAMETERS, name: 'g' }] }],
    [
      'tool_choice',
      { functions: [{ name: 'f' }, { name: 'g' }], function_call: { name: 'g' } },
      { tools: [{ ...NO_PARAMETERS, name: 'g' }] },
    ],
  ])('%s %j becomes %j', async (param, body, instead) => {
    expect((await refused(body))[0]).toBe(param)
    expect(await translateBody(body, { ...OPTIONS, unsupported: 'drop' })).toEqual({
      modelInput: { message: 'Hello', ...instead },
      error: undefined,
      dropped: [param],
    })
  })
})

test.each<[param: string, value: Json]>([
  ['metadata', { a: 'b' }],
  ['store', true],
  ['service_tier', 'flex'],
  ['safety_identifier', 'u'],
  ['prompt_cache_key', 'k'],
  ['prompt_cache_options', {}],
  ['prompt_cache_retention', '24h'],
  ['prediction', { type: 'content', content: 'x' }],
  ['stream_options', { include_usage: true }],
  ['user', 'u-1'],
  ['verbosity', 'low'],
])('%s has no effect: it is left out and reported', async (param, value) => {
  expect(await translateBody({ [param]: value }, OPTIONS)).toEqual({
    modelInput: { message: 'Hello' },
    error: undefined,
    dropped: [param],
  })
})

test.each<[param: string, value: Json]>([
  ['audio', { voice: 'alloy', format: 'wav' }],
  ['modalities', ['text', 'audio']],
  ['k', 5],
  ['search_queries_only', true],
])('%s is refused always', async (param, value) => {
  expect(await refused({ [param]: value }, 'drop')).toEqual([param, 'unsupported_parameter'])
})

test('several answers are several records', async () => {
  const { records } = await translateInputText(chatLine({ n: 2, ...tool({ enum: [1] }) }), { ...OPTIONS, fanOut: true })
  const [first, second] = records.trim().split('\n')

  expect(JSON.parse(first!).modelInput).toEqual(JSON.parse(second!).modelInput)
})
