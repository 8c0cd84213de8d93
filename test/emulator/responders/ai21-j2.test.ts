import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatAnswer } from '../../../emulator/answers/answers.ts'
import { ai21J2 } from '../../../emulator/responders/ai21-j2.ts'
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

const MODEL = modelOf('ai21.j2-ultra-v1')
const check = (members: JsonObject) => ai21J2.check({ prompt: 'Hi', ...members }, MODEL)
const read = (members: JsonObject) => ai21J2.read({ prompt: 'Hi', ...members }, MODEL)
describe('Jurassic-2 takes', () => {
  test.each<[string, JsonObject]>([
    ['a prompt', {}],
    ['every option at its most', { temperature: 1, topP: 1, maxTokens: 8191, numResults: 16, stopSequences: ['##'] }],
    ['every option at its least', { temperature: 0, topP: 0, maxTokens: 0, numResults: 1, stopSequences: [] }],
    [
      'penalties',
      {
        presencePenalty: { scale: 5, applyToNumbers: false, applyToEmojis: true },
        countPenalty: { scale: 1 },
        frequencyPenalty: { scale: 500 },
      },
    ],
  ])('%s', (_name, members) => {
    expect(check(members)).toBeUndefined()
  })
})

describe('Jurassic-2 refuses', () => {
  test("the body of Claude, in AWS's words", () => {
    expect(check({ max_tokens_to_sample: 1, top_p: 1 })).toEqual(
      malformed('#: extraneous key [top_p] is not permitted#: extraneous key [max_tokens_to_sample] is not permitted'),
    )
  })

  test.each<[string, JsonObject, string]>([
    ['two stop sequences', { stopSequences: ['a', 'b'] }, '#/stopSequences: expected maximum item count: 1, found: 2'],
    ['too many tokens', { maxTokens: 8192 }, '#/maxTokens: 8192 is not less or equal to 8191'],
    ['a bare penalty', { countPenalty: 1 }, '#/countPenalty: expected type: JSONObject, found: Integer'],
    ['a large penalty', { countPenalty: { scale: 2 } }, '#/countPenalty/scale: 2 is not less or equal to 1'],
    ['an empty prompt', { prompt: '' }, '#/prompt: expected minLength: 1, actual: 0'],
  ])('%s', (_name, members, violation) => {
    expect(check(members)).toEqual(malformed(violation))
  })
})

test('what Jurassic-2 reads', () => {
  expect(read({ prompt: 'User: Hi\nBot:' })).toEqual({
    kind: 'chat',
    turns: [{ role: 'user', text: 'User: Hi\nBot:' }],
    mediaCount: 0,
    tools: [],
    forcedTool: undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: 200,
    stopSequences: [],
    choiceCount: 1,
    reasoning: false,
  })
  expect(read(objectFrom('{"maxTokens":7,"stopSequences":["##"],"numResults":3}'))).toMatchObject({
    maxTokens: 7,
    stopSequences: ['##'],
    choiceCount: 3,
  })
})

interface Token {
  generatedToken: { token: string; logprob: number; raw_logprob: number }
  topTokens: null
  textRange: { start: number; end: number }
}
interface Output {
  id: number
  prompt: { text: string; tokens: Token[] }
  completions: { data: { text: string; tokens: Token[] }; finishReason: JsonObject }[]
}

const write = (answer: Partial<ChatAnswer> & Pick<ChatAnswer, 'choices'>, prompt = 'Hi'): Output =>
  JSON.parse(
    JSON.stringify(ai21J2.write({ ...answerOf({}), ...answer }, read({ prompt }), contextOf(MODEL.baseModelId))),
  ) as Output

const spellingsOf = (tokens: Token[]) => tokens.map(({ generatedToken }) => generatedToken.token)

describe('what Jurassic-2 writes', () => {
  test('its members in their order', () => {
    const { id, prompt, completions } = write({ ...answerOf({ text: 'Yes' }), inputTokens: 1, outputTokens: 2 })
    const token = (spelling: string, start: number, end: number) => ({
      generatedToken: { token: spelling, logprob: expect.any(Number), raw_logprob: expect.any(Number) },
      topTokens: null,
      textRange: { start, end },
    })
    expect(id).toBe(1234)
    expect(prompt).toEqual({ text: 'Hi', tokens: [token('Hi', 0, 2)] })
    expect(completions).toEqual([
      {
        data: { text: '\nYes', tokens: [token('<|newline|>Yes', 0, 4), token('<|endoftext|>', 4, 4)] },
        finishReason: { reason: 'endoftext' },
      },
    ])
    expect(JSON.stringify(prompt.tokens[0])).toMatch(
      /^\{"generatedToken":\{"token":.*,"logprob":-[0-9.]+,"raw_logprob":-[0-9.]+\},"topTokens":null,"textRange":\{"start":0,"end":2\}\}$/,
    )
  })

  test('as many tokens as were counted', () => {
    const { prompt, completions } = write(answerOf({}), 'How old is she?')
    expect(prompt.tokens).toHaveLength(12)
    expect(completions[0]!.data.tokens).toHaveLength(30)
    expect(spellingsOf(prompt.tokens).join('').replaceAll('▁', ' ').replaceAll(/ +/g, ' ')).toBe('How old is she?')
  })

  test('as many tokens for each of several answers as it has', () => {
    const { choices } = answerOf({ text: 'Twelve signs' })
    const { completions } = write({ choices: [...choices, ...choices], inputTokens: 1, outputTokens: 6 })
    expect(completions.map(({ data }) => data.tokens.length)).toEqual([3, 3])
  })

  test('why it stopped', () => {
    const reasonOf = (choice: Parameters<typeof answerOf>[0]) => write(answerOf(choice)).completions[0]!.finishReason
    expect(reasonOf({ stopReason: 'maxTokens' })).toEqual({ reason: 'length', length: 30 })
    expect(reasonOf({ stopReason: 'stopSequence', stopSequence: '##' })).toEqual({ reason: 'stop', sequence: '##' })
  })

  test('nothing where there was no room', () => {
    const answer = { ...answerOf({ text: '', stopReason: 'maxTokens' }), outputTokens: 0 }
    expect(write(answer).completions).toEqual([
      { data: { text: '', tokens: [] }, finishReason: { reason: 'length', length: 0 } },
    ])
  })

  test('the same numbers for the same record', () => {
    expect(write(answerOf({}))).toEqual(write(answerOf({})))
  })
})

test('whatever a record holds, Jurassic-2 answers', () => {
  const names = ['prompt', 'maxTokens', 'stopSequences', 'numResults', 'countPenalty', 'scale', 'applyToNumbers']
  const property = fc.property(oddObjects(names, ['Hi', '##']), (members) => {
    const error = ai21J2.check(members, MODEL)
    return isVerdict(error) && (error !== undefined || ai21J2.read(members, MODEL).turns.length === 1)
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ countPenalty: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
