import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deepseekR1 } from '../../../emulator/responders/deepseek-r1.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  answerOf,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  objectFrom,
  oddObjects,
  refused,
} from '../../support/responders.ts'

const R1 = modelOf('deepseek.r1-v1:0')
const OPENED = '<｜User｜>Oslo?<｜Assistant｜><think>\n'
const UNOPENED = '<｜User｜>Oslo?<｜Assistant｜>'

const check = (members: JsonObject) => deepseekR1.check({ prompt: OPENED, ...members }, R1)
const read = (members: JsonObject) => deepseekR1.read({ prompt: OPENED, ...members }, R1)

describe('R1 takes', () => {
  test.each<[string, JsonObject]>([
    ['a prompt', {}],
    ['every option', { temperature: 1, top_p: 1, max_tokens: 32_768, stop: Array.from({ length: 10 }, () => 'a') }],
    ['the least of each', { temperature: 0, top_p: 0, max_tokens: 1, stop: [] }],
    ['a prompt of plain words', { prompt: 'Oslo?' }],
  ])('%s', (_name, members) => {
    expect(check(members)).toBeUndefined()
  })
})

describe('R1 says nothing of what is wrong with', () => {
  test.each<[string, JsonObject]>([
    ['no prompt', { prompt: null }],
    ['an empty prompt', { prompt: '' }],
    ['messages', { messages: [{ role: 'user', content: 'a' }] }],
    ['a system text', { system: 'Be brief.' }],
    ['heat', { temperature: 1.1 }],
    ['a long answer', { max_tokens: 32_769 }],
    ['no answer', { max_tokens: 0 }],
    ['many stop sequences', { stop: Array.from({ length: 11 }, () => 'a') }],
    ['one stop sequence that is no list', { stop: 'a' }],
  ])('%s', (_name, members) => {
    expect(check(members)).toEqual(refused('Validation Error'))
  })
})

test('what R1 reads', () => {
  expect(read({})).toEqual({
    kind: 'chat',
    turns: [{ role: 'user', text: 'Oslo?' }],
    mediaCount: 0,
    tools: [],
    forcedTool: undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: 32_768,
    stopSequences: [],
    choiceCount: 1,
    reasoning: true,
    thoughts: 'opened',
  })
  expect(read(objectFrom('{"max_tokens":5,"stop":["a"]}'))).toMatchObject({ maxTokens: 5, stopSequences: ['a'] })
  expect(read({ prompt: `${UNOPENED}{` })).toMatchObject({ reasoning: false, thoughts: 'over' })
})

describe('what R1 writes', () => {
  const write = (prompt: string, choice: Parameters<typeof answerOf>[0]): string =>
    JSON.stringify(deepseekR1.write(answerOf(choice), read({ prompt }), contextOf(R1.baseModelId)))

  test('thoughts that the prompt has opened, and the answer', () => {
    expect(write(OPENED, { reasoning: 'Hm.' })).toBe(
      '{"choices":[{"text":"Hm.\\n</think>\\n\\nGrace Hopper.","stop_reason":"stop"}]}',
    )
  })

  test('thoughts that the answer opens itself', () => {
    expect(write(UNOPENED, { reasoning: 'Hm.', stopReason: 'stopSequence' })).toBe(
      '{"choices":[{"text":"<think>\\nHm.\\n</think>\\n\\nGrace Hopper.","stop_reason":"stop"}]}',
    )
  })

  test('thoughts that were cut', () => {
    expect(write(OPENED, { reasoning: 'H', text: '', stopReason: 'maxTokens' })).toBe(
      '{"choices":[{"text":"H","stop_reason":"length"}]}',
    )
  })

  test('what follows a begun answer', () => {
    expect(write(`${UNOPENED}{`, { text: '"a":1}' })).toBe('{"choices":[{"text":"\\"a\\":1}","stop_reason":"stop"}]}')
  })
})

test('whatever a record holds, R1 answers', () => {
  const odd = oddObjects(['prompt', 'temperature', 'top_p', 'max_tokens', 'stop', 'messages'], ['a', OPENED])
  const property = fc.property(odd, (input) => {
    const error = deepseekR1.check(input, R1)
    return isVerdict(error) && (error !== undefined || deepseekR1.read(input, R1).turns.length > 0)
  })
  expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  expect(check({ stop: deepObject() })).toEqual(refused('Validation Error'))
})
