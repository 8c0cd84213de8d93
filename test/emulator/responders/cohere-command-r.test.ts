import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cohereCommandR } from '../../../emulator/responders/cohere-command-r.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  answerOf,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  objectFrom,
  oddObjects,
  refused,
  malformed,
} from '../../support/responders.ts'

const R_PLUS = modelOf('cohere.command-r-plus-v1:0')

const call = (city = 'Oslo'): JsonObject => ({ name: 'weather', parameters: { city } })
const result: JsonObject = { call: call(), outputs: [{ text: 'rain' }, { degrees: '4' }] }
const tool = (parameter_definitions: JsonObject = {}): JsonObject => ({
  name: 'weather',
  description: 'Weather of a city',
  parameter_definitions,
})
const history: JsonObject[] = [
  { role: 'USER', message: 'Oslo?' },
  { role: 'CHATBOT', message: 'I look.', tool_calls: [call()] },
]

const check = (members: JsonObject) => cohereCommandR.check({ message: 'Hello', ...members }, R_PLUS)
const read = (members: JsonObject) => cohereCommandR.read({ message: 'Hello', ...members }, R_PLUS)
describe('Command R takes a record that', () => {
  const sampling = { temperature: 1, p: 0.99, k: 500, frequency_penalty: 1, presence_penalty: 0, seed: -1 }
  test.each<[string, JsonObject]>([
    ['is the smallest one', {}],
    ['sets every option', { ...sampling, max_tokens: 1, stop_sequences: ['END'], prompt_truncation: 'OFF' }],
    ['declines what changes the answer', { search_queries_only: false, return_prompt: false, raw_prompting: true }],
    ['has a history', { preamble: 'Be brief.', chat_history: [...history, { role: 'TOOL', tool_results: [result] }] }],
    ['has a system text in its history', { chat_history: [{ role: 'SYSTEM', message: 'Be brief.' }] }],
    ['brings documents', { documents: [{ title: 'A', snippet: 'b', url: 'c' }] }],
    ['brings tools', { tools: [tool({ city: { description: 'Its name', type: 'str', required: true } })] }],
    ['brings results', { message: '', tools: [tool()], tool_results: [result], chat_history: history }],
  ])('%s', (_name, members) => {
    expect(check(members)).toBeUndefined()
  })

  test('brings a seed of any size', () => {
    expect(check(objectFrom('{"seed":12345678901234567890}'))).toBeUndefined()
  })
})

describe('Command R refuses', () => {
  test.each<[string, JsonObject, string]>([
    // As logged in promptfoo/promptfoo#914.
    ['to look at every word', { p: 1 }, '#/p: 1 is not less or equal to 0.99'],
    // As logged in Portkey-AI/gateway#848.
    ['a stream', { stream: false }, '#: extraneous key [stream] is not permitted'],
    ['heat', { temperature: 1.5 }, '#/temperature: 1.5 is not less or equal to 1'],
    [
      'one stop sequence that is no list',
      { stop_sequences: 'a' },
      '#/stop_sequences: expected type: JSONArray, found: String',
    ],
    ['another way to cut', { prompt_truncation: 'AUTO' }, '#/prompt_truncation: AUTO is not a valid enum value'],
    [
      "OpenAI's roles",
      { chat_history: [{ role: 'user', message: 'a' }] },
      '#/chat_history/0/role: user is not a valid enum value',
    ],
    [
      "OpenAI's tools",
      { tools: [{ name: 'a', description: '', parameters: {} }] },
      '#/tools/0: extraneous key [parameters] is not permitted',
    ],
    [
      'a parameter of no type',
      { tools: [tool({ a: {} })] },
      '#/tools/0/parameter_definitions/a: required key [type] not found',
    ],
    [
      'a document that holds more than texts',
      { documents: [{ a: 1 }] },
      '#/documents/0/a: expected type: String, found: Integer',
    ],
    [
      'a result without its call',
      { tool_results: [{ outputs: [] }] },
      '#/tool_results/0: required key [call] not found',
    ],
  ])('%s', (_name, members, violation) => {
    expect(check(members)).toEqual(malformed(violation))
  })

  test("Command's own form", () => {
    // As logged in langchain-ai/langchain-aws#43.
    expect(cohereCommandR.check({ prompt: 'Hey' }, R_PLUS)).toEqual(
      malformed('#: required key [message] not found#: extraneous key [prompt] is not permitted'),
    )
  })

  test('nothing to answer', () => {
    const empty = refused('invalid request: message must be at least 1 token long or tool results must be specified.')
    expect(check({ message: '' })).toEqual(empty)
    expect(check({ message: '', tool_results: [] })).toEqual(empty)
  })

  test('results without tools', () => {
    expect(check({ message: '', tool_results: [result] })).toEqual(
      refused('invalid request: tools must be specified with tool_results.'),
    )
  })
})

test.each(['search_queries_only', 'return_prompt'])('%s is not answered, and it says so', (member) => {
  expect(check({ [member]: true })).toEqual({
    errorCode: 501,
    errorMessage: `Outcrop does not answer records with ${member}`,
  })
})

describe('what Command R reads', () => {
  test('a message', () => {
    expect(read({})).toEqual({
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hello' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: undefined,
      stopSequences: [],
      choiceCount: 1,
      reasoning: false,
      history: [{ role: 'USER', message: 'Hello' }],
    })
  })

  test('the preamble, documents, the history and results, in this order', () => {
    const members = { message: '', chat_history: history, tools: [tool()], tool_results: [result] }
    expect(read({ ...members, preamble: 'Be brief.', documents: [{ title: 'A', snippet: 'b' }] })).toMatchObject({
      turns: [
        { role: 'system', text: 'Be brief.' },
        { role: 'system', text: 'A\nb' },
        { role: 'user', text: 'Oslo?' },
        { role: 'assistant', text: 'I look.\nweather({"city":"Oslo"})' },
        { role: 'tool', text: 'rain\n4' },
      ],
    })
  })

  test('limits', () => {
    expect(read(objectFrom('{"max_tokens":5,"stop_sequences":["a"]}'))).toMatchObject({
      maxTokens: 5,
      stopSequences: ['a'],
    })
  })

  test('tools, of parameters with the types that Cohere and AWS name', () => {
    const definitions = {
      city: { description: 'Its name', type: 'str', required: true },
      days: { type: 'List[int]', required: true },
      unit: { type: 'Optional[string]' },
      hot: { type: 'bool', required: false },
      rest: { type: 'Any' },
      more: { type: 'dict' },
      all: { type: 'list' },
      heat: { type: 'float' },
    }
    expect(read({ tools: [tool(definitions), { name: 'now', description: '' }] }).tools).toEqual([
      {
        name: 'weather',
        schema: {
          type: 'object',
          properties: {
            city: { type: 'string', description: 'Its name' },
            days: { type: 'array', items: { type: 'integer' } },
            unit: { type: 'string' },
            hot: { type: 'boolean' },
            rest: {},
            more: { type: 'object' },
            all: { type: 'array' },
            heat: { type: 'number' },
          },
          required: ['city', 'days'],
          additionalProperties: false,
        },
      },
      { name: 'now', schema: { type: 'object', properties: {}, required: [], additionalProperties: false } },
    ])
  })
})

describe('what Command R writes', () => {
  const write = (members: JsonObject, choice: Parameters<typeof answerOf>[0]): string =>
    JSON.stringify(cohereCommandR.write(answerOf(choice), read(members), contextOf(R_PLUS.baseModelId))).replaceAll(
      /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g,
      'ID',
    )

  test('a text, and the conversation with it', () => {
    expect(write({}, {})).toBe(
      '{"response_id":"ID","text":"Grace Hopper.","generation_id":"ID","chat_history":[{"role":"USER","message":"Hello"},{"role":"CHATBOT","message":"Grace Hopper."}],"finish_reason":"COMPLETE"}',
    )
  })

  test('why it ended', () => {
    expect(write({}, { stopReason: 'maxTokens' })).toContain('"finish_reason":"MAX_TOKENS"')
    expect(write({}, { stopReason: 'stopSequence' })).toContain('"finish_reason":"COMPLETE"')
  })

  test('calls of tools, and the history as it came', () => {
    const made = [{ name: 'weather', arguments: objectFrom('{"id":12345678901234567890}') }]
    const members = { message: '', chat_history: history, tools: [tool()], tool_results: [result] }
    expect(write(members, { text: '', calls: made, stopReason: 'toolUse' })).toBe(
      '{"response_id":"ID","text":"","generation_id":"ID","chat_history":[{"role":"USER","message":"Oslo?"},{"role":"CHATBOT","message":"I look.","tool_calls":[{"name":"weather","parameters":{"city":"Oslo"}}]},{"role":"TOOL","tool_results":[{"call":{"name":"weather","parameters":{"city":"Oslo"}},"outputs":[{"text":"rain"},{"degrees":"4"}]}]},{"role":"CHATBOT","message":"","tool_calls":[{"name":"weather","parameters":{"id":12345678901234567890}}]}],"finish_reason":"COMPLETE","tool_calls":[{"name":"weather","parameters":{"id":12345678901234567890}}]}',
    )
  })
})

describe('whatever a record holds, Command R answers', () => {
  const names = [
    'message',
    'chat_history',
    'role',
    'tool_calls',
    'tool_results',
    'call',
    'name',
    'parameters',
    'outputs',
    'tools',
    'parameter_definitions',
    'type',
    'documents',
  ]
  const odd = oddObjects(names, ['USER', 'CHATBOT', 'TOOL', 'str', 'List[int]'])

  test('to odd members', () => {
    const property = fc.property(odd, (members) => isVerdict(cohereCommandR.check(members, R_PLUS)))
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })

  test('to a history that is nearly right, and reads what it takes', () => {
    const entry = fc.oneof(odd, fc.constantFrom(...history, { role: 'TOOL', tool_results: [result] }, { role: 'USER' }))
    const property = fc.property(fc.array(entry, { maxLength: 4 }), odd, (entries, documents) => {
      const members = { chat_history: entries, documents: [documents] }
      const error = check(members)
      return isVerdict(error) && (error !== undefined || read(members).history.length === entries.length + 1)
    })
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })

  test('to nesting without end', () => {
    expect(check({ tools: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
  })
})
