import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { meet } from '../../../support/fates.ts'
import { PDF, PNG } from '../../../support/responders.ts'
import { translateBody } from '../../../support/translation.ts'

const GPT = 'openai.gpt-oss-120b-1:0'
const IMAGE: JsonObject = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }

const user = (content: Json): JsonObject => ({ messages: [{ role: 'user', content }] })
const messagesOf = async (messages: Json, modelId = GPT): Promise<Json | undefined> => {
  const { modelInput, error } = await translateBody({ messages }, { modelId })
  return modelInput?.messages ?? error?.param
}

describe('messages', () => {
  const call = (id: string, given: Json): JsonObject => ({
    id,
    type: 'function',
    function: { name: 'f', arguments: given },
  })
  const hi = { role: 'user', content: 'a' }

  test('stay where they are, names too', async () => {
    const messages = [
      { role: 'system', content: 'a', name: 's' },
      { role: 'user', content: 'b', name: 'u' },
      { role: 'assistant', content: 'c', name: 'x' },
      { role: 'assistant', content: 'd' },
      { role: 'system', content: 'e' },
      { role: 'user', content: ' f\n' },
      { role: 'assistant', content: 'g' },
    ]

    expect(await messagesOf(messages)).toEqual(messages)
  })

  test('a name that is no text is refused', async () => {
    expect(await messagesOf([{ ...hi, name: 1 }])).toBe('messages[0].name')
  })

  test('that hold nothing are left out, parts too', async () => {
    const messages = [
      { role: 'system', content: '' },
      { role: 'user', content: null },
      { role: 'user', content: [{ type: 'text', text: '' }, 'a'] },
      { role: 'assistant', content: [], refusal: '' },
    ]

    expect(await messagesOf(messages)).toEqual([{ role: 'user', content: 'a' }])
  })

  test('refusals are what the assistant said', async () => {
    const messages = [
      hi,
      { role: 'assistant', content: null, refusal: 'No.' },
      hi,
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }], refusal: 'Never.' },
      hi,
    ]

    expect(await messagesOf(messages)).toEqual([
      hi,
      { role: 'assistant', content: 'No.' },
      hi,
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'No.' },
          { type: 'text', text: 'Never.' },
        ],
      },
      hi,
    ])
  })

  test('ids and arguments of calls are as the client wrote them; without arguments there is an empty object', async () => {
    const messages = [
      hi,
      {
        role: 'assistant',
        content: '',
        tool_calls: [call('functions.f:0', '{"a": 1.0}'), call('b c', ' '), call('d', { x: 1 })],
      },
      { role: 'tool', tool_call_id: 'b c', content: 'r' },
      { role: 'tool', tool_call_id: 'functions.f:0', content: null },
      { role: 'tool', tool_call_id: 'd', content: [{ type: 'text', text: 's' }] },
    ]

    expect(await messagesOf(messages)).toEqual([
      hi,
      { role: 'assistant', tool_calls: [call('functions.f:0', '{"a": 1.0}'), call('b c', '{}'), call('d', '{"x":1}')] },
      { role: 'tool', tool_call_id: 'b c', content: 'r' },
      { role: 'tool', tool_call_id: 'functions.f:0', content: '' },
      { role: 'tool', tool_call_id: 'd', content: 's' },
    ])
  })

  test('legacy calls get ids, and each result that of the last call of its function', async () => {
    const legacy = { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } }
    const result = { role: 'function', name: 'f', content: 'r' }

    expect(await messagesOf([hi, legacy, result, legacy, result])).toEqual([
      hi,
      { role: 'assistant', tool_calls: [call('call_fn_0', '{}')] },
      { role: 'tool', tool_call_id: 'call_fn_0', content: 'r' },
      { role: 'assistant', tool_calls: [call('call_fn_1', '{}')] },
      { role: 'tool', tool_call_id: 'call_fn_1', content: 'r' },
    ])
  })

  test('no two calls have the same id, whatever the client calls its own', async () => {
    const messages = [
      hi,
      { role: 'assistant', tool_calls: [call('call_fn_1', '{}')] },
      { role: 'tool', tool_call_id: 'call_fn_1', content: 'r' },
      { role: 'assistant', content: null, function_call: { name: 'f', arguments: '{}' } },
      { role: 'function', name: 'f', content: 's' },
    ]

    expect(await messagesOf(messages)).toMatchObject([
      hi,
      { tool_calls: [{ id: 'call_fn_1' }] },
      { tool_call_id: 'call_fn_1', content: 'r' },
      { tool_calls: [{ id: 'call_fn_1_1' }] },
      { tool_call_id: 'call_fn_1_1', content: 's' },
    ])
  })

  test('a legacy call beside one that the client has named like it keeps its own result', async () => {
    const messages = [
      hi,
      { role: 'assistant', tool_calls: [call('call_fn_1', '{}')], function_call: { name: 'f', arguments: '{}' } },
      { role: 'tool', tool_call_id: 'call_fn_1', content: 'r' },
      { role: 'function', name: 'f', content: 's' },
    ]

    expect(await messagesOf(messages)).toMatchObject([
      hi,
      { tool_calls: [{ id: 'call_fn_1' }, { id: 'call_fn_1_1' }] },
      { tool_call_id: 'call_fn_1', content: 'r' },
      { tool_call_id: 'call_fn_1_1', content: 's' },
    ])
  })

  test.each<[string, JsonObject[], string]>([
    ['an image that the model cannot see', [{ role: 'user', content: [IMAGE] }], 'messages[0].content[0]'],
    ['a document', [{ role: 'user', content: [{ type: 'file', file: { file_data: PDF } }] }], 'messages[0].content[0]'],
    [
      'an image in a result',
      [hi, { role: 'assistant', tool_calls: [call('c', '')] }, { role: 'tool', tool_call_id: 'c', content: [IMAGE] }],
      'messages[2].content[0]',
    ],
  ])('with %s are refused, whatever the options say', async (_name, messages, param) => {
    expect((await translateBody({ messages }, { modelId: GPT, unsupported: 'drop' })).error).toMatchObject({ param })
  })

  test('an image in S3 is refused by a model that sees', async () => {
    const image = { type: 'image_url', image_url: { url: 's3://b/a.png' } }

    expect(await messagesOf(user([image]).messages!, 'google.gemma-3-4b-it')).toBe('messages[0].content[0]')
  })

  test('an image is sent on, its URL in one spelling', async () => {
    const image = { type: 'image_url', image_url: `data:IMAGE/PNG;x=y;base64,${PNG.slice(0, 8)}\n${PNG.slice(8)}` }

    expect(await messagesOf(user([image]).messages!, 'google.gemma-3-4b-it')).toEqual([
      { role: 'user', content: [IMAGE] },
    ])
  })

  test('marks for the cache and levels of detail are not sent, which is reported', async () => {
    const content = [
      { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}`, detail: 'low' } },
      { type: 'text', text: 'a', prompt_cache_breakpoint: { mode: 'explicit' } },
    ]
    const { lost } = await meet({ messages: [{ role: 'user', content }] }, 'google.gemma-3-4b-it')

    expect(lost).toEqual([
      'messages[].content[].image_url.detail dropped: This family has no levels of detail.',
      'messages[].content[].prompt_cache_breakpoint dropped: Prompts of this family are not cached by marks.',
    ])
  })

  test('what is not sent of them is reported', async () => {
    const { lost } = await meet(
      {
        messages: [
          { ...hi, cache_control: {}, extra: null },
          {
            role: 'assistant',
            content: [{ type: 'text', text: 'b', cache_control: {} }],
            reasoning_content: 'r',
            reasoning: 'r',
            thinking_blocks: [{}],
            audio: { id: 'x' },
            tool_calls: [{ ...call('c', ''), index: 0 }],
          },
          { role: 'tool', tool_call_id: 'c', content: 'r', name: 'f' },
        ],
      },
      GPT,
    )

    expect(lost).toEqual([
      'messages[].cache_control dropped: Prompts of this family are not cached by marks.',
      'messages[].content[].cache_control dropped: Prompts of this family are not cached by marks.',
      'messages[].tool_calls[].index dropped: No model of this family reads it.',
      'messages[].reasoning_content dropped: Thoughts of earlier turns are not sent.',
      'messages[].reasoning dropped: Thoughts of earlier turns are not sent.',
      'messages[].thinking_blocks dropped: Thoughts of earlier turns are not sent.',
      'messages[].audio dropped: No model of this family reads it.',
      'messages[].name dropped: No model of this family reads it.',
    ])
  })
})
