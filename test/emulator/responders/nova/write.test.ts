import { describe, expect, test } from 'vitest'
import { nova } from '../../../../emulator/responders/nova.ts'
import { LITE, novaAsk } from '../../../support/nova-records.ts'
import { answerOf, contextOf, objectFrom } from '../../../support/responders.ts'

const write = (choice: Parameters<typeof answerOf>[0]): string =>
  JSON.stringify(nova.write(answerOf(choice), novaAsk({}), contextOf(LITE)))

describe('what Nova writes', () => {
  const usage = {
    inputTokens: 12,
    outputTokens: 30,
    totalTokens: 42,
    cacheReadInputTokenCount: 0,
    cacheWriteInputTokenCount: 0,
  }
  test('a text', () => {
    expect(write({})).toBe(
      JSON.stringify({
        output: { message: { content: [{ text: 'Grace Hopper.' }], role: 'assistant' } },
        stopReason: 'end_turn',
        usage,
      }),
    )
  })

  test('calls of tools, with numbers as they stand, and no empty text', () => {
    const calls = [
      { name: 'a', arguments: objectFrom('{"id":12345678901234567890}') },
      { name: 'b', arguments: {} },
    ]
    const output = write({ text: '', calls, stopReason: 'toolUse' })
    expect(output.replaceAll(/tooluse_[A-Za-z0-9]{22}/g, 'ID')).toBe(
      `{"output":{"message":{"content":[{"toolUse":{"name":"a","toolUseId":"ID","input":{"id":12345678901234567890}}},{"toolUse":{"name":"b","toolUseId":"ID","input":{}}}],"role":"assistant"}},"stopReason":"tool_use","usage":${JSON.stringify(usage)}}`,
    )
    expect(new Set(output.match(/tooluse_[A-Za-z0-9]{22}/g)).size).toBe(2)
    expect(write({ text: '', calls, stopReason: 'toolUse' })).toBe(output)
  })

  test('thoughts without their words, and other reasons to stop', () => {
    expect(JSON.parse(write({ reasoning: 'hm', stopReason: 'maxTokens' }))).toMatchObject({
      output: {
        message: {
          content: [{ reasoningContent: { reasoningText: { text: '[REDACTED]' } } }, { text: 'Grace Hopper.' }],
        },
      },
      stopReason: 'max_tokens',
    })
    expect(JSON.parse(write({ stopReason: 'stopSequence', stopSequence: 'END' }))).toMatchObject({
      stopReason: 'stop_sequence',
    })
  })
})
