import { expect, test } from 'vitest'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  DEEPSEEK,
  QWEN_VL,
  bySchema,
  call,
  imageAt,
  openaiAsk,
  schema,
  tool,
  user,
} from '../../../support/openai-records.ts'
import { objectFrom } from '../../../support/responders.ts'

test('a record that says little has no limit', () => {
  expect(openaiAsk({}, DEEPSEEK)).toEqual({
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
  })
})

test('everybody who speaks is heard', () => {
  const messages: JsonObject[] = [
    { role: 'developer', content: 'Be brief.' },
    { role: 'system', content: [{ type: 'text', text: 'Be kind.' }] },
    user([{ type: 'text', text: 'How is it' }, imageAt('data:image/png;base64,AAAA'), { type: 'text', text: 'here?' }]),
    { role: 'assistant', content: 'I look.', tool_calls: [call('a'), call('b', '{}')] },
    { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'Sunny' }] },
    { role: 'assistant', content: null, refusal: 'No.' },
    { role: 'function', name: 'now', content: '12:00' },
  ]
  expect(openaiAsk({ messages }, QWEN_VL)).toMatchObject({
    turns: [
      { role: 'system', text: 'Be brief.' },
      { role: 'system', text: 'Be kind.' },
      { role: 'user', text: 'How is it\nhere?' },
      { role: 'assistant', text: 'I look.\nget_weather({"city":"Oslo"})\nget_weather({})' },
      { role: 'tool', text: 'Sunny' },
      { role: 'assistant', text: 'No.' },
      { role: 'tool', text: '12:00' },
    ],
    mediaCount: 1,
  })
})

test('limits, the newer name first', () => {
  expect(openaiAsk({ max_tokens: 5, stop: 'END', n: 2 })).toMatchObject({
    maxTokens: 5,
    stopSequences: ['END'],
    choiceCount: 2,
  })
  expect(openaiAsk({ max_tokens: 5, max_completion_tokens: 6, stop: ['a', 'b'] })).toMatchObject({
    maxTokens: 6,
    stopSequences: ['a', 'b'],
  })
})

test('tools, and which of them is demanded', () => {
  expect(openaiAsk({ tools: [tool(), tool('now', {})], tool_choice: 'required' })).toMatchObject({
    tools: [
      { name: 'get_weather', schema },
      { name: 'now', schema: { type: 'object', properties: {} } },
    ],
    forcedTool: 'any',
  })
  const named = { type: 'function', function: { name: 'now' } }
  expect(openaiAsk({ tools: [tool('now')], tool_choice: named }).forcedTool).toEqual({ name: 'now' })
  expect(openaiAsk({ tools: [tool()], tool_choice: 'none' }).forcedTool).toBeUndefined()
})

test('which form the answer has to have, with numbers as they stood', () => {
  const strict = objectFrom('{"type":"number","maximum":12345678901234567890}')
  expect(JSON.stringify(openaiAsk(bySchema({ name: 'a', schema: strict })).schema)).toBe(
    '{"type":"number","maximum":12345678901234567890}',
  )
  expect(openaiAsk({ response_format: { type: 'json_object' } }).jsonObject).toBe(true)
  expect(openaiAsk({ response_format: { type: 'text' } })).toMatchObject({ jsonObject: false, schema: undefined })
})

test('gpt-oss thinks aloud unless it is told not to', () => {
  expect(openaiAsk({}).reasoning).toBe(true)
  expect(openaiAsk({ include_reasoning: null }).reasoning).toBe(true)
  expect(openaiAsk({ include_reasoning: false }).reasoning).toBe(false)
  expect(openaiAsk({ include_reasoning: true }, DEEPSEEK).reasoning).toBe(false)
  expect(openaiAsk({}, 'moonshot.kimi-k2-thinking').reasoning).toBe(true)
  expect(openaiAsk({}, 'moonshotai.kimi-k2.5').reasoning).toBe(false)
})

test('what a message or a part has no place for is passed over', () => {
  const messages = [
    { ...user([{ type: 'text', text: 'a', image_url: 5, refusal: 5 }]), tool_calls: 5, refusal: 5, function_call: 5 },
  ]
  const response_format = { type: 'text', json_schema: { schema } }
  expect(openaiAsk({ messages, response_format })).toMatchObject({
    turns: [{ role: 'user', text: 'a' }],
    mediaCount: 0,
    schema: undefined,
  })
})
