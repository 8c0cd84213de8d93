import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ai21Jamba } from '../../../emulator/responders/ai21-jamba.ts'
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

const LARGE = 'ai21.jamba-1-5-large-v1:0'
const INSTRUCT = 'ai21.jamba-instruct-v1:0'

const says = (role: string, content: JsonObject['content'] = 'Hello'): JsonObject => ({ role, content: content! })
const calls = (...ids: string[]): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } })),
})
const result = (tool_call_id: string): JsonObject => ({ role: 'tool', content: 'Rain', tool_call_id })
const schema = { type: 'object', properties: { city: { type: 'string' } } }
const tool: JsonObject = { type: 'function', function: { name: 'weather', parameters: schema } }
const documents = [
  { content: 'Oslo is wet.', metadata: [{ key: 'source', value: 'a book' }] },
  { content: 'So is Bergen.' },
]

const input = (members: JsonObject): JsonObject => ({ messages: [says('user')], ...members })
const check = (members: JsonObject, id = LARGE) => ai21Jamba.check(input(members), modelOf(id))
const read = (members: JsonObject) => ai21Jamba.read(input(members), modelOf(LARGE))
describe('Jamba takes a record that', () => {
  const sampling = { temperature: 2, top_p: 0.01, frequency_penalty: -2, presence_penalty: 2 }
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}, INSTRUCT],
    ['sets every option', { ...sampling, max_tokens: 4096, stop: ['a', 'b'], n: 16 }, INSTRUCT],
    ['sets one stop sequence, and no tokens', { stop: 'a', max_tokens: 0 }, INSTRUCT],
    ['has turns', { messages: [says('system'), says('user'), says('assistant'), says('user')] }, INSTRUCT],
    ['has only an answer', { messages: [says('assistant')] }, INSTRUCT],
    ['is as steady as can be', { temperature: 0, n: 1 }],
    ['brings tools', { tools: [tool] }],
    ['brings the history of tools', { messages: [says('user'), calls('a', 'b'), result('a'), result('b')] }],
    ['repeats an answer as it came', { messages: [says('user'), { ...says('assistant'), tool_calls: null }] }],
    ['wants an object', { response_format: { type: 'json_object' } }],
    ['brings documents', { documents }],
    ['brings documents with named notes', { documents: [{ id: '1', content: 'a', metadata: { source: 'b' } }] }],
  ])('%s', (_name, members, id) => {
    expect(check(members, id)).toBeUndefined()
  })
})

describe('Jamba refuses', () => {
  test.each<[string, JsonObject, string, string?]>([
    ['no messages', { messages: [] }, '#/messages: expected minimum item count: 1, found: 0'],
    [
      'parts',
      { messages: [says('user', [])] },
      '#/messages/0/content: expected type: String, found: JSONArray#/messages/0/content: expected: null, found: JSONArray',
    ],
    ['another role', { messages: [says('developer')] }, '#/messages/0/role: developer is not a valid enum value'],
    ['nothing said', { messages: [says('user', null)] }, '#/messages/0: required key [content] not found'],
    [
      'neither words nor calls',
      { messages: [says('user'), { role: 'assistant', tool_calls: [] }] },
      '#/messages/1: required key [content] not found',
    ],
    ['a long answer', { max_tokens: 4097 }, '#/max_tokens: 4097 is not less or equal to 4096'],
    ['no variety at all', { top_p: 0 }, '#/top_p: 0 is not greater or equal to 0.01'],
    ['many answers', { n: 17 }, '#/n: 17 is not less or equal to 16'],
    ['a choice of tools', { tools: [tool], tool_choice: 'auto' }, '#: extraneous key [tool_choice] is not permitted'],
    [
      'a schema',
      { response_format: { type: 'json_schema' } },
      '#/response_format/type: json_schema is not a valid enum value',
    ],
    ['tools, where it knows none', { tools: [] }, '#: extraneous key [tools] is not permitted', INSTRUCT],
    ['documents, where it reads none', { documents }, '#: extraneous key [documents] is not permitted', INSTRUCT],
    [
      'a result, where it knows no tools',
      { messages: [result('a')] },
      '#/messages/0: extraneous key [tool_call_id] is not permitted#/messages/0/role: tool is not a valid enum value',
      INSTRUCT,
    ],
  ])('%s', (_name, members, violation, id) => {
    expect(check(members, id)).toEqual(malformed(violation))
  })

  test('orders without a conversation', () => {
    expect(check({ messages: [says('system')] })).toEqual(
      refused('messages must hold at least one user or assistant message.'),
    )
  })

  test('several answers that must be the same', () => {
    expect(
      ai21Jamba.check(
        objectFrom('{"messages":[{"role":"user","content":"a"}],"n":2,"temperature":0.0}'),
        modelOf(LARGE),
      ),
    ).toEqual(refused('n must be 1 when temperature is 0.'))
  })
})

describe('what Jamba reads', () => {
  test('a record that says little may be answered at length', () => {
    expect(read({})).toEqual({
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hello' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: 4096,
      stopSequences: [],
      choiceCount: 1,
      reasoning: false,
    })
  })

  test('turns, tools and limits', () => {
    const messages = [says('system', 'Be brief.'), says('user'), calls('a'), result('a')]
    const options = { max_tokens: 5, stop: 'a', n: 2, response_format: { type: 'json_object' } }
    expect(
      read({ messages, tools: [tool, { type: 'function', function: { name: 'now' } }], ...options }),
    ).toMatchObject({
      turns: [
        { role: 'system', text: 'Be brief.' },
        { role: 'user', text: 'Hello' },
        { role: 'assistant', text: 'weather({"city":"Oslo"})' },
        { role: 'tool', text: 'Rain' },
      ],
      tools: [
        { name: 'weather', schema },
        { name: 'now', schema: { type: 'object', properties: {} } },
      ],
      maxTokens: 5,
      stopSequences: ['a'],
      choiceCount: 2,
      jsonObject: true,
    })
  })

  test('documents, before the conversation', () => {
    expect(read({ messages: [says('system', 'Be brief.'), says('user')], documents }).turns).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'system', text: 'Oslo is wet.\nsource\na book\nSo is Bergen.' },
      { role: 'user', text: 'Hello' },
    ])
  })
})

describe('what Jamba writes', () => {
  const write = (choice: Parameters<typeof answerOf>[0]): string =>
    JSON.stringify(ai21Jamba.write(answerOf(choice), read({}), contextOf(LARGE)))

  test('a text', () => {
    expect(write({}).replace(/cmpl-[0-9a-f]{12}4[0-9a-f]{19}/, 'ID')).toBe(
      '{"id":"ID","choices":[{"index":0,"message":{"role":"assistant","content":"Grace Hopper."},"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":30,"total_tokens":42},"meta":{"requestDurationMillis":610}}',
    )
    expect(write({ stopReason: 'maxTokens' })).toContain('"finish_reason":"length"')
  })

  test('several answers', () => {
    const { choices, ...answer } = answerOf({})
    const output = ai21Jamba.write({ ...answer, choices: [...choices, ...choices] }, read({}), contextOf(LARGE))
    expect(output).toMatchObject({ choices: [{ index: 0 }, { index: 1 }] })
  })

  test('calls of tools, with arguments as text', () => {
    const made = [{ name: 'a', arguments: objectFrom('{"id":12345678901234567890}') }]
    expect(JSON.parse(write({ text: '', calls: made, stopReason: 'toolUse' }))).toMatchObject({
      choices: [
        {
          message: {
            content: null,
            tool_calls: [
              {
                id: expect.stringMatching(/^chatcmpl-tool-[0-9a-f]{32}$/),
                type: 'function',
                function: { name: 'a', arguments: '{"id":12345678901234567890}' },
              },
            ],
          },
          finish_reason: 'tool_calls',
        },
      ],
    })
  })
})

describe('whatever a record holds, Jamba answers', () => {
  const names = [
    'messages',
    'role',
    'content',
    'tool_calls',
    'id',
    'function',
    'name',
    'arguments',
    'tools',
    'n',
    'documents',
  ]
  const odd = oddObjects(names, ['user', 'assistant', 'tool', 'function'])
  const models = fc.constantFrom(LARGE, INSTRUCT)

  test('to odd members', () => {
    const property = fc.property(odd, models, (members, id) => isVerdict(ai21Jamba.check(members, modelOf(id))))
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })

  test('to messages that are nearly right, and reads what it takes', () => {
    const message = fc.oneof(odd, fc.constantFrom(says('user'), says('system'), calls('a'), result('a')))
    const property = fc.property(fc.array(message, { maxLength: 5 }), models, (messages, id) => {
      const error = check({ messages }, id)
      return isVerdict(error) && (error !== undefined || read({ messages }).turns.length === messages.length)
    })
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })

  test('to nesting without end', () => {
    expect(check({ tools: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
  })
})
