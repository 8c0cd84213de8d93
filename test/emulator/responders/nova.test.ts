import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nova } from '../../../emulator/responders/nova.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  LITE,
  MICRO,
  NOVA_2,
  user,
  assistant,
  text,
  image,
  video,
  call,
  result,
  tools,
  checkNova,
  novaAsk,
} from '../../support/nova-records.ts'
import { deepObject, isVerdict, modelOf, oddObjects, refused } from '../../support/responders.ts'

describe('Nova takes a record that', () => {
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}],
    ['names the schema', { schemaVersion: 'messages-v1', system: [text()] }],
    ['wants Nova 2 to be steady', { inferenceConfig: { temperature: 0.00001 } }, NOVA_2],
    [
      'sets every limit',
      { inferenceConfig: { maxTokens: 10_000, temperature: 0, topP: 1, topK: 128, stopSequences: ['|'] } },
    ],
    ['uses the older names', { inferenceConfig: { max_new_tokens: 100, top_p: 0.5, top_k: 20 } }],
    ['shows images and videos', { messages: [user(image(), video, text())] }],
    ['shows an image in S3', { messages: [user(image({ s3Location: { uri: 's3://bucket/a.png' } }))] }],
    ['brings tools', { ...tools({ tool: { name: 'get_weather' } }), system: [text()] }],
    [
      'brings the history of a tool',
      { messages: [user(text()), assistant(call()), user(result('a', text(), { json: {} }))] },
    ],
    [
      'brings a tool without a result that says something',
      { messages: [user(text()), assistant(call()), user(result())] },
    ],
    ['begins the answer', { messages: [user(text()), assistant(text('{'))] }],
    ['marks a text for the cache', { messages: [user({ ...text(), cachePoint: { type: 'default' } })] }],
    ['asks Nova 2 for thoughts', { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } }, NOVA_2],
    [
      'asks Nova 2 for thoughts elsewhere',
      { inferenceConfig: { maxTokens: 64_000, reasoningConfig: { type: 'enabled' } } },
      NOVA_2,
    ],
    ['asks Nova 2 for much thought', { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } }, NOVA_2],
    [
      'brings thoughts of Nova 2',
      {
        messages: [
          user(text()),
          assistant({ reasoningContent: { reasoningText: { text: '[REDACTED]' } } }, text()),
          user(text()),
        ],
      },
      NOVA_2,
    ],
    ['gives Nova 2 a tool of its own', { toolConfig: { tools: [{ systemTool: { name: 'nova_grounding' } }] } }, NOVA_2],
  ])('%s', (_name, members, id) => {
    expect(checkNova(members, id)).toBeUndefined()
  })
})

describe('whatever a record holds, Nova answers', () => {
  const names = ['messages', 'role', 'content', 'text', 'image', 'source', 'bytes', 's3Location', 'uri', 'toolConfig']
  const moreNames = ['tools', 'toolSpec', 'inferenceConfig', 'maxTokens', 'toolUse', 'toolResult', 'toolUseId', 'name']
  const odd = oddObjects([...names, ...moreNames], ['user', 'assistant', 'png', 'default', 'enabled'])
  const models = fc.constantFrom(LITE, MICRO, NOVA_2)

  test('to odd members', () => {
    const property = fc.property(odd, models, (members, id) => isVerdict(nova.check(members, modelOf(id))))
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to blocks that are nearly right, and reads what it takes', () => {
    const block = fc.oneof(
      fc.string().map(text),
      odd,
      fc.constantFrom(image(), video, call(), result(), result('b', text())),
    )
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant'),
      content: fc.array(block, { maxLength: 3 }),
    })
    const property = fc.property(fc.array(message, { maxLength: 4 }), models, (messages, id) => {
      const error = checkNova({ messages }, id)
      return isVerdict(error) && (error !== undefined || novaAsk({ messages }, id).kind === 'chat')
    })
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to nesting without end', () => {
    expect(checkNova({ toolConfig: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
  })
})
