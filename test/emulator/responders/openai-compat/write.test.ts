import { expect, test } from 'vitest'
import { openaiCompat } from '../../../../emulator/responders/openai-compat.ts'
import type { ChatAnswer } from '../../../../emulator/answers/answers.ts'
import { GPT_OSS, QWEN, openaiAsk } from '../../../support/openai-records.ts'
import { answerOf, contextOf, objectFrom } from '../../../support/responders.ts'

const write = (answer: ChatAnswer, id = QWEN): string =>
  JSON.stringify(openaiCompat.write(answer, openaiAsk({}, id), contextOf(id)))
const withoutIds = (output: string): string =>
  output
    .replace(/chatcmpl-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, 'ID')
    .replaceAll(/call_[A-Za-z0-9]{24}/g, 'CALL')
const usage = '"usage":{"prompt_tokens":12,"completion_tokens":30,"total_tokens":42}'

test('a text', () => {
  expect(withoutIds(write(answerOf({})))).toBe(
    `{"id":"ID","object":"chat.completion","created":1795219200,"model":"${QWEN}","choices":[{"index":0,"message":{"role":"assistant","content":"Grace Hopper.","refusal":null},"logprobs":null,"finish_reason":"stop"}],${usage}}`,
  )
})

test('calls of tools, with arguments as text and numbers as they stand', () => {
  const calls = [
    { name: 'a', arguments: objectFrom('{"id":12345678901234567890}') },
    { name: 'b', arguments: {} },
  ]
  const output = write(answerOf({ text: '', calls, stopReason: 'toolUse' }))
  expect(withoutIds(output)).toBe(
    `{"id":"ID","object":"chat.completion","created":1795219200,"model":"${QWEN}","choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":null,"tool_calls":[{"id":"CALL","type":"function","function":{"name":"a","arguments":"{\\"id\\":12345678901234567890}"}},{"id":"CALL","type":"function","function":{"name":"b","arguments":"{}"}}]},"logprobs":null,"finish_reason":"tool_calls"}],${usage}}`,
  )
  expect(new Set(output.match(/call_[A-Za-z0-9]{24}/g)).size).toBe(2)
})

const contentOf = (choice: Parameters<typeof answerOf>[0]): unknown =>
  openaiCompat.write(answerOf(choice), openaiAsk({}), contextOf(GPT_OSS))['choices']

test('thoughts of gpt-oss before what it says', () => {
  expect(contentOf({ reasoning: 'hm' })).toMatchObject([
    { message: { content: '<reasoning>hm</reasoning>Grace Hopper.' } },
  ])
  const calls = [{ name: 'a', arguments: {} }]
  expect(contentOf({ reasoning: 'hm', text: '', calls })).toMatchObject([
    { message: { content: '<reasoning>hm</reasoning>' } },
  ])
  expect(contentOf({ text: '' })).toMatchObject([{ message: { content: '' } }])
})

test('several answers, each with its place and ids of its own', () => {
  const [choice] = answerOf({ calls: [{ name: 'a', arguments: {} }], stopReason: 'maxTokens' }).choices
  const output = write({ ...answerOf({}), choices: [choice!, { ...choice!, stopReason: 'stopSequence' }] })
  expect(JSON.parse(output)).toMatchObject({
    choices: [
      { index: 0, finish_reason: 'length' },
      { index: 1, finish_reason: 'stop' },
    ],
  })
  expect(new Set(output.match(/call_[A-Za-z0-9]{24}/g)).size).toBe(2)
})

test('the same answer gets the same ids, another fingerprint other ones', () => {
  const other = { ...contextOf(QWEN), fingerprint: 'f00d'.repeat(12) }
  expect(write(answerOf({}))).toBe(write(answerOf({})))
  expect(openaiCompat.write(answerOf({}), openaiAsk({}), other)['id']).not.toBe(JSON.parse(write(answerOf({}))).id)
})
