import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countTokens } from '../../../emulator/answers/count-tokens.ts'
import { cohereCommand } from '../../../emulator/responders/cohere-command.ts'
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

const MODEL = modelOf('cohere.command-text-v14')
const UUID = expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const LONG = 'word '.repeat(4000)

const check = (members: JsonObject) => cohereCommand.check({ prompt: 'Hi', ...members }, MODEL)
const read = (members: JsonObject) => cohereCommand.read({ prompt: 'Hi', ...members }, MODEL)
describe('Command takes', () => {
  test.each<[string, JsonObject]>([
    ['a prompt', {}],
    ['every option at its most', { temperature: 5, p: 1, k: 500, max_tokens: 4096, num_generations: 5 }],
    [
      'every option at its least',
      { temperature: 0, p: 0, k: 0, max_tokens: 1, num_generations: 1, stop_sequences: [] },
    ],
    ['four stop sequences', { stop_sequences: ['a', 'b', 'c', 'd'] }],
    ['the rest', { return_likelihoods: 'ALL', stream: false, logit_bias: { '11': -10, '12': 10 }, truncate: 'START' }],
    ['a long prompt, where it may be cut', { prompt: LONG, truncate: 'END' }],
    ['a long prompt, of which nothing is said', { prompt: LONG }],
  ])('%s', (_name, members) => {
    expect(check(members)).toBeUndefined()
  })
})

describe('Command refuses', () => {
  test.each<[string, JsonObject, string]>([
    ['too many tokens', { max_tokens: 4097 }, '#/max_tokens: 4097 is not less or equal to 4096'],
    ['too many answers', { num_generations: 6 }, '#/num_generations: 6 is not less or equal to 5'],
    [
      'too many stop sequences',
      { stop_sequences: ['a', 'b', 'c', 'd', 'e'] },
      '#/stop_sequences: expected maximum item count: 4, found: 5',
    ],
    ['a strong bias', { logit_bias: { '11': 11 } }, '#/logit_bias/11: 11 is not less or equal to 10'],
    ['another side to cut', { truncate: 'LEFT' }, '#/truncate: LEFT is not a valid enum value'],
    ['the name of another API', { end_sequences: [] }, '#: extraneous key [end_sequences] is not permitted'],
  ])('%s', (_name, members, violation) => {
    expect(check(members)).toEqual(malformed(violation))
  })

  test('a long prompt that must not be cut', () => {
    expect(check({ prompt: LONG, truncate: 'NONE' })).toEqual(
      refused(
        'too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 5000. Try using a shorter prompt, or enabling prompt truncating. See https://docs.cohere.com/reference/generate for more details.',
      ),
    )
  })
})

describe('what Command reads', () => {
  test('a record that says little', () => {
    expect(read({})).toEqual({
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hi' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: 20,
      stopSequences: [],
      choiceCount: 1,
      reasoning: false,
      prompt: 'Hi',
      likelihoods: 'NONE',
    })
  })

  test('limits and stop sequences', () => {
    expect(read(objectFrom('{"max_tokens":7,"stop_sequences":["--"],"num_generations":3}'))).toMatchObject({
      maxTokens: 7,
      stopSequences: ['--'],
      choiceCount: 3,
    })
  })

  test('the part of a long prompt that is left', () => {
    const readText = (truncate: string) => read({ prompt: `start ${LONG}end`, truncate }).turns[0]!.text
    expect(readText('END')).toMatch(/^start .*word/)
    expect(readText('END')).not.toContain('end')
    expect(readText('START')).toMatch(/word end$/)
    expect(countTokens(readText('START'))).toBe(4081)
  })
})

describe('what Command writes', () => {
  const write = (members: JsonObject, choice: Parameters<typeof answerOf>[0] = {}) =>
    cohereCommand.write(answerOf(choice), read(members), contextOf(MODEL.baseModelId))

  test('a text with a space before it, and the prompt', () => {
    const output = write({})
    expect(output).toEqual({
      generations: [{ finish_reason: 'COMPLETE', id: UUID, text: ' Grace Hopper.' }],
      id: UUID,
      prompt: 'Hi',
    })
    expect(JSON.stringify(output)).toMatch(
      /^\{"generations":\[\{"finish_reason":"COMPLETE","id":"[^"]+","text":" Grace Hopper\."\}\],"id":"[^"]+","prompt":"Hi"\}$/,
    )
  })

  test('the whole prompt, even where it was cut', () => {
    expect(write({ prompt: LONG, truncate: 'START' })['prompt']).toBe(LONG)
  })

  test('several answers, each with its own id', () => {
    const { choices } = answerOf({})
    const answer = { ...answerOf({}), choices: [...choices, ...choices] }
    const output = cohereCommand.write(answer, read({ num_generations: 2 }), contextOf(MODEL.baseModelId))
    const ids = [...JSON.stringify(output).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(3)
  })

  test.each([
    ['maxTokens', 'MAX_TOKENS'],
    ['stopSequence', 'COMPLETE'],
  ] as const)('why it stopped: %s', (stopReason, reason) => {
    expect(write({}, { text: '', stopReason })).toMatchObject({ generations: [{ finish_reason: reason, text: '' }] })
  })

  test.each([
    ['GENERATION', ' Grace Hopper.'],
    ['ALL', 'Hi Grace Hopper.'],
  ])('likelihoods of %s', (return_likelihoods, text) => {
    const output = JSON.parse(JSON.stringify(write({ return_likelihoods }))) as {
      generations: { likelihood: number; token_likelihoods: { token: string; likelihood: number }[] }[]
    }
    const [generation] = output.generations
    const tokens = generation!.token_likelihoods
    expect(Object.keys(generation!)).toEqual(['finish_reason', 'id', 'likelihood', 'text', 'token_likelihoods'])
    expect(tokens.map(({ token }) => token).join('')).toBe(text)
    const generated = tokens.slice(-4).map(({ likelihood }) => likelihood)
    expect(generation!.likelihood).toBeCloseTo(generated.reduce((sum, one) => sum + one, 0) / 4)
  })
})

test('whatever a record holds, Command answers', () => {
  const names = ['prompt', 'max_tokens', 'stop_sequences', 'logit_bias', 'truncate', 'num_generations', 'k', 'p']
  const property = fc.property(oddObjects(names, ['NONE', 'START', 'Hi']), (members) => {
    const error = cohereCommand.check(members, MODEL)
    return isVerdict(error) && (error !== undefined || cohereCommand.read(members, MODEL).turns.length === 1)
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ logit_bias: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
