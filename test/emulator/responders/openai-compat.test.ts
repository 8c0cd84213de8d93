import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createOpenaiCompat, openaiCompat } from '../../../emulator/responders/openai-compat.ts'
import type { Unverified } from '../../../emulator/unverified.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  DEEPSEEK,
  GPT_OSS,
  QWEN,
  QWEN_VL,
  bySchema,
  call,
  checkOpenai,
  imageAt,
  openaiAsk,
  openaiInput,
  schema,
  tool,
  user,
} from '../../support/openai-records.ts'
import { PNG, deepObject, isVerdict, modelOf, oddObjects, refused } from '../../support/responders.ts'

const URI = `data:image/png;base64,${PNG}`
const sampling = {
  temperature: 2,
  top_p: 1,
  top_k: 5,
  frequency_penalty: -2,
  presence_penalty: 2,
  seed: 7,
  logit_bias: {},
}
const labels = {
  user: 'u',
  metadata: {},
  store: false,
  service_tier: 'auto',
  safety_identifier: 's',
  prompt_cache_key: 'k',
}
const history = [
  { role: 'developer', content: [{ type: 'text', text: 'Be brief.' }] },
  user([{ type: 'text', text: 'How is it?' }]),
  { role: 'assistant', content: null, tool_calls: [call('a')] },
  { role: 'tool', tool_call_id: 'a', content: 'Sunny' },
]

describe("a model with OpenAI's body takes a record that", () => {
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}],
    ['names its model', { model: GPT_OSS, stream: false }],
    ['names its model by a profile', { model: `us.${DEEPSEEK}` }, DEEPSEEK],
    ['names its model as the job does', { model: modelOf(QWEN).modelArn }, QWEN],
    ['sets how words are picked', sampling],
    ['sets limits', { max_completion_tokens: 1, max_tokens: 4_294_967_295, n: 3, stop: ['a', 'b', 'c', 'd'] }],
    ['sets one stop sequence', { stop: 'END' }],
    ['is labelled', labels],
    [
      'says null for much',
      { max_tokens: null, stop: null, tools: null, tool_choice: null, response_format: null, n: null, model: null },
    ],
    ['brings tools', { tools: [tool(), tool('now', {})], tool_choice: 'auto', parallel_tool_calls: false }],
    ['demands a tool', { tools: [tool()], tool_choice: { type: 'function', function: { name: 'get_weather' } } }],
    ['brings the history of a tool', { messages: history }],
    ['wants an object', { response_format: { type: 'json_object' } }],
    ['wants an answer by schema', bySchema({ name: 'answer', schema, strict: true })],
    ['wants little thought', { reasoning_effort: 'minimal', include_reasoning: false }],
    ['says what nobody was seen to refuse', { stop: ['a', 'b', 'c', 'd', 'e'], stream_options: {} }],
    ['brings a tool twice, and one named with a dot', { tools: [tool(), tool(), tool('a.b')] }],
    ['wants text', { modalities: ['text'], logprobs: false, response_format: { type: 'text' } }],
    ['shows an image, where it is seen', { messages: [user([imageAt(URI)])] }, QWEN_VL],
    [
      'brings thoughts of earlier turns',
      { messages: [user(), { role: 'assistant', content: 'a', reasoning_content: 'b' }, user()] },
    ],
  ])('%s', (_name, members, id) => {
    expect(checkOpenai(members, id)).toBeUndefined()
  })
})

test.each(['google.gemma-3-27b-it', 'moonshotai.kimi-k2.5', 'nvidia.nemotron-nano-12b-v2'])('%s sees images', (id) => {
  expect(checkOpenai({ messages: [user([imageAt(URI)])] }, id)).toBeUndefined()
})

test.each(['minimax.minimax-m2', 'zai.glm-4.7', 'moonshot.kimi-k2-thinking', 'nvidia.nemotron-nano-9b-v2'])(
  '%s reads texts alone',
  (id) => {
    expect(checkOpenai({}, id)).toBeUndefined()
    expect(checkOpenai({ messages: [user([imageAt(URI)])] }, id)).toEqual(refused("This model doesn't support images."))
  },
)

test('a record may name a profile whose ARN says nothing of the model, as its job does', () => {
  const modelArn = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl'
  const check = (model: string) => openaiCompat.check({ messages: [user()], model }, { baseModelId: GPT_OSS, modelArn })
  expect(check(modelArn)).toBeUndefined()
  expect(check(`${modelArn}m`)).toBeDefined()
})

test('a member that the service does not know is refused, or ignored when so set', () => {
  const stray = openaiInput({ anthropic_version: 'bedrock-2023-05-31' })
  const check = (openaiUnknownMembers: Unverified['openaiUnknownMembers']) =>
    createOpenaiCompat({ openaiUnknownMembers }).check(stray, modelOf(DEEPSEEK))
  expect(check('refused')?.errorMessage).toContain('unknown variant `anthropic_version`, expected one of `audio`,')
  expect(check('ignored')).toBeUndefined()
})

test('members that are not known do not hide what is wrong with others', () => {
  const responder = createOpenaiCompat({ openaiUnknownMembers: 'ignored' })
  expect(responder.check({ stray: 1, messages: 'Hello' }, modelOf(DEEPSEEK))?.errorMessage).toContain('messages: ')
})

describe("whatever a record holds, a model with OpenAI's body answers", () => {
  const names = ['messages', 'role', 'content', 'type', 'text', 'image_url', 'url', 'tools', 'function', 'name', 'n']
  const moreNames = [
    'tool_calls',
    'refusal',
    'function_call',
    'input_audio',
    'tool_choice',
    'response_format',
    'json_schema',
    'schema',
    'max_tokens',
    'temperature',
    'stop',
    'model',
  ]
  const words = ['user', 'assistant', 'text', 'function', 'required', 'json_schema', 'image_url', URI, GPT_OSS]
  const odd = oddObjects([...names, ...moreNames], words)
  const models = fc.constantFrom(GPT_OSS, QWEN, QWEN_VL, DEEPSEEK, 'minimax.minimax-m2', 'google.gemma-3-4b-it')

  test('to odd members', () => {
    const property = fc.property(odd, models, (members, id) => isVerdict(openaiCompat.check(members, modelOf(id))))
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to members that are nearly right, and reads what it takes', () => {
    const rightParts = fc.constantFrom({ type: 'text', text: 'a' }, imageAt(URI))
    const part = fc.tuple(odd, fc.oneof(rightParts, odd)).map(([extra, right]) => ({ ...extra, ...right }))
    const right = fc.record({
      role: fc.constantFrom('user', 'system', 'assistant', 'tool'),
      content: fc.oneof(fc.string(), fc.array(part, { maxLength: 3 })),
    })
    const message = fc.tuple(odd, right).map(([extra, members]) => ({ ...extra, ...members, tool_call_id: 'a' }))
    const property = fc.property(fc.array(message, { maxLength: 3 }), odd, models, (messages, members, id) => {
      const record = { ...members, messages }
      const error = checkOpenai(record, id)
      return isVerdict(error) && (error !== undefined || openaiAsk(record, id).kind === 'chat')
    })
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to nesting without end', () => {
    expect(checkOpenai({ metadata: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
  })
})
