import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { NO_PARAMETERS, OPTIONS, refused, sent, TOOL } from '../../../support/command-r.ts'
import { PDF, PNG } from '../../../support/responders.ts'
import { translateBody } from '../../../support/translation.ts'

const calls = (...ids: string[]): JsonObject => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: `{"of":"${id}"}` } })),
})
const result = (id: string, content: Json): JsonObject => ({ role: 'tool', tool_call_id: id, content })
const USER: JsonObject = { role: 'user', content: 'Hello' }

describe('messages', () => {
  test('become the preamble, the history and the last words', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'developer', content: 'Be kind.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'assistant', content: 'c' },
      { role: 'system', content: 'Now in French.' },
      { role: 'user', content: 'd' },
    ]

    expect(await sent({ messages })).toEqual({
      message: 'Now in French.\nd',
      preamble: 'Be brief.\nBe kind.',
      chat_history: [
        { role: 'USER', message: 'a\nb' },
        { role: 'CHATBOT', message: 'c' },
      ],
    })
  })

  test('that end with results leave the words empty', async () => {
    const messages = [
      USER,
      calls('x', 'y'),
      result('y', 'of y'),
      result('x', [
        { type: 'text', text: '1' },
        { type: 'text', text: '2' },
      ]),
    ]
    const [x, y] = ['x', 'y'].map((of) => ({ name: 'f', parameters: { of } }))

    expect(await sent({ messages, ...TOOL })).toEqual({
      message: '',
      tools: [NO_PARAMETERS],
      chat_history: [
        { role: 'USER', message: 'Hello' },
        { role: 'CHATBOT', message: '', tool_calls: [x, y] },
      ],
      tool_results: [
        { call: y, outputs: [{ text: 'of y' }] },
        { call: x, outputs: [{ text: '1' }, { text: '2' }] },
      ],
    })
  })

  test('keep earlier calls and their results in their place', async () => {
    const messages = [USER, { ...calls('x'), content: 'I look.' }, result('x', ''), { role: 'user', content: 'Go on.' }]
    const call = { name: 'f', parameters: { of: 'x' } }

    expect(await sent({ messages })).toEqual({
      message: 'Go on.',
      chat_history: [
        { role: 'USER', message: 'Hello' },
        { role: 'CHATBOT', message: 'I look.', tool_calls: [call] },
        { role: 'TOOL', tool_results: [{ call, outputs: [{ text: '' }] }] },
      ],
    })
  })

  test.each<[string, JsonObject, policy: 'error' | 'drop', string]>([
    ['results without tools', {}, 'error', 'tools'],
    ['results without tools', {}, 'drop', 'tools'],
    ['results beside tools that may not be called', { ...TOOL, tool_choice: 'none' }, 'error', 'tool_choice'],
  ])('%s are refused', async (_name, others, policy, param) => {
    expect((await refused({ messages: [USER, calls('x'), result('x', 'r')], ...others }, policy))[0]).toBe(param)
  })

  test('results beside tools that may not be called have their tools with drop', async () => {
    const messages = [USER, calls('x'), result('x', 'r')]
    const body = { messages, ...TOOL, tool_choice: 'none', parallel_tool_calls: false }

    expect(await translateBody(body, { ...OPTIONS, unsupported: 'drop' })).toMatchObject({
      modelInput: { tools: [NO_PARAMETERS] },
      dropped: ['tool_choice'],
    })
  })

  test('a begun answer is refused, or left out', async () => {
    const messages = [USER, { role: 'assistant', content: 'It is' }]

    expect(await refused({ messages })).toEqual(['messages[1]', 'unsupported_value'])
    expect(await sent({ messages }, 'drop')).toEqual({ message: 'Hello' })
  })

  test.each<[string, Json, string]>([
    ['image', { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }, 'messages[0].content[1]'],
    ['document', { type: 'file', file: { file_data: PDF } }, 'messages[0].content[1]'],
  ])('an %s is refused with its place', async (_name, part, path) => {
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'a' }, part] }]

    expect((await refused({ messages }, 'drop'))[0]).toBe(path)
  })

  test('an image in a result is refused with its place', async () => {
    const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }

    expect((await refused({ messages: [USER, calls('x'), result('x', [image])], ...TOOL }))[0]).toBe(
      'messages[2].content[0]',
    )
  })

  test('thoughts and marks of a cache are left out and reported', async () => {
    const messages = [
      { role: 'user', content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }] },
      { role: 'assistant', thinking_blocks: [{ type: 'thinking', thinking: 'Hm.' }] },
      { role: 'user', content: 'b' },
    ]

    expect(await translateBody({ messages }, OPTIONS)).toEqual({
      modelInput: { message: 'b', chat_history: [{ role: 'USER', message: 'a' }] },
      error: undefined,
      dropped: ['messages[].content[].prompt_cache_breakpoint', 'messages[].thinking_blocks'],
    })
  })
})
