import { expect, test } from 'vitest'
import { readClaudeMessages } from '../../../../emulator/responders/claude-messages/read.ts'
import { writeClaudeMessage } from '../../../../emulator/responders/claude-messages/write.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  HAIKU_3,
  OPUS_4_8,
  SONNET_4_5,
  budget,
  claudeInput,
  contextManagement,
  tool,
} from '../../../support/claude-records.ts'
import { answerOf, contextOf, modelOf, objectFrom } from '../../../support/responders.ts'

const write = (choice: Parameters<typeof answerOf>[0], members: JsonObject = {}, id = HAIKU_3) =>
  writeClaudeMessage(answerOf(choice), readClaudeMessages(claudeInput(members), modelOf(id)), contextOf(id))

test('an answer is a message as Bedrock returns it', () => {
  expect(write({}, {}, SONNET_4_5)).toEqual({
    id: expect.stringMatching(/^msg_bdrk_01[0-9A-Za-z]{22}$/),
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5-20250929',
    content: [{ type: 'text', text: 'Grace Hopper.' }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: {
      input_tokens: 12,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      output_tokens: 30,
    },
  })
})

test.each(['haiku-20240307-v1:0', 'sonnet-20240229-v1:0', 'opus-20240229-v1:0'])(
  'the usage of Claude 3 (%s) says nothing of a cache',
  (name) => {
    expect(write({}, {}, `anthropic.claude-3-${name}`)['usage']).toEqual({ input_tokens: 12, output_tokens: 30 })
  },
)

test('the members of a message have the order of the service', () => {
  const order = ['id', 'type', 'role', 'model', 'content', 'stop_reason', 'stop_sequence', 'usage']
  expect(Object.keys(write({}))).toEqual(order)
})

test('the same answer to the same record is the same message, another record another id', () => {
  const ask = readClaudeMessages(claudeInput(), modelOf(HAIKU_3))
  const other = { ...contextOf(HAIKU_3), fingerprint: 'beef'.repeat(12) }
  expect(JSON.stringify(write({}))).toBe(JSON.stringify(write({})))
  expect(writeClaudeMessage(answerOf({}), ask, other)['id']).not.toBe(write({})['id'])
})

test.each([
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929'],
  ['anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
  ['anthropic.claude-opus-4-8', 'claude-opus-4-8'],
  ['anthropic.claude-3-haiku-20240307-v1:0:200k', 'claude-3-haiku-20240307'],
])('a message of %s names the model %s', (id, name) => {
  expect(write({}, {}, id)['model']).toBe(name)
})

test('thoughts come first, signed, and their tokens are counted', () => {
  const message = write({ reasoning: 'She did.', reasoningTokens: 11, text: 'Hopper!!' }, budget, SONNET_4_5)
  expect(message['content']).toEqual([
    { type: 'thinking', thinking: 'She did.', signature: expect.stringMatching(/^[A-Za-z0-9+/]{80,}$/) },
    { type: 'text', text: 'Hopper!!' },
  ])
  expect(message['usage']).toMatchObject({ output_tokens: 30, output_tokens_details: { thinking_tokens: 11 } })
})

test('the text of thoughts is left out where it was not asked for', () => {
  const message = write({ reasoning: 'She did.', reasoningTokens: 11 }, { thinking: { type: 'adaptive' } }, OPUS_4_8)
  expect(message['content']).toMatchObject([{ type: 'thinking', thinking: '' }, { type: 'text' }])
  expect(message['usage']).toMatchObject({ output_tokens_details: { thinking_tokens: 11 } })
})

test('a demanded tool is called, and nothing else is said', () => {
  const calls = [
    { name: 'find', arguments: objectFrom('{"n":1.0}') },
    { name: 'find', arguments: {} },
  ]
  const members = { tools: [tool()], tool_choice: { type: 'any' } }
  const id = expect.stringMatching(/^toolu_bdrk_01[0-9A-Za-z]{22}$/)
  const message = write({ text: '', calls, stopReason: 'toolUse' }, members)
  expect(message).toMatchObject({
    content: [
      { type: 'tool_use', id, name: 'find' },
      { type: 'tool_use', id, name: 'find', input: {} },
    ],
    stop_reason: 'tool_use',
  })
  expect(JSON.stringify(message)).toContain('"input":{"n":1.0}')
})

test('two calls of one message have two ids', () => {
  const call = { name: 'find', arguments: {} }
  const message = JSON.stringify(write({ text: '', calls: [call, call], stopReason: 'toolUse' }))
  expect(new Set(message.match(/toolu_bdrk_\w+/g)).size).toBe(2)
})

test('an answer without text has no content', () => {
  expect(write({ text: '', stopReason: 'maxTokens' })).toMatchObject({ content: [], stop_reason: 'max_tokens' })
})

test('a record that manages its context learns that nothing was left out', () => {
  expect(write({}, contextManagement())).toMatchObject({ context_management: { applied_edits: [] } })
})

test('the stop sequence that was met is named', () => {
  expect(write({ stopReason: 'stopSequence', stopSequence: 'END' })).toMatchObject({
    stop_reason: 'stop_sequence',
    stop_sequence: 'END',
  })
})
