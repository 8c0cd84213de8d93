import { describe, expect, test } from 'vitest'
import { toAnswer } from '../../../translator/families/converse/response.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { LossReport } from '../../../translator/loss-report.ts'

const choiceOf = (...content: Json[]) => {
  const output: JsonObject = { output: { message: { role: 'assistant', content } }, stopReason: 'end_turn' }
  const report = new LossReport('error')
  return toAnswer(output, { modelId: 'meta.llama3-3-70b-instruct-v1:0', report }).choices[0]!
}
const thought = (reasoningText: JsonObject): JsonObject => ({ reasoningContent: { reasoningText } })

test('what is no block is passed over', () => {
  expect(choiceOf(null, 'x', [{ text: 'y' }], 5, { text: 'a' })).toEqual({
    content: 'a',
    calls: [],
    finishReason: 'stop',
  })
})

test('a call whose id is no text is given one like a call without', () => {
  const call = { name: 'f', arguments: '{}' }
  expect(choiceOf({ toolUse: { toolUseId: 5, name: 'f' } }).calls).toEqual([{ id: undefined, ...call }])
  expect(choiceOf({ toolUse: { toolUseId: 't', name: 'f' } }).calls).toEqual([{ id: 't', ...call }])
})

describe('a thought', () => {
  test('without text is no reasoning, and can be brought back', () => {
    const blank = { type: 'thinking', thinking: '', signature: 's' }
    expect(choiceOf(thought({ text: '', signature: 's' }))).toMatchObject({
      reasoning: undefined,
      thinkingBlocks: [blank],
    })
    expect(choiceOf(thought({ text: '', signature: 's' }), thought({ text: 'a' }))).toMatchObject({
      reasoning: 'a',
      thinkingBlocks: [blank, { type: 'thinking', thinking: 'a' }],
    })
  })

  test.each([null, 5, {}])('signed with %j is not signed', (signature) => {
    expect(choiceOf(thought({ text: 'a', signature })).thinkingBlocks).toStrictEqual([
      { type: 'thinking', thinking: 'a' },
    ])
  })
})
