import { describe, expect, test } from 'vitest'
import { CHAT_PARAMETERS } from '../../../translator/chat/parameters.ts'
import { toShortId } from '../../../translator/families/mistral-chat/short-id.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { approximated, dropped, meet, type Met, NEVER_SENT, sentAs, unsupported } from '../../support/fates.ts'
import { PNG } from '../../support/responders.ts'
import { translateBody, translateModelOutput } from '../../support/translation.ts'

const LARGE = 'mistral.mistral-large-2407-v1:0'
const PIXTRAL = 'us.mistral.pixtral-large-2502-v1:0'
const NEWER = 'mistral.ministral-3-8b-instruct'
const TOOL: JsonObject = { type: 'function', function: { name: 'f', parameters: { type: 'object', $defs: { a: {} } } } }
const OTHER: JsonObject = { type: 'function', function: { name: 'g', parameters: { type: 'object' } } }
const SCHEMA: JsonObject = { type: 'object', properties: { a: {} } }
const FORMAT: JsonObject = { type: 'json_schema', json_schema: { name: 'answer', schema: SCHEMA } }
const NAMED: JsonObject = { type: 'function', function: { name: 'g' } }
const NO_SUCH = 'This model has no such parameter.'

const messagesOf = async (messages: Json, modelId = LARGE): Promise<Json | undefined> => {
  const { modelInput, error } = await translateBody({ messages }, { modelId })
  return modelInput?.messages ?? error?.param
}

const SAME: [name: string, value: Json, met: Met][] = [
  ...NEVER_SENT,
  ['n', 1, sentAs({})],
  ['max_tokens', 5, sentAs({ max_tokens: 5 })],
  ['max_completion_tokens', 5, sentAs({ max_tokens: 5 })],
  ['temperature', 0, sentAs({ temperature: 0 })],
  ['temperature', 1, sentAs({ temperature: 1 })],
  ['temperature', 1.1, approximated('temperature', 'This model takes at most 1.', { temperature: 1 }, 'It is sent 1.')],
  ['top_p', 0.5, sentAs({ top_p: 0.5 })],
  ['tools', [TOOL], sentAs({ tools: [TOOL] })],
  ['tool_choice', 'auto', dropped('tool_choice', 'There are no tools to choose from.')],
  ['parallel_tool_calls', false, dropped('parallel_tool_calls', 'There are no tools to call.')],
  [
    'functions',
    [{ name: 'f' }],
    sentAs({ tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }] }),
  ],
  ['function_call', 'none', dropped('tool_choice', 'There are no tools to choose from.')],
  ['user', 'u', dropped('user', 'Mistral’s models have no such parameter.')],
  ['verbosity', 'low', dropped('verbosity', 'Mistral’s models have no such parameter.')],
  ['reasoning_effort', 'low', unsupported('reasoning_effort', 'Mistral’s models have no levels of effort.')],
  ['logit_bias', { 1: 1 }, unsupported('logit_bias', 'Tokens of another tokenizer mean nothing to Mistral’s models.')],
]
const MEMBERS: [name: string, value: Json, sent: JsonObject][] = [
  ['stop', 'END', { stop: ['END'] }],
  ['stop', ['a', 'b'], { stop: ['a', 'b'] }],
  ['seed', 3, { seed: 3 }],
  ['frequency_penalty', -1, { frequency_penalty: -1 }],
  ['presence_penalty', 1, { presence_penalty: 1 }],
  ['logprobs', true, { logprobs: true }],
  ['top_logprobs', 2, { top_logprobs: 2 }],
]

test.each([LARGE, PIXTRAL])('%s writes at most 8192 tokens', async (modelId) => {
  const rule = 'This model writes at most 8192 tokens.'
  expect(await meet({ max_tokens: 8192 }, modelId)).toEqual(sentAs({ max_tokens: 8192 }))
  expect(await meet({ max_tokens: 8193 }, modelId)).toEqual(
    approximated('max_tokens', rule, { max_tokens: 8192 }, 'It is sent 8192.'),
  )
})

test('of newer models no bound of tokens is known', async () => {
  expect(await meet({ max_tokens: 100_000 }, NEWER)).toEqual(sentAs({ max_tokens: 100_000 }))
})

describe.each([LARGE, PIXTRAL, NEWER])('the parameter, for %s,', (modelId) => {
  test.each(SAME)('%s: %j meets its fate', async (name, value, met) => {
    expect(await meet({ [name]: value }, modelId)).toEqual(met)
  })
})

describe('the parameter', () => {
  test.each(MEMBERS)('%s: %j goes to newer models', async (name, value, sent) => {
    expect(await meet({ [name]: value }, NEWER)).toEqual(sentAs(sent))
  })

  test.each(MEMBERS)('%s: %j is unsupported by Large 24.07 and Pixtral Large', async (name, value) => {
    expect(await meet({ [name]: value }, LARGE)).toEqual(unsupported(name, NO_SUCH))
    expect(await meet({ [name]: value }, PIXTRAL)).toEqual(unsupported(name, NO_SUCH))
  })

  test('has its fate here, whichever it is', () => {
    const names = [...SAME, ...MEMBERS].map(([name]) => name)

    expect(new Set([...names, 'response_format'])).toEqual(new Set([...CHAT_PARAMETERS, 'unknown_word']))
  })
})

describe('tools of newer models', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['required', { tool_choice: 'required' }, { tool_choice: 'required' }],
    ['a name', { tool_choice: NAMED }, { tool_choice: NAMED }],
    ['one call at a time', { parallel_tool_calls: false }, { parallel_tool_calls: false }],
  ])('are chosen by %s', async (_name, choice, expected) => {
    expect(await meet({ tools: [TOOL, OTHER], ...choice }, NEWER)).toEqual(
      sentAs({ tools: [TOOL, OTHER], ...expected }),
    )
  })

  test('may be strict', async () => {
    const tool = { type: 'function', function: { name: 'f', parameters: SCHEMA, strict: true } }

    expect(await meet({ tools: [tool] }, NEWER)).toEqual(sentAs({ tools: [tool] }))
  })
})

describe('tools of Large 24.07', () => {
  const tools = [TOOL, OTHER]

  test.each<[string, JsonObject, Met]>([
    ['nothing', {}, sentAs({ tools })],
    ['auto', { tool_choice: 'auto' }, sentAs({ tools, tool_choice: 'auto' })],
    ['none', { tool_choice: 'none' }, sentAs({ tools, tool_choice: 'none' })],
    ['required', { tool_choice: 'required' }, sentAs({ tools, tool_choice: 'any' })],
    [
      'a name',
      { tool_choice: NAMED },
      {
        error: undefined,
        sent: { tools: [OTHER], tool_choice: 'any' },
        lost: ['tool_choice changed: This model knows no named choice; it is sent that tool alone, and must call it.'],
      },
    ],
    ['calls at a time', { parallel_tool_calls: true }, sentAs({ tools })],
    [
      'one call at a time',
      { parallel_tool_calls: false },
      {
        ...unsupported('parallel_tool_calls', 'This model cannot be kept from parallel calls.'),
        sent: { tools },
      },
    ],
  ])('are chosen by %s', async (_name, choice, met) => {
    expect(await meet({ tools, ...choice }, LARGE)).toEqual(met)
  })

  test('the only one is chosen by its name without loss', async () => {
    expect(await meet({ tools: [OTHER], tool_choice: NAMED }, LARGE)).toEqual(
      sentAs({ tools: [OTHER], tool_choice: 'any' }),
    )
  })

  test('are not strict', async () => {
    const tool = { type: 'function', function: { name: 'f', parameters: SCHEMA, strict: true } }

    expect(await meet({ tools: [tool] }, LARGE)).toEqual({
      error: undefined,
      sent: { tools: [{ type: 'function', function: { name: 'f', parameters: SCHEMA } }] },
      lost: ['tools[].function.strict dropped: This model has no strict tools.'],
    })
  })
})

describe('response_format', () => {
  test('goes to newer models', async () => {
    expect(await meet({ response_format: FORMAT }, NEWER)).toEqual(sentAs({ response_format: FORMAT }))
    expect(await meet({ response_format: { type: 'json_object' } }, NEWER)).toEqual(
      sentAs({ response_format: { type: 'json_object' } }),
    )
  })

  test.each([LARGE, PIXTRAL])('with a schema is a tool that %s must call', async (modelId) => {
    const { sent, lost } = await meet({ response_format: FORMAT, parallel_tool_calls: false }, modelId)

    expect(sent).toEqual({
      tools: [
        {
          type: 'function',
          function: {
            name: 'outcrop_json_schema',
            description: 'Answer by calling this tool; its arguments are the whole answer.',
            parameters: SCHEMA,
          },
        },
      ],
      tool_choice: 'any',
    })
    expect(lost).toEqual(['parallel_tool_calls dropped: There are no tools to call.'])
  })

  test.each<[string, JsonObject, string, JsonObject]>([
    [
      'without a schema',
      { response_format: { type: 'json_object' } },
      'This model has no mode for JSON without a schema; use json_schema.',
      {},
    ],
    [
      'beside tools',
      { response_format: FORMAT, tools: [TOOL] },
      'This model follows a schema only by way of a tool that it must call, and there are other tools.',
      { tools: [TOOL] },
    ],
  ])('%s is unsupported by Large 24.07', async (_name, body, why, sent) => {
    expect(await meet(body, LARGE)).toEqual({ ...unsupported('response_format', why), sent })
  })
})

describe('capabilities by model', () => {
  test.each([
    [LARGE, false, false],
    [PIXTRAL, true, false],
    ['mistral.mistral-large-3-675b-instruct', true, true],
    ['mistral.ministral-3-3b-instruct', true, true],
    ['mistral.magistral-small-2509', true, true],
    ['mistral.devstral-2-123b', false, true],
    ['mistral.voxtral-small-24b-2507', false, true],
  ])('%s: sees %s, is asked as OpenAI’s own %s', async (modelId, sees, isOpenAIForm) => {
    const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }

    expect(await messagesOf([{ role: 'user', content: [image] }], modelId)).toEqual(
      sees ? [{ role: 'user', content: [image] }] : 'messages[0].content[0]',
    )
    expect((await translateBody({ seed: 1 }, { modelId })).error === undefined).toBe(isOpenAIForm)
  })
})

describe('messages', () => {
  const hi = { role: 'user', content: 'a' }
  const call = { id: 'abcDEF123', type: 'function', function: { name: 'f', arguments: '{}' } }
  const result = { role: 'tool', tool_call_id: 'abcDEF123', content: 'r' }

  test('of the system stand first; later ones are the user’s', async () => {
    const messages = [
      { role: 'developer', content: 'a' },
      { role: 'system', content: 'b' },
      { role: 'user', content: 'c' },
      { role: 'system', content: 'd' },
      { role: 'assistant', content: 'e' },
      { role: 'developer', content: 'f' },
    ]

    expect(await messagesOf(messages)).toEqual([
      { role: 'system', content: 'a' },
      { role: 'system', content: 'b' },
      { role: 'user', content: 'c' },
      { role: 'user', content: 'd' },
      { role: 'assistant', content: 'e' },
      { role: 'user', content: 'f' },
    ])
  })

  test('hold one text for Large 24.07, and a list for others', async () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]

    expect(await messagesOf([{ role: 'user', content }])).toEqual([{ role: 'user', content: 'a\nb' }])
    expect(await messagesOf([{ role: 'user', content }], NEWER)).toEqual([{ role: 'user', content }])
  })

  test('with calls have content, empty where nothing is said', async () => {
    const messages = [hi, { role: 'assistant', content: null, tool_calls: [call] }, result]

    expect(await messagesOf(messages)).toEqual([
      hi,
      { role: 'assistant', content: '', tool_calls: [{ id: 'abcDEF123', function: { name: 'f', arguments: '{}' } }] },
      result,
    ])
    expect(await messagesOf(messages, NEWER)).toEqual([
      hi,
      { role: 'assistant', content: '', tool_calls: [call] },
      result,
    ])
  })

  test('have ids of 9 letters and digits, the same in call and result, and no two alike', async () => {
    const collided = toShortId('call-2', 0)
    const ids = ['abcDEF123', 'call-1', collided, 'call-2']
    const messages = [
      hi,
      { role: 'assistant', tool_calls: ids.map((id) => ({ ...call, id })) },
      ...ids.map((id) => ({ ...result, tool_call_id: id })),
    ]

    const sent = (await messagesOf(messages)) as { tool_calls: { id: string }[]; tool_call_id: string }[]

    const sentIds = sent[1]!.tool_calls.map(({ id }) => id)
    expect(sentIds).toEqual([
      'abcDEF123',
      expect.stringMatching(/^[0-9a-f]{9}$/),
      collided,
      expect.stringMatching(/^[0-9a-f]{9}$/),
    ])
    expect(new Set(sentIds).size).toBe(4)
    expect(sent.slice(2).map(({ tool_call_id: id }) => id)).toEqual(sentIds)
  })

  test('have no id twice where one that was short enough is what another has become', async () => {
    const ids = ['call-2', toShortId('call-2', 0)]
    const messages = [
      hi,
      { role: 'assistant', tool_calls: ids.map((id) => ({ ...call, id })) },
      ...ids.map((id) => ({ ...result, tool_call_id: id })),
    ]

    const sent = (await messagesOf(messages)) as { tool_calls: { id: string }[] }[]

    expect(new Set(sent[1]!.tool_calls.map(({ id }) => id)).size).toBe(2)
  })

  test('tell no names, which is reported', async () => {
    const { modelInput, dropped: lost } = await translateBody(
      { messages: [{ ...hi, name: 'Ann' }] },
      { modelId: NEWER },
    )

    expect(modelInput).toEqual({ messages: [hi] })
    expect(lost).toEqual(['messages[].name'])
  })

  test.each([LARGE, NEWER])('that begin the answer are refused by %s, or left out', async (modelId) => {
    const messages = [hi, { role: 'assistant', content: 'b' }, { role: 'assistant', content: 'c' }]
    const lenient = await translateBody({ messages }, { modelId, unsupported: 'drop' })

    expect(await messagesOf(messages, modelId)).toBe('messages[2]')
    expect(lenient).toMatchObject({ modelInput: { messages: [hi] }, dropped: ['messages[]'] })
  })
})

describe('the answer', () => {
  const answered = async (choice: JsonObject, modelId = LARGE): Promise<JsonObject> =>
    (await translateModelOutput({ id: 'x', choices: [{ index: null, ...choice }] }, modelId)).body

  test('of Large 24.07 has its stop_reason, and no usage', async () => {
    expect(await answered({ message: { role: 'assistant', content: 'Hi' }, stop_reason: 'length' })).toEqual({
      id: 'x',
      object: 'chat.completion',
      created: 1767225600,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hi', refusal: null },
          logprobs: null,
          finish_reason: 'length',
        },
      ],
    })
  })

  test('of newer models has their finish_reason, which wins', async () => {
    const body = await answered({ message: { content: 'Hi' }, finish_reason: 'stop', stop_reason: 'length' }, NEWER)

    expect(body).toMatchObject({ choices: [{ finish_reason: 'stop' }] })
  })

  test('with calls and empty content has no content', async () => {
    const tool_calls = [{ id: 'abcDEF123', function: { name: 'f', arguments: '{"a": 1.0}' } }]

    expect(await answered({ message: { content: '', tool_calls }, stop_reason: 'tool_calls' })).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [{ id: 'abcDEF123', type: 'function', function: { name: 'f', arguments: '{"a": 1.0}' } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
    })
  })

  test('by way of the schema’s tool is the text that was asked for', async () => {
    const tool_calls = [{ id: 'a', function: { name: 'outcrop_json_schema', arguments: '{"a": 1.0}' } }]

    expect(await answered({ message: { content: '', tool_calls }, stop_reason: 'tool_calls' })).toMatchObject({
      choices: [{ message: { content: '{"a": 1.0}' }, finish_reason: 'stop' }],
    })
  })

  test.each<[string, Json]>([
    ['marks', '[THINK]r[/THINK]a'],
    ['tags', '<think>\nr\n</think>\n\na'],
    [
      'parts',
      [
        { type: 'thinking', thinking: [{ type: 'text', text: 'r' }] },
        { type: 'text', text: 'a' },
      ],
    ],
  ])('has its thoughts apart from %s', async (_name, content) => {
    expect(await answered({ message: { content }, finish_reason: 'stop' }, NEWER)).toMatchObject({
      choices: [{ message: { content: 'a', reasoning_content: 'r' } }],
    })
  })
})

test('Large 24.07 is refused a user who speaks between results and their answer, newer models are not', async () => {
  const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }
  const messages: JsonObject[] = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'c', content: 'r' },
    { role: 'user', content: 'b' },
  ]

  const { modelInput, error } = await translateBody({ messages }, { modelId: LARGE, unsupported: 'drop' })

  expect(modelInput).toBeUndefined()
  expect(error).toMatchObject({
    param: 'messages',
    message:
      "Unsupported value: 'messages'. This model must answer the results of its calls before the user speaks again.",
  })
  expect(await messagesOf(messages, NEWER)).toHaveLength(4)
  expect(await messagesOf([...messages.slice(0, 3), { role: 'assistant', content: 'c' }, messages[3]!])).toHaveLength(5)
})
