import { expect, test } from 'vitest'
import { readConverse } from '../../../../emulator/responders/converse/read.ts'
import { writeConverse } from '../../../../emulator/responders/converse/write.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { OPUS_4_8, SONNET_4_5 } from '../../../support/claude-records.ts'
import { GPT_OSS, NOVA_2, NOVA_LITE, R1, converseInput, extra } from '../../../support/converse-records.ts'
import { answerOf, contextOf, modelOf } from '../../../support/responders.ts'

const write = (choice: Parameters<typeof answerOf>[0], members: JsonObject = {}, id = NOVA_LITE) =>
  writeConverse(answerOf(choice), readConverse(converseInput(members), modelOf(id)), contextOf(id))

const thinking = {
  ...extra({ thinking: { type: 'enabled', budget_tokens: 1024 } }),
  inferenceConfig: { maxTokens: 2000 },
}

test('an answer is a Converse response', () => {
  expect(write({})).toEqual({
    output: { message: { role: 'assistant', content: [{ text: 'Grace Hopper.' }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 12, outputTokens: 30, totalTokens: 42 },
    metrics: { latencyMs: 610 },
  })
})

test.each([
  ['maxTokens', 'max_tokens'],
  ['stopSequence', 'stop_sequence'],
] as const)('an answer that ends by %s says %s', (stopReason, wire) => {
  expect(write({ stopReason })['stopReason']).toBe(wire)
})

test('an answer without text has no content', () => {
  expect(write({ text: '' })['output']).toEqual({ message: { role: 'assistant', content: [] } })
})

test('thoughts of Claude come first, signed', () => {
  const signature = expect.stringMatching(/^[A-Za-z0-9+/]{80,}$/)
  expect(write({ reasoning: 'She did.' }, thinking, SONNET_4_5)['output']).toEqual({
    message: {
      role: 'assistant',
      content: [{ reasoningContent: { reasoningText: { text: 'She did.', signature } } }, { text: 'Grace Hopper.' }],
    },
  })
})

test('thoughts of others come first, unsigned', () => {
  expect(write({ reasoning: 'She did.' }, {}, R1)['output']).toEqual({
    message: {
      role: 'assistant',
      content: [{ reasoningContent: { reasoningText: { text: 'She did.' } } }, { text: 'Grace Hopper.' }],
    },
  })
})

test('thoughts of Nova come first, without their words', () => {
  expect(write({ reasoning: 'She did.' }, {}, NOVA_2)['output']).toEqual({
    message: {
      role: 'assistant',
      content: [{ reasoningContent: { reasoningText: { text: '[REDACTED]' } } }, { text: 'Grace Hopper.' }],
    },
  })
})

test('calls of tools that came with fields of the model are blocks', () => {
  const calls = [{ name: 'a', arguments: { city: 'Oslo' } }]
  expect(write({ text: '', calls, stopReason: 'toolUse' }, {}, GPT_OSS)).toMatchObject({
    output: {
      message: {
        content: [
          {
            toolUse: {
              name: 'a',
              toolUseId: expect.stringMatching(/^tooluse_[A-Za-z0-9]{22}$/),
              input: { city: 'Oslo' },
            },
          },
        ],
      },
    },
    stopReason: 'tool_use',
  })
})

test('the text of thoughts is left out where it was not asked for', () => {
  const output = write({ reasoning: 'She did.' }, extra({ thinking: { type: 'adaptive' } }), OPUS_4_8)
  expect(output).toMatchObject({
    output: { message: { content: [{ reasoningContent: { reasoningText: { text: '' } } }, {}] } },
  })
})

test("fields of Claude's own answer come back by their paths", () => {
  const additionalModelResponseFieldPaths = [
    '/stop_sequence',
    '/usage/output_tokens_details',
    '/usage/input_tokens',
    '/none',
    '/usage/none/deeper',
    '/__proto__/polluted',
    'stop_reason',
  ]
  const choice = {
    reasoning: 'abc',
    reasoningTokens: 15,
    text: 'abc',
    stopReason: 'stopSequence',
    stopSequence: 'END',
  } as const
  const output = write(choice, { ...thinking, additionalModelResponseFieldPaths }, SONNET_4_5)
  expect(output['additionalModelResponseFields']).toEqual({
    stop_sequence: 'END',
    usage: { output_tokens_details: { thinking_tokens: 15 }, input_tokens: 12 },
  })
})

test('fields of other models are not known', () => {
  const output = write({}, { additionalModelResponseFieldPaths: ['/stop_sequence'] })
  expect(output).not.toHaveProperty('additionalModelResponseFields')
})

test('latency and tier come back as they were asked for', () => {
  const members = { performanceConfig: { latency: 'optimized' }, serviceTier: { type: 'flex' } }
  expect(write({}, members)).toMatchObject(members)
})
