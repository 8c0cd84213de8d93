import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAnswer } from '../../../emulator/answers/answers.ts'
import { titanEmbedTextV2 } from '../../../emulator/responders/titan-embed-text-v2.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  objectFrom,
  oddObjects,
  refused,
  malformed,
} from '../../support/responders.ts'

const TITAN = modelOf('amazon.titan-embed-text-v2:0')
const ANSWER: EmbeddingAnswer = { kind: 'embedding', vectors: [[0.5, -0.5, 0, 0.25]], inputTokens: [7] }

const check = (input: JsonObject) => titanEmbedTextV2.check(input, TITAN)
const read = (members: JsonObject) => titanEmbedTextV2.read({ inputText: 'Oslo', ...members }, TITAN)
const write = (members: JsonObject): string =>
  JSON.stringify(titanEmbedTextV2.write(ANSWER, read(members), contextOf(TITAN.baseModelId)))
describe('Titan takes', () => {
  test.each<[string, JsonObject]>([
    ['a text', { inputText: 'Oslo' }],
    ['every option', { inputText: 'O', dimensions: 256, normalize: false, embeddingTypes: ['float', 'binary'] }],
    ['no types at all', { inputText: 'Oslo', embeddingTypes: [] }],
    ['a text of just so many tokens', { inputText: 'x'.repeat(38_502) }],
    ['as many letters as it may in another script', { inputText: 'я'.repeat(50_000) }],
  ])('%s', (_name, input) => {
    expect(check(input)).toBeUndefined()
  })
})

describe('Titan refuses', () => {
  test.each<[string, JsonObject, string]>([
    ['no text', {}, 'required key [inputText] not found'],
    ['an empty text', { inputText: '' }, 'expected minLength: 1, actual: 0'],
    ['a long text', { inputText: 'x'.repeat(50_001) }, 'expected maxLength: 50000, actual: 50001'],
    ['a list of texts', { inputText: ['a'] }, 'expected type: String, found: JSONArray'],
    ['other dimensions', { inputText: 'a', dimensions: 300 }, '300 is not a valid enum value'],
    ['base64', { inputText: 'a', embeddingTypes: ['base64'] }, 'base64 is not a valid enum value'],
    ['a word for a yes', { inputText: 'a', normalize: 'no' }, 'expected type: Boolean, found: String'],
    ['several things, which are counted', { texts: ['a'], input_type: 'x' }, '3 schema violations found'],
    [
      "OpenAI's name",
      { inputText: 'a', encoding_format: 'float' },
      'extraneous key [encoding_format] is not permitted',
    ],
  ])('%s', (_name, input, violation) => {
    expect(check(input)).toEqual(malformed(violation))
  })

  test('dimensions that are no integer in their text', () => {
    expect(check(objectFrom('{"inputText":"a","dimensions":256.0}'))).toEqual(
      malformed('expected type: Integer, found: BigDecimal'),
    )
  })

  test('a text of too many tokens', () => {
    expect(check({ inputText: 'x'.repeat(38_503) })).toEqual(
      refused('400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 8193'),
    )
  })
})

describe('what Titan reads', () => {
  test('a text, which becomes 1,024 floats of unit length', () => {
    expect(read({})).toEqual({
      kind: 'embedding',
      inputs: [{ text: 'Oslo', images: [] }],
      dimensions: 1024,
      normalize: true,
      embeddingTypes: ['float'],
    })
  })

  test('options', () => {
    expect(read({ dimensions: 256, normalize: false, embeddingTypes: ['binary'] })).toMatchObject({
      dimensions: 256,
      normalize: false,
      embeddingTypes: ['binary'],
    })
  })
})

describe('what Titan writes', () => {
  test('floats, in both places', () => {
    expect(write({})).toBe(
      '{"embedding":[0.5,-0.5,0,0.25],"embeddingsByType":{"float":[0.5,-0.5,0,0.25]},"inputTextTokenCount":7}',
    )
  })

  test('bits alone, without the member of floats', () => {
    expect(write({ embeddingTypes: ['binary'] })).toBe(
      '{"embeddingsByType":{"binary":[1,0,0,1]},"inputTextTokenCount":7}',
    )
  })

  test('both', () => {
    expect(write({ embeddingTypes: ['binary', 'float'] })).toBe(
      '{"embedding":[0.5,-0.5,0,0.25],"embeddingsByType":{"binary":[1,0,0,1],"float":[0.5,-0.5,0,0.25]},"inputTextTokenCount":7}',
    )
  })
})

test('whatever a record holds, Titan answers', () => {
  const odd = oddObjects(['inputText', 'dimensions', 'normalize', 'embeddingTypes'], ['float', 'binary'])
  const property = fc.property(odd, (input) => isVerdict(check(input)))
  expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  expect(check({ inputText: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
