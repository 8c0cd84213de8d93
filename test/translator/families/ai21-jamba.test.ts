import { describe, expect, test } from 'vitest'
import { CHAT_PARAMETERS } from '../../../translator/chat/parameters.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { approximated, changed, dropped, meet, type Met, NEVER_SENT, sentAs, unsupported } from '../../support/fates.ts'
import { PNG } from '../../support/responders.ts'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const LARGE = 'ai21.jamba-1-5-large-v1:0'
const INSTRUCT = 'ai21.jamba-instruct-v1:0'
const TOOL: JsonObject = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } }
const JSON_OBJECT: JsonObject = { type: 'json_object' }
const DOCUMENTS = [{ content: 'a' }]
const CHOOSES = 'It chooses by itself.'
const NO_FORCE = 'Jamba cannot be forced to call a tool.'
const NO_PROBABILITIES = 'Jamba does not tell probabilities.'

const longest = (name: string): Met =>
  approximated(name, 'This model takes at most 4096.', { max_tokens: 4096 }, 'It is sent 4096.')

const SAME: [name: string, value: Json, met: Met][] = [
  ...NEVER_SENT,
  ['n', 1, sentAs({})],
  ['n', 16, sentAs({ n: 16 })],
  ['n', 17, approximated('n', 'This model takes at most 16.', { n: 16 }, 'It is sent 16.')],
  ['max_tokens', 4096, sentAs({ max_tokens: 4096 })],
  ['max_tokens', 4097, longest('max_tokens')],
  ['max_completion_tokens', 4096, sentAs({ max_tokens: 4096 })],
  ['max_completion_tokens', 4097, longest('max_completion_tokens')],
  ['temperature', 2, sentAs({ temperature: 2 })],
  ['top_p', 1, sentAs({ top_p: 1 })],
  ['top_p', 0, approximated('top_p', 'This model takes at least 0.01.', { top_p: 0.01 }, 'It is sent 0.01.')],
  ['stop', 'END', sentAs({ stop: ['END'] })],
  ['frequency_penalty', 0.5, sentAs({ frequency_penalty: 0.5 })],
  ['presence_penalty', 0.5, sentAs({ presence_penalty: 0.5 })],
  ['tool_choice', 'auto', dropped('tool_choice', 'There are no tools to choose from.')],
  ['function_call', 'auto', dropped('tool_choice', 'There are no tools to choose from.')],
  ['parallel_tool_calls', false, dropped('parallel_tool_calls', 'There are no tools to call.')],
  ['user', 'u', dropped('user', 'Jamba has no such parameter.')],
  ['verbosity', 'low', dropped('verbosity', 'Jamba has no such parameter.')],
  ['seed', 1, unsupported('seed', 'Jamba has no seed on Bedrock.')],
  ['reasoning_effort', 'low', unsupported('reasoning_effort', 'Jamba does not think.')],
  ['logit_bias', { 1: 1 }, unsupported('logit_bias', 'Tokens of another tokenizer mean nothing to Jamba.')],
  ['logprobs', true, unsupported('logprobs', NO_PROBABILITIES)],
  ['top_logprobs', 1, unsupported('top_logprobs', NO_PROBABILITIES)],
]
const LATER: [name: string, value: Json, sent: JsonObject, why: string][] = [
  ['tools', [TOOL], { tools: [TOOL] }, 'This model calls no tools.'],
  ['response_format', JSON_OBJECT, { response_format: JSON_OBJECT }, 'This model has no mode for JSON.'],
  ['documents', DOCUMENTS, { documents: DOCUMENTS }, 'This model takes no documents.'],
]

describe.each([LARGE, INSTRUCT])('the parameter, for %s,', (modelId) => {
  test.each(SAME)('%s: %j meets its fate', async (name, value, met) => {
    expect(await meet({ [name]: value }, modelId)).toEqual(met)
  })
})

describe('the parameter', () => {
  test.each(LATER)('%s: %j goes to Jamba 1.5 and to what nobody has listed', async (name, value, sent) => {
    expect(await meet({ [name]: value }, LARGE)).toEqual(sentAs(sent))
    expect(await meet({ [name]: value }, 'ai21.jamba-2-mini-v1:0')).toEqual(sentAs(sent))
  })

  test.each(LATER)('%s: %j is unsupported by Jamba-Instruct', async (name, value, _sent, why) => {
    expect(await meet({ [name]: value }, INSTRUCT)).toEqual(unsupported(name, why))
  })

  test('has its fate here, whichever it is', () => {
    const names = [...SAME, ...LATER].map(([name]) => name)

    expect(new Set([...names, 'functions'])).toEqual(new Set([...CHAT_PARAMETERS, 'documents', 'unknown_word']))
  })
})

describe('tools', () => {
  const tools = [TOOL]

  test.each<[string, JsonObject, Met]>([
    ['auto', { tools, tool_choice: 'auto' }, sentAs({ tools })],
    [
      'none',
      { tools, tool_choice: 'none' },
      changed('tool_choice', 'Jamba cannot be forbidden to call tools; it is not told of them.', {}),
    ],
    ['required', { tools, tool_choice: 'required' }, approximated('tool_choice', NO_FORCE, { tools }, CHOOSES)],
    [
      'a name',
      { tools, tool_choice: { type: 'function', function: { name: 'f' } } },
      approximated('tool_choice', NO_FORCE, { tools }, CHOOSES),
    ],
    [
      'a legacy name',
      { functions: [TOOL.function!], function_call: { name: 'f' } },
      approximated('tool_choice', NO_FORCE, { tools }, CHOOSES),
    ],
    ['calls at a time', { tools, parallel_tool_calls: true }, sentAs({ tools })],
    [
      'one call at a time',
      { tools, parallel_tool_calls: false },
      { ...unsupported('parallel_tool_calls', 'Jamba cannot be kept from parallel calls.'), sent: { tools } },
    ],
    [
      'strictness',
      { tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' }, strict: true } }] },
      { error: undefined, sent: { tools }, lost: ['tools[].function.strict dropped: This model has no strict tools.'] },
    ],
  ])('with %s', async (_name, body, met) => {
    expect(await meet(body, LARGE)).toEqual(met)
  })

  test.each<[string, JsonObject, JsonObject]>([
    [
      'a call',
      { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: { name: 'f' } }] },
      { role: 'tool', tool_call_id: 'c', content: 'r' },
    ],
    [
      'a legacy call',
      { role: 'assistant', function_call: { name: 'f' } },
      { role: 'function', name: 'f', content: 'r' },
    ],
  ])('that %s of which stands in the conversation are refused by Jamba-Instruct', async (_name, call, result) => {
    const messages = [{ role: 'user', content: 'a' }, call, result]

    expect((await translateBody({ messages }, { modelId: INSTRUCT, unsupported: 'drop' })).error).toMatchObject({
      param: 'messages[1]',
    })
    expect((await translateBody({ messages }, { modelId: LARGE })).error).toBeUndefined()
  })
})

test('a schema is refused, or any JSON is asked for', async () => {
  const response_format = { type: 'json_schema', json_schema: { name: 'a', schema: {} } }

  expect(await meet({ response_format }, LARGE)).toEqual(
    approximated(
      'response_format',
      'Jamba writes JSON and follows no schema.',
      { response_format: JSON_OBJECT },
      'It is sent json_object.',
    ),
  )
})

describe('messages', () => {
  test('hold one text each; the system’s stand first', async () => {
    const messages = [
      { role: 'developer', content: 'a' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'b' },
          { type: 'text', text: 'c' },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [{ id: 'x:1', type: 'function', function: { name: 'f' } }] },
      { role: 'tool', tool_call_id: 'x:1', content: '' },
      { role: 'system', content: 'd', name: 'e' },
    ]

    expect(await translateBody({ messages }, { modelId: LARGE })).toEqual({
      modelInput: {
        messages: [
          { role: 'system', content: 'a' },
          { role: 'user', content: 'b\nc' },
          {
            role: 'assistant',
            content: '',
            tool_calls: [{ id: 'x:1', type: 'function', function: { name: 'f', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: 'x:1', content: '' },
          { role: 'user', content: 'd' },
        ],
      },
      error: undefined,
      dropped: ['messages[].name'],
    })
  })

  test('that have members of other services are told without them, which is said once', async () => {
    const { lost } = await meet({ messages: [{ role: 'user', content: 'a', name: 'Ann', weird: 1 }] }, LARGE)

    expect(lost).toEqual([
      'messages[].weird dropped: No model of this family reads it.',
      'messages[].name dropped: This model knows no names of speakers.',
    ])
  })

  test('with images are refused', async () => {
    const content = [{ type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }]

    expect((await translateBody({ messages: [{ role: 'user', content }] }, { modelId: LARGE })).error).toMatchObject({
      param: 'messages[0].content[0]',
    })
  })
})

describe('the answer', () => {
  const choice = (index: number, content: string, finish_reason: string): JsonObject => ({
    index,
    message: { role: 'assistant', content },
    finish_reason,
  })

  test('has each of its choices, and counts them together', async () => {
    const output = {
      id: 'x',
      choices: [choice(1, 'b', 'length'), choice(0, 'a', 'stop')],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
      meta: { requestDurationMillis: 1 },
    }

    expect((await translateModelOutput(output, LARGE)).body).toEqual({
      id: 'x',
      object: 'chat.completion',
      created: 1767225600,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'a', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
        {
          index: 1,
          message: { role: 'assistant', content: 'b', refusal: null },
          logprobs: null,
          finish_reason: 'length',
        },
      ],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
    })
  })

  test('has no thoughts apart: marks are the model’s own words', async () => {
    expect(
      (await translateModelOutput({ choices: [choice(0, '<think>r</think>a', 'stop')] }, LARGE)).body,
    ).toMatchObject({
      choices: [{ message: { content: '<think>r</think>a' } }],
    })
  })

  test('that is none is an error of the line', async () => {
    expect(await translateModelOutput({ completions: [] }, LARGE)).toMatchObject({ status_code: 502 })
  })
})
