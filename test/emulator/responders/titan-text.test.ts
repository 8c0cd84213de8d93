import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { titanText } from '../../../emulator/responders/titan-text.ts'
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

const EXPRESS = 'amazon.titan-text-express-v1'
const LITE = 'amazon.titan-text-lite-v1'
const PREMIER = 'amazon.titan-text-premier-v1:0'
const LARGE = 'amazon.titan-tg1-large'

const input = (config: JsonObject): JsonObject => ({ inputText: 'Hi', textGenerationConfig: config })
const check = (config: JsonObject, id = EXPRESS) => titanText.check(input(config), modelOf(id))
const read = (members: JsonObject) => titanText.read(members, modelOf(EXPRESS))
const turnsOf = (inputText: string) => read({ inputText }).turns
describe('Titan takes', () => {
  test('a text alone', () => {
    expect(titanText.check({ inputText: 'Hi' }, modelOf(EXPRESS))).toBeUndefined()
  })

  test.each<[string, JsonObject, string?]>([
    ['every option at its most', { temperature: 1, topP: 1, maxTokenCount: 8192 }],
    ['every option at its least', { temperature: 0, topP: 0, maxTokenCount: 0, stopSequences: [] }],
    ['its own stop sequences', { stopSequences: ['User:', '|', '|||'] }],
    ['as many tokens for Lite as it writes', { maxTokenCount: 4096 }, LITE],
    ['as many tokens for Premier as it writes', { maxTokenCount: 3072 }, PREMIER],
    ['as many tokens for the first Titan', { maxTokenCount: 8192 }, LARGE],
  ])('%s', (_name, config, id) => {
    expect(check(config, id)).toBeUndefined()
  })
})

describe('Titan refuses', () => {
  test('the body of Claude', () => {
    expect(titanText.check({ prompt: 'Hi', max_tokens_to_sample: 500 }, modelOf(EXPRESS))).toEqual(
      malformed(
        '#: required key [inputText] not found#: extraneous key [max_tokens_to_sample] is not permitted#: extraneous key [prompt] is not permitted',
      ),
    )
  })

  test('an empty text', () => {
    expect(titanText.check({ inputText: '' }, modelOf(EXPRESS))).toEqual(
      malformed('#/inputText: expected minLength: 1, actual: 0'),
    )
  })

  test.each<[string, JsonObject, string, string?]>([
    [
      'another stop sequence',
      { stopSequences: ['User:', 'Human:'] },
      '#/textGenerationConfig/stopSequences/1: string [Human:] does not match pattern ^(\\|+|User:)$',
    ],
    [
      'a stop sequence that only holds one of its own',
      { stopSequences: ['User: '] },
      '#/textGenerationConfig/stopSequences/0: string [User: ] does not match pattern ^(\\|+|User:)$',
    ],
    ['a hot temperature', { temperature: 1.1 }, '#/textGenerationConfig/temperature: 1.1 is not less or equal to 1'],
    [
      'too many tokens',
      { maxTokenCount: 8193 },
      '#/textGenerationConfig/maxTokenCount: 8193 is not less or equal to 8192',
    ],
    [
      'too many tokens for Lite',
      { maxTokenCount: 4097 },
      '#/textGenerationConfig/maxTokenCount: 4097 is not less or equal to 4096',
      LITE,
    ],
    [
      'too many tokens for Premier',
      { maxTokenCount: 3073 },
      '#/textGenerationConfig/maxTokenCount: 3073 is not less or equal to 3072',
      PREMIER,
    ],
    ['a seed', { seed: 1 }, '#/textGenerationConfig: extraneous key [seed] is not permitted'],
  ])('%s', (_name, config, violation, id) => {
    expect(check(config, id)).toEqual(malformed(violation))
  })
})

describe('what Titan reads', () => {
  test.each([
    ['a text that is no conversation', 'Hi\nBot: x', [{ role: 'user', text: 'Hi\nBot: x' }]],
    ['a label amid a line', 'Say User: twice', [{ role: 'user', text: 'Say User: twice' }]],
    ['a question', 'User: Hi\nBot:', [{ role: 'user', text: 'Hi' }]],
    [
      'a conversation',
      'Be brief.\nAlways.\nUser: Hi\nthere\nBot: Hello\nUser: Bye\nBot:',
      [
        { role: 'system', text: 'Be brief.\nAlways.' },
        { role: 'user', text: 'Hi\nthere' },
        { role: 'assistant', text: 'Hello' },
        { role: 'user', text: 'Bye' },
      ],
    ],
    [
      'an answer that is begun',
      'User: Hi\nBot: {',
      [
        { role: 'user', text: 'Hi' },
        { role: 'assistant', text: '{' },
      ],
    ],
  ])('%s', (_name, inputText, turns) => {
    expect(turnsOf(inputText)).toEqual(turns)
  })

  test('limits and stop sequences', () => {
    expect(read({ inputText: 'Hi' })).toMatchObject({ maxTokens: 512, stopSequences: [], choiceCount: 1 })
    const config = objectFrom('{"maxTokenCount":7,"stopSequences":["|"]}')
    expect(read(input(config))).toMatchObject({ maxTokens: 7, stopSequences: ['|'] })
  })

  test('very many turns in linear time', () => {
    expect(turnsOf('User: Hi\nBot: Hello\n'.repeat(100_000))).toHaveLength(200_000)
  }, 2000)
})

describe('what Titan writes', () => {
  const write = (choice: Parameters<typeof answerOf>[0], inputText = 'User: Hi\nBot:') =>
    JSON.stringify(titanText.write(answerOf(choice), read({ inputText }), contextOf(EXPRESS)))

  test('a text on a line of its own', () => {
    expect(write({})).toBe(
      '{"inputTextTokenCount":12,"results":[{"tokenCount":30,"outputText":"\\nGrace Hopper.","completionReason":"FINISH"}]}',
    )
  })

  test('a text that goes on where the answer was begun', () => {
    expect(write({}, 'User: Hi\nBot: It is')).toContain('"outputText":"Grace Hopper."')
  })

  test.each([
    ['maxTokens', 'LENGTH'],
    ['stopSequence', 'STOP_CRITERIA_MET'],
  ] as const)('why it stopped: %s', (stopReason, reason) => {
    expect(write({ text: '', stopReason })).toContain(`"outputText":"","completionReason":"${reason}"`)
  })
})

test('whatever a record holds, Titan answers', () => {
  const names = ['inputText', 'textGenerationConfig', 'temperature', 'topP', 'maxTokenCount', 'stopSequences']
  const words = ['User:', '\nUser:', '\nBot:', '|']
  const texts = fc.array(fc.constantFrom(...words, 'Hi', '\n'), { minLength: 1 }).map((parts) => parts.join(''))
  const property = fc.property(oddObjects(names, words), texts, (members, inputText) => {
    expect(turnsOf(inputText).length).toBeGreaterThan(0)
    expect(isVerdict(titanText.check(members, modelOf(EXPRESS)))).toBe(true)
    expect(isVerdict(titanText.check({ ...members, inputText }, modelOf(PREMIER)))).toBe(true)
  })
  fc.assert(property, { numRuns: 500 })
  expect(check({ stopSequences: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
