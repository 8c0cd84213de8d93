import { describe, expect, test } from 'vitest'
import { LineError } from '../../../translator/errors.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { readConversation } from '../../../translator/chat/read-conversation.ts'

const user = (content: Json): Json => ({ role: 'user', content })
const calls = (...ids: string[]): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
})
const result = (id: string, content: Json = 'r'): Json => ({ role: 'tool', tool_call_id: id, content })

/** Roles and blocks in short: a text as itself, other blocks as their type and what names them. */
const inShort = (messages: Json[]): string[][] =>
  readConversation(messages).turns.map(({ role, blocks }) => [
    role,
    ...blocks.map((block) => {
      if (block.type === 'text') return block.text
      if (block.type === 'call') return `call ${block.id}`
      return block.type === 'result' ? `result ${block.callId}` : block.type
    }),
  ])

function errorOf(messages: Json): [string | null, string] {
  try {
    readConversation(messages)
  } catch (error) {
    if (error instanceof LineError) return [error.param, error.message]
    throw error
  }
  return [null, 'none']
}

test('system and developer messages before the first turn come first, in their order', () => {
  const messages = [
    { role: 'system', content: 'a' },
    { role: 'developer', content: [{ type: 'text', text: 'b' }] },
    user('c'),
  ]

  expect(readConversation(messages).system.map(({ text }) => text)).toEqual(['a', 'b'])
})

test('a later system message keeps its place', () => {
  expect(inShort([user('a'), { role: 'system', content: 's' }, user('b')])).toEqual([
    ['user', 'a'],
    ['system', 's'],
    ['user', 'b'],
  ])
})

test('turns of one role become one turn, with their blocks apart', () => {
  expect(
    inShort([user('a'), user('b'), { role: 'assistant', content: 'c' }, { role: 'assistant', content: 'd' }]),
  ).toEqual([
    ['user', 'a', 'b'],
    ['assistant', 'c', 'd'],
  ])
})

test('results stand before what the user says next, in their order', () => {
  expect(inShort([user('a'), calls('1', '2'), result('1'), result('2'), user('b')])).toEqual([
    ['user', 'a'],
    ['assistant', 'call 1', 'call 2'],
    ['user', 'result 1', 'result 2', 'b'],
  ])
})

test('a user message between results does not part them', () => {
  expect(inShort([user('a'), calls('1', '2'), result('1'), user('b'), result('2')])[2]).toEqual([
    'user',
    'result 1',
    'result 2',
    'b',
  ])
})

test('blank texts and empty assistant messages are left out', () => {
  expect(
    inShort([
      user(' \n'),
      user([
        { type: 'text', text: '' },
        { type: 'text', text: 'a' },
      ]),
      { role: 'assistant', content: '' },
      user('b'),
    ]),
  ).toEqual([['user', 'a', 'b']])
})

test('ids of calls become letters, digits, _ and -, each its own', () => {
  expect(inShort([user('a'), calls('x:1', 'x/1'), result('x/1'), result('x:1')])).toEqual([
    ['user', 'a'],
    ['assistant', 'call x_1', 'call x_1_2'],
    ['user', 'result x_1_2', 'result x_1'],
  ])
})

test('legacy function calls and their results find each other', () => {
  expect(
    inShort([
      user('a'),
      { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
      { role: 'function', name: 'f', content: 'r' },
    ]),
  ).toEqual([
    ['user', 'a'],
    ['assistant', 'call call_fn_0'],
    ['user', 'result call_fn_0'],
  ])
})

test('a legacy call beside one that the client has named like it keeps its own result', () => {
  const legacy = { function_call: { name: 'g', arguments: '{}' } }
  const legacyResult = { role: 'function', name: 'g', content: 'of g' }

  expect(inShort([user('a'), { ...calls('call_fn_1'), ...legacy }, result('call_fn_1'), legacyResult])).toEqual([
    ['user', 'a'],
    ['assistant', 'call call_fn_1', 'call call_fn_1_2'],
    ['user', 'result call_fn_1', 'result call_fn_1_2'],
  ])
  expect(
    inShort([user('a'), { role: 'assistant', ...legacy }, legacyResult, calls('call_fn_0'), result('call_fn_0')])[3],
  ).toEqual(['assistant', 'call call_fn_0_2'])
})

// In quadratic time it would take minutes.
test('so many results as a line can hold are gathered, before what the user says between them', () => {
  const ids = Array.from({ length: 50_000 }, (_, index) => `c${index}`)
  const [first, ...others] = ids.map((id) => result(id))

  const answered = inShort([user('a'), calls(...ids), first!, user('b'), ...others])[2]!

  expect(answered.slice(0, 3)).toEqual(['user', 'result c0', 'result c1'])
  expect(answered.slice(-2)).toEqual(['result c49999', 'b'])
})

test('a refusal of an earlier turn is what the assistant said', () => {
  expect(inShort([user('a'), { role: 'assistant', content: null, refusal: 'No.' }, user('b')])[1]).toEqual([
    'assistant',
    'No.',
  ])
})

describe('a conversation is refused', () => {
  test.each<[string, Json, string, RegExp]>([
    ['that is not a list', 'hi', 'messages', /expected an array/],
    ['without messages', [], 'messages', /no user message/],
    ['of blank messages', [user('')], 'messages', /no user message/],
    ['of system messages alone', [{ role: 'system', content: 'a' }], 'messages', /no user message/],
    ['that the assistant begins', [{ role: 'assistant', content: 'a' }, user('b')], 'messages[0]', /first turn/],
    ['with a message that is no object', ['a'], 'messages[0]', /expected an object/],
    ['with a message without role', [{ content: 'a' }], 'messages[0].role', /Missing/],
    ['with an unknown role', [{ role: 'model', content: 'a' }], 'messages[0].role', /"model" is not one of/],
    ['with a number as content', [user(1)], 'messages[0].content', /expected a string or an array/],
    ['with a part of no kind', [user([{ text: 'a' }])], 'messages[0].content[0].type', /not one of text/],
    ['with audio', [user([{ type: 'input_audio', input_audio: {} }])], 'messages[0].content[0]', /do not hear/],
    [
      'with an image as a system text',
      [{ role: 'system', content: [{ type: 'image_url', image_url: { url: 's3://b/a.png' } }] }, user('a')],
      'messages[0].content[0]',
      /only text/,
    ],
    [
      'with a call that nobody answers',
      [user('a'), calls('1'), user('b'), { role: 'assistant', content: 'c' }],
      'messages[1].tool_calls[0]',
      /no tool message/,
    ],
    ['that ends with a call', [user('a'), calls('1')], 'messages[1].tool_calls[0]', /no tool message/],
    ['with a result of no call', [user('a'), result('1')], 'messages[1]', /did not make/],
    ['with two results of one call', [user('a'), calls('1'), result('1'), result('1')], 'messages[3]', /did not make/],
    ['with two calls of one id', [user('a'), calls('1', '1')], 'messages[1].tool_calls[1].id', /two calls/],
    [
      'with arguments that are no JSON',
      [
        user('a'),
        { role: 'assistant', tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{bad' } }] },
      ],
      'messages[1].tool_calls[0].function.arguments',
      /not valid JSON/,
    ],
    [
      'with arguments that are no object',
      [
        user('a'),
        { role: 'assistant', tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '[1]' } }] },
      ],
      'messages[1].tool_calls[0].function.arguments',
      /not a JSON object/,
    ],
    [
      'with a call of a custom tool',
      [user('a'), { role: 'assistant', tool_calls: [{ id: '1', type: 'custom', custom: {} }] }],
      'messages[1].tool_calls[0].type',
      /functions/,
    ],
  ])('%s', (_name, messages, param, message) => {
    const [foundParam, foundMessage] = errorOf(messages)

    expect(foundParam).toBe(param)
    expect(foundMessage).toMatch(message)
  })
})
