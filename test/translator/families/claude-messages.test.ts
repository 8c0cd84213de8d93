import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { fates } from '../../../translator/families/claude-messages/fates.ts'
import { PDF, PNG } from '../../support/responders.ts'
import { chatLine, translateBody, translateInputText, translateModelOutput } from '../../support/translation.ts'

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0'
const OLD = 'anthropic.claude-3-haiku-20240307-v1:0'
const OPUS_4_6 = 'anthropic.claude-opus-4-6-v1'
const OPUS_4_7 = 'anthropic.claude-opus-4-7'
const OPUS_5_5 = 'anthropic.claude-opus-5-5'

const LIMIT = { max_tokens: 100 }
const TOOL: JsonObject = { type: 'function', function: { name: 'f', parameters: { type: 'object', $defs: { a: {} } } } }
const SCHEMA: JsonObject = { type: 'object', properties: { values: { type: 'array' } } }
const CLOSED: JsonObject = { type: 'object', properties: {}, additionalProperties: false }
const FORMAT: JsonObject = { type: 'json_schema', json_schema: { name: 'answer', schema: SCHEMA } }
const user = (content: Json): JsonObject => ({ messages: [{ role: 'user', content }] })

const sent = async (body: JsonObject, modelId = HAIKU): Promise<JsonObject> => {
  const { modelInput, error } = await translateBody({ ...LIMIT, ...body }, { modelId })
  if (!modelInput) throw new Error(JSON.stringify(error))
  return modelInput
}
const refused = async (body: JsonObject, modelId = HAIKU): Promise<Json | undefined> =>
  (await translateBody({ ...LIMIT, ...body }, { modelId })).error?.param
const droppedOf = async (body: JsonObject, modelId = HAIKU): Promise<string[]> =>
  (await translateBody({ ...LIMIT, ...body }, { modelId, unsupported: 'drop' })).dropped

test('the smallest body', async () => {
  expect(await translateBody({}, { modelId: HAIKU })).toEqual({
    modelInput: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 4096,
      messages: [{ role: 'user', content: 'Hello' }],
    },
    error: undefined,
    dropped: ['max_tokens'],
  })
})

describe('a parameter becomes', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['max_tokens', { max_tokens: 50 }, { max_tokens: 50 }],
    ['max_tokens of max_completion_tokens', { max_tokens: null, max_completion_tokens: 50 }, { max_tokens: 50 }],
    ['temperature', { temperature: 0 }, { temperature: 0 }],
    ['top_p', { top_p: 0.5 }, { top_p: 0.5 }],
    ['top_k', { top_k: 5 }, { top_k: 5 }],
    ['stop_sequences of a text', { stop: 'END' }, { stop_sequences: ['END'] }],
    ['stop_sequences of a list', { stop: ['a', 'b'] }, { stop_sequences: ['a', 'b'] }],
    ['metadata', { user: 'u-1' }, { metadata: { user_id: 'u-1' } }],
    ['another version', { anthropic_version: '2026-10-21' }, { anthropic_version: '2026-10-21' }],
    ['betas', { anthropic_beta: ['x'] }, { anthropic_beta: ['x'] }],
    ['context management', { context_management: { edits: [] } }, { context_management: { edits: [] } }],
    ['output_config', { output_config: { effort: 'low' } }, { output_config: { effort: 'low' } }],
    [
      'thinking',
      { thinking: { type: 'enabled', budget_tokens: 50 } },
      { thinking: { type: 'enabled', budget_tokens: 50 } },
    ],
    ['auto', { tools: [TOOL], tool_choice: 'auto' }, { tool_choice: { type: 'auto' } }],
    ['any', { tools: [TOOL], tool_choice: 'required' }, { tool_choice: { type: 'any' } }],
    ['none', { tools: [TOOL], tool_choice: 'none' }, { tool_choice: { type: 'none' } }],
    [
      'a named tool',
      { tools: [TOOL], tool_choice: { type: 'function', function: { name: 'f' } } },
      { tool_choice: { type: 'tool', name: 'f' } },
    ],
    [
      'one call at a time',
      { tools: [TOOL], parallel_tool_calls: false },
      { tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
    ],
    [
      'tools of functions',
      { functions: [{ name: 'f' }], function_call: { name: 'f' } },
      {
        tools: [{ name: 'f', input_schema: { type: 'object', properties: {} } }],
        tool_choice: { type: 'tool', name: 'f' },
      },
    ],
    [
      'a strict tool',
      { tools: [{ type: 'function', function: { name: 'f', parameters: CLOSED, strict: true } }] },
      { tools: [{ name: 'f', input_schema: CLOSED, strict: true }] },
    ],
    [
      'a schema that the model follows',
      { response_format: FORMAT },
      {
        output_config: { format: { type: 'json_schema', schema: SCHEMA } },
        anthropic_beta: ['structured-outputs-2025-11-13'],
      },
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await sent(body)).toMatchObject(expected)
  })
})

test('what says how tools are to be used is reported where there are none', async () => {
  const words = { tool_choice: 'auto', parallel_tool_calls: false }
  expect(await droppedOf(words)).toEqual(['tool_choice', 'parallel_tool_calls'])
  expect(await droppedOf({ ...words, tools: [TOOL] })).toEqual([])
  expect(await droppedOf({ function_call: 'none' })).toEqual(['function_call'])
})

test('a schema of a tool keeps every word', async () => {
  expect(await sent({ tools: [TOOL] })).toMatchObject({
    tools: [{ input_schema: { type: 'object', $defs: { a: {} } } }],
  })
})

test('allowed_tools leaves the others out', async () => {
  const other = { type: 'function', function: { name: 'g' } }
  const allowed = {
    type: 'allowed_tools',
    allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'g' } }] },
  }

  expect(await sent({ tools: [TOOL, other], tool_choice: allowed })).toMatchObject({
    tools: [{ name: 'g' }],
    tool_choice: { type: 'any' },
  })
})

describe('what Claude has no word for', () => {
  const values: Record<string, Json> = {
    frequency_penalty: 1,
    presence_penalty: 1,
    logit_bias: { 1: 1 },
    logprobs: true,
    top_logprobs: 1,
    moderation: {},
    web_search_options: {},
    response_format: { type: 'json_object' },
    unknown_word: 1,
  }
  test.each(Object.keys(values))('%s is refused, or dropped and reported', async (name) => {
    expect(await refused({ [name]: values[name]! })).toBe(name)
    expect(await droppedOf({ [name]: values[name]! })).toEqual([name])
  })

  test.each<[string, Json]>([
    ['metadata', { a: 'b' }],
    ['store', true],
    ['service_tier', 'flex'],
    ['safety_identifier', 's'],
    ['prompt_cache_key', 'k'],
    ['prompt_cache_options', {}],
    ['prompt_cache_retention', '24h'],
    ['prediction', {}],
    ['stream_options', {}],
    ['seed', 1],
    ['verbosity', 'low'],
    ['user', 'a@b.example'],
    ['user', '+47 22 22 22 22'],
  ])('%s is dropped and reported', async (name, value) => {
    const { modelInput, dropped } = await translateBody({ ...LIMIT, [name]: value }, { modelId: HAIKU })

    expect(dropped).toEqual([name])
    expect(Object.keys(modelInput!)).toEqual(['anthropic_version', 'max_tokens', 'messages'])
  })

  test.each<[string, Json]>([
    ['audio', {}],
    ['modalities', ['text', 'audio']],
    ['n', 2],
  ])('%s is refused, whatever the options say', async (name, value) => {
    expect((await translateBody({ [name]: value }, { modelId: HAIKU, unsupported: 'drop' })).error?.param).toBe(name)
  })

  test.each<[string, Json]>([
    ['frequency_penalty', 0],
    ['presence_penalty', 0],
    ['logit_bias', {}],
    ['logprobs', false],
    ['top_logprobs', 0],
    ['n', 1],
    ['stream', false],
    ['modalities', ['text']],
    ['response_format', { type: 'text' }],
    ['tools', []],
    ['functions', []],
    ['stop', []],
    ...Object.keys(fates).map((name): [string, Json] => [name, null]),
  ])('%s: %j says nothing', async (name, value) => {
    const { modelInput, dropped } = await translateBody(
      { temperature: 0.5, ...LIMIT, [name]: value },
      { modelId: HAIKU },
    )

    expect(dropped.filter((param) => param === name && name !== 'max_tokens')).toEqual([])
    expect(modelInput).toBeDefined()
  })
})

describe('bounds', () => {
  test('a temperature above 1 is refused, or moved to 1 and reported', async () => {
    expect(await refused({ temperature: 1.4 })).toBe('temperature')
    const { modelInput, dropped } = await translateBody(
      { ...LIMIT, temperature: 1.4 },
      { modelId: HAIKU, unsupported: 'drop' },
    )
    expect(modelInput).toMatchObject({ temperature: 1 })
    expect(dropped).toEqual(['temperature'])
  })

  test('stop sequences of white space are refused', async () => {
    expect(await refused({ stop: ['\n', 'END'] })).toBe('stop')
  })

  test.each([
    ['temperature', 'hot'],
    ['max_tokens', 0],
    ['max_tokens', 1.5],
    ['top_p', 2],
    ['stop', [1]],
    ['tools', {}],
    ['reasoning_effort', 'enormous'],
    ['parallel_tool_calls', 'no'],
  ])('%s: %j is refused as OpenAI would', async (name, value) => {
    expect(await refused({ [name]: value })).toBe(name)
  })
})

describe('messages', () => {
  test('several system texts are blocks in their order', async () => {
    const messages = [
      { role: 'system', content: 'a' },
      { role: 'developer', content: 'b' },
      { role: 'user', content: 'c' },
    ]
    expect(await sent({ messages })).toMatchObject({
      system: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    })
  })

  const late = [
    { role: 'user', content: 'a' },
    { role: 'system', content: 's' },
    { role: 'user', content: 'b' },
  ]

  test('a later system text goes into the user’s turn', async () => {
    expect(await sent({ messages: late })).toMatchObject({
      messages: [{ role: 'user', content: [{ text: 'a' }, { text: 's' }, { text: 'b' }] }],
    })
  })

  test('or stays where it is, on a model that knows such', async () => {
    const placed = [...late.slice(0, 2), { role: 'assistant', content: 'c' }, ...late.slice(2)]
    expect(await sent({ messages: placed }, 'anthropic.claude-opus-4-8')).toMatchObject({
      messages: [{ role: 'user' }, { role: 'system', content: 's' }, { role: 'assistant' }, { role: 'user' }],
      anthropic_beta: ['mid-conversation-system-2026-04-07'],
    })
  })

  test('an image, a PDF, a text', async () => {
    const content = [
      { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
      { type: 'file', file: { filename: 'a.pdf', file_data: PDF } },
      { type: 'file', file: { file_data: `data:text/markdown;base64,${Buffer.from('voilà').toString('base64')}` } },
      { type: 'text', text: 'b', prompt_cache_breakpoint: { mode: 'explicit' } },
    ]
    expect(await sent(user(content))).toMatchObject({
      messages: [
        {
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PNG } },
            { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: PDF }, title: 'a.pdf' },
            { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'voilà' } },
            { type: 'text', text: 'b', cache_control: { type: 'ephemeral' } },
          ],
        },
      ],
    })
  })

  test.each<[string, JsonObject]>([
    ['an image in S3', { type: 'image_url', image_url: { url: 's3://b/a.png' } }],
    ['a file of another kind', { type: 'file', file: { file_data: 'data:application/zip;base64,AAAA' } }],
  ])('%s is refused', async (_name, part) => {
    expect(await refused(user([part]))).toBe('messages[0].content[0]')
  })

  test('a begun answer loses the white space at its end', async () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: '{ ' },
    ]
    expect(await translateBody({ ...LIMIT, messages }, { modelId: HAIKU })).toMatchObject({
      modelInput: { messages: [{}, { role: 'assistant', content: '{' }] },
      dropped: ['messages[].content'],
    })
  })

  test('a begun answer is refused by models that continue none, or left out', async () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: '{' },
    ]
    expect(await refused({ messages }, OPUS_4_6)).toBe('messages[1]')
    const { modelInput } = await translateBody({ ...LIMIT, messages }, { modelId: OPUS_4_6, unsupported: 'drop' })
    expect(modelInput).toMatchObject({ messages: [{ role: 'user' }] })
  })

  test('thoughts of an earlier turn come first in it, as they were', async () => {
    const thought = { type: 'thinking', thinking: 'Hm.', signature: 's' }
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b', thinking_blocks: [thought] },
      { role: 'user', content: 'c' },
    ]
    expect(await sent({ messages })).toMatchObject({
      messages: [{}, { content: [thought, { type: 'text', text: 'b' }] }, {}],
    })
  })

  test('results may hold images', async () => {
    const messages = [
      { role: 'user', content: 'a' },
      { role: 'assistant', tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{}' } }] },
      {
        role: 'tool',
        tool_call_id: '1',
        content: [
          { type: 'text', text: 'r' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } },
        ],
      },
    ]
    expect(await sent({ messages })).toMatchObject({
      messages: [{}, {}, { content: [{ type: 'tool_result', content: [{ type: 'text' }, { type: 'image' }] }] }],
    })
  })
})

describe('thinking, by model', () => {
  test.each<[string, string, JsonObject, JsonObject]>([
    [
      'a budget',
      HAIKU,
      { reasoning_effort: 'high', max_tokens: 5000 },
      { thinking: { type: 'enabled', budget_tokens: 4096 }, max_tokens: 5000 },
    ],
    [
      'a budget, and a limit raised above it',
      HAIKU,
      { reasoning_effort: 'low', max_tokens: 100 },
      { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 1124 },
    ],
    [
      'a budget, and an effort beside it',
      'anthropic.claude-opus-4-5-20251101-v1:0',
      { reasoning_effort: 'medium', max_tokens: 9000 },
      { thinking: { type: 'enabled', budget_tokens: 2048 }, output_config: { effort: 'medium' } },
    ],
    [
      'adaptive',
      OPUS_4_6,
      { reasoning_effort: 'high' },
      { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'high' } },
    ],
    [
      'adaptive, with the nearest effort below',
      OPUS_4_6,
      { reasoning_effort: 'xhigh' },
      { output_config: { effort: 'high' } },
    ],
    [
      'adaptive, with the least effort for minimal',
      OPUS_4_7,
      { reasoning_effort: 'minimal' },
      { output_config: { effort: 'low' } },
    ],
    [
      'adaptive, on a model that nobody has listed',
      'anthropic.claude-future-9',
      { reasoning_effort: 'low' },
      { thinking: { type: 'adaptive' } },
    ],
    [
      'its schema beside its effort',
      'anthropic.claude-mythos-5',
      { reasoning_effort: 'low', response_format: FORMAT },
      { output_config: { effort: 'low', format: { type: 'json_schema' } } },
    ],
  ])('%s', async (_name, modelId, body, expected) => {
    expect(await sent(body, modelId)).toMatchObject(expected)
  })

  test.each([HAIKU, OPUS_4_6, OLD])('none asks %s for nothing', async (modelId) => {
    expect(await sent({ reasoning_effort: 'none' }, modelId)).not.toHaveProperty('thinking')
  })

  test('of the client’s own wins over an effort, which is reported', async () => {
    const thinking = { type: 'enabled', budget_tokens: 1024 }
    const body = { thinking, reasoning_effort: 'high', max_tokens: 2000 }
    expect(await sent(body)).toMatchObject({ thinking })
    expect(await droppedOf(body)).toEqual(['reasoning_effort'])
    expect(await refused({ thinking: true })).toBe('thinking')
  })

  test('is refused where a model does not think, or cannot stop thinking', async () => {
    expect(await refused({ reasoning_effort: 'low' }, OLD)).toBe('reasoning_effort')
    expect(await refused({ reasoning_effort: 'none' }, OPUS_5_5)).toBe('reasoning_effort')
  })
})

describe('sampling, by model', () => {
  test('temperature and top_p together are refused where a model takes one of them', async () => {
    expect(await refused({ temperature: 0.5, top_p: 0.5 })).toBe('top_p')
    expect(await sent({ temperature: 0.5, top_p: 0.5 }, OLD)).toMatchObject({ temperature: 0.5, top_p: 0.5 })
  })

  test('is refused where a model takes none; temperature 1 is what it has', async () => {
    for (const body of [{ temperature: 0 }, { top_p: 0.5 }, { top_k: 5 }])
      expect(await refused(body, OPUS_4_7)).toBe(Object.keys(body)[0])
    expect(await sent({ temperature: 1 }, OPUS_4_7)).not.toHaveProperty('temperature')
    expect(await droppedOf({ temperature: 1 }, OPUS_4_7)).toEqual(['temperature'])
  })
})

describe('a schema, by model', () => {
  test('becomes a tool that must be called where the model follows none', async () => {
    expect(await sent({ response_format: FORMAT }, OLD)).toMatchObject({
      tools: [{ name: 'outcrop_json_schema', input_schema: SCHEMA }],
      tool_choice: { type: 'tool', name: 'outcrop_json_schema' },
    })
  })

  test('that is no object is wrapped, its definitions beside it', async () => {
    const schema = { type: 'array', items: { $ref: '#/$defs/a' }, $defs: { a: {} } }
    const format = { type: 'json_schema', json_schema: { name: 'answer', schema } }
    expect(await sent({ response_format: format }, OLD)).toMatchObject({
      tools: [{ input_schema: { type: 'object', properties: { outcrop_value: { type: 'array' } }, $defs: { a: {} } } }],
    })
  })

  test('is refused beside other tools, and where no tool can be demanded', async () => {
    expect(await refused({ response_format: FORMAT, tools: [TOOL] }, OLD)).toBe('response_format')
    expect(await refused({ response_format: FORMAT }, OPUS_5_5)).toBe('response_format')
  })

  test('a demanded tool is refused where none can be demanded, or asked for with auto', async () => {
    const body = { tools: [TOOL], tool_choice: 'required' }
    expect(await refused(body, OPUS_5_5)).toBe('tool_choice')
    const { modelInput } = await translateBody({ ...LIMIT, ...body }, { modelId: OPUS_5_5, unsupported: 'drop' })
    expect(modelInput).toMatchObject({ tool_choice: { type: 'auto' } })
  })

  test('strict is left out where the model has no strict tools', async () => {
    const body = { tools: [{ type: 'function', function: { name: 'f', strict: true } }] }
    expect(JSON.stringify(await sent(body, OPUS_4_7))).not.toContain('strict')
    expect(await droppedOf(body, OPUS_4_7)).toEqual(['tools[].function.strict'])
  })
})

const message = (changes: JsonObject): JsonObject => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude',
  content: [{ type: 'text', text: 'Hi' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 10, output_tokens: 7 },
  ...changes,
})

const answered = async (changes: JsonObject): Promise<JsonObject> =>
  (await translateModelOutput(message(changes), HAIKU)).body

describe('the answer', () => {
  test('is a chat.completion', async () => {
    expect(await answered({})).toEqual({
      id: 'msg_1',
      object: 'chat.completion',
      created: 1767225600,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hi', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 7, total_tokens: 17 },
    })
  })

  test.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'tool_calls'],
    ['pause_turn', 'stop'],
    ['refusal', 'content_filter'],
    ['compaction', 'length'],
    ['something_new', 'stop'],
    [null, 'stop'],
  ])('stopped by %s finishes with %s', async (stop_reason, finish_reason) => {
    expect(await answered({ stop_reason })).toMatchObject({ choices: [{ finish_reason }] })
  })

  test('counts what was cached as part of the prompt', async () => {
    const usage = {
      input_tokens: 10,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 5,
      output_tokens: 7,
      output_tokens_details: { thinking_tokens: 3 },
    }
    expect((await answered({ usage })).usage).toEqual({
      prompt_tokens: 115,
      completion_tokens: 7,
      total_tokens: 122,
      prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 5 },
      completion_tokens_details: { reasoning_tokens: 3 },
    })
  })

  test('that is a refusal says why', async () => {
    expect(await answered({ stop_reason: 'refusal', stop_details: { explanation: 'No.' } })).toMatchObject({
      choices: [{ message: { content: 'Hi', refusal: 'No.' } }],
    })
    expect(await answered({ stop_reason: 'refusal' })).toMatchObject({
      choices: [{ message: { content: null, refusal: 'Hi' } }],
    })
  })

  test('by way of the schema’s tool is the text that was asked for', async () => {
    const call = (input: Json): JsonObject => ({
      content: [{ type: 'tool_use', id: 't', name: 'outcrop_json_schema', input }],
      stop_reason: 'tool_use',
    })
    const contentOf = async (input: Json) => (await answered(call(input))).choices
    expect(await contentOf({ values: [1] })).toMatchObject([
      { message: { content: '{"values":[1]}' }, finish_reason: 'stop' },
    ])
    expect(await contentOf({ outcrop_value: [1] })).toMatchObject([{ message: { content: '[1]' } }])
    expect(await contentOf({})).not.toMatchObject([{ message: { tool_calls: expect.anything() } }])
  })

  test.each<[string, JsonObject]>([
    ['without content', { content: null }],
    ['with a text for content', { content: 'Hi' }],
  ])('%s is an error of the line', async (_name, changes) => {
    expect(await translateModelOutput(message(changes), HAIKU)).toMatchObject({ status_code: 502 })
  })
})

test('whatever the body, it becomes a record or an error line that names a parameter', async () => {
  const names = [...Object.keys(fates), 'messages', 'top_k', 'thinking', '__proto__', 'constructor']
  const value = fc.jsonValue({ maxDepth: 3 })
  const body = fc.dictionary(fc.constantFrom(...names), value as fc.Arbitrary<Json>, { maxKeys: 6 })
  await fc.assert(
    fc.asyncProperty(body, async (some) => {
      const { records, errors, batchErrors } = await translateInputText(chatLine(some), { modelId: HAIKU })
      expect(records.length + errors.length + batchErrors.length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})
