import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mistralText } from '../../../emulator/responders/mistral-text.ts'
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
  malformed,
} from '../../support/responders.ts'

const MISTRAL_7B = 'mistral.mistral-7b-instruct-v0:2'
const MIXTRAL = 'mistral.mixtral-8x7b-instruct-v0:1'
const LARGE = 'mistral.mistral-large-2402-v1:0'
const SMALL = 'mistral.mistral-small-2402-v1:0'

const check = (members: JsonObject, id = MISTRAL_7B) => mistralText.check({ prompt: 'Hi', ...members }, modelOf(id))
const read = (members: JsonObject, id = MISTRAL_7B) => mistralText.read({ prompt: 'Hi', ...members }, modelOf(id))
describe('Mistral takes', () => {
  test.each<[string, JsonObject, string?]>([
    ['a prompt', {}],
    ['every option at its most', { max_tokens: 8192, temperature: 1, top_p: 1, top_k: 200 }],
    ['every option at its least', { max_tokens: 1, temperature: 0, top_p: 0, top_k: 1, stop: [] }],
    ['ten stop sequences', { stop: Array.from({ length: 10 }, String) }],
    ['as many tokens for Mixtral as it writes', { max_tokens: 4096, top_k: 1 }, MIXTRAL],
    ['as many tokens for Large as it writes', { max_tokens: 8192 }, LARGE],
  ])('%s', (_name, members, id) => {
    expect(check(members, id)).toBeUndefined()
  })
})

describe('Mistral refuses', () => {
  test('the body of a chat', () => {
    expect(mistralText.check({ messages: [], max_tokens: 9 }, modelOf(LARGE))).toEqual(
      malformed('#: required key [prompt] not found#: extraneous key [messages] is not permitted'),
    )
  })

  test.each<[string, JsonObject, string, string?]>([
    ['an empty prompt', { prompt: '' }, '#/prompt: expected minLength: 1, actual: 0'],
    ['too many tokens', { max_tokens: 8193 }, '#/max_tokens: 8193 is not less or equal to 8192'],
    ['too many tokens for Mixtral', { max_tokens: 4097 }, '#/max_tokens: 4097 is not less or equal to 4096', MIXTRAL],
    ['no tokens', { max_tokens: 0 }, '#/max_tokens: 0 is not greater or equal to 1'],
    ['a lone stop', { stop: 'a' }, '#/stop: expected type: JSONArray, found: String'],
    [
      'eleven stops',
      { stop: Array.from({ length: 11 }, String) },
      '#/stop: expected maximum item count: 10, found: 11',
    ],
    ['a large top_k', { top_k: 201 }, '#/top_k: 201 is not less or equal to 200'],
    ['any top_k, for Large', { top_k: 1 }, '#: extraneous key [top_k] is not permitted', LARGE],
    ['any top_k, for Small', { top_k: 1 }, '#: extraneous key [top_k] is not permitted', SMALL],
  ])('%s', (_name, members, violation, id) => {
    expect(check(members, id)).toEqual(malformed(violation))
  })
})

describe('what Mistral reads', () => {
  test('a record that says little', () => {
    expect(read({ prompt: '<s>[INST] Hi [/INST]' })).toEqual({
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hi' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: 512,
      stopSequences: [],
      choiceCount: 1,
      reasoning: false,
    })
  })

  test('limits and stop sequences, by model', () => {
    expect(read(objectFrom('{"max_tokens":7,"stop":["END"]}'))).toMatchObject({ maxTokens: 7, stopSequences: ['END'] })
    expect([MISTRAL_7B, MIXTRAL, LARGE, SMALL].map((id) => read({}, id).maxTokens)).toEqual([512, 512, 8192, 8192])
  })
})

describe('what Mistral writes', () => {
  const write = (choice: Parameters<typeof answerOf>[0], prompt = '[INST] Hi [/INST]') =>
    JSON.stringify(mistralText.write(answerOf(choice), read({ prompt }), contextOf(MISTRAL_7B)))

  test('a text, with a space before it', () => {
    expect(write({})).toBe('{"outputs":[{"text":" Grace Hopper.","stop_reason":"stop"}]}')
    expect(write({ stopReason: 'stopSequence' })).toContain('"stop_reason":"stop"')
  })

  test('a text that goes on where the answer was begun', () => {
    expect(write({ text: '"a":1}' }, '[INST] Hi [/INST] {')).toContain('"text":"\\"a\\":1}"')
  })

  test('that it had to stop, even before the first word', () => {
    expect(write({ text: '', stopReason: 'maxTokens' })).toBe('{"outputs":[{"text":"","stop_reason":"length"}]}')
  })
})

test('whatever a record holds, Mistral answers', () => {
  const names = ['prompt', 'max_tokens', 'stop', 'temperature', 'top_p', 'top_k']
  const models = fc.constantFrom(MISTRAL_7B, MIXTRAL, LARGE)
  const property = fc.property(oddObjects(names, ['[INST]', '[/INST]']), models, (members, id) => {
    const error = mistralText.check(members, modelOf(id))
    return isVerdict(error) && (error !== undefined || mistralText.read(members, modelOf(id)).turns.length > 0)
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ stop: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
