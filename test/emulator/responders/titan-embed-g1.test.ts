import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAnswer } from '../../../emulator/answers/answers.ts'
import { titanEmbedG1 } from '../../../emulator/responders/titan-embed-g1.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { contextOf, deepObject, isVerdict, modelOf, oddObjects, refused, malformed } from '../../support/responders.ts'

const G1 = modelOf('amazon.titan-embed-text-v1')
const ANSWER: EmbeddingAnswer = { kind: 'embedding', vectors: [[0.5, -12.25]], inputTokens: [7] }

const check = (input: JsonObject) => titanEmbedG1.check(input, G1)
test('a text is taken, as long as it may be', () => {
  expect(check({ inputText: 'Oslo' })).toBeUndefined()
  expect(check({ inputText: 'я'.repeat(50_000) })).toBeUndefined()
})

describe('G1 refuses', () => {
  test.each<[string, JsonObject, string]>([
    ['no text', {}, 'required key [inputText] not found'],
    ['an empty text', { inputText: '' }, 'expected minLength: 1, actual: 0'],
    ['a long text', { inputText: 'x'.repeat(50_001) }, 'expected maxLength: 50000, actual: 50001'],
    ['a list of texts', { inputText: ['a'] }, 'expected type: String, found: JSONArray'],
    ["V2's options", { inputText: 'a', dimensions: 256 }, 'extraneous key [dimensions] is not permitted'],
    ['several things, which are counted', { texts: [], input_type: 'x' }, '3 schema violations found'],
  ])('%s', (_name, input, violation) => {
    expect(check(input)).toEqual(malformed(violation))
  })

  test('a text of too many tokens', () => {
    expect(check({ inputText: 'x'.repeat(38_503) })).toEqual(
      refused('400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 8193'),
    )
  })
})

test('a text becomes 1,536 numbers of any length', () => {
  expect(titanEmbedG1.read({ inputText: 'Oslo' }, G1)).toEqual({
    kind: 'embedding',
    inputs: [{ text: 'Oslo', images: [] }],
    dimensions: 1536,
    normalize: false,
  })
})

test('the vector and the tokens of its text are written', () => {
  const ask = titanEmbedG1.read({ inputText: 'Oslo' }, G1)
  expect(JSON.stringify(titanEmbedG1.write(ANSWER, ask, contextOf(G1.baseModelId)))).toBe(
    '{"embedding":[0.5,-12.25],"inputTextTokenCount":7}',
  )
})

test('whatever a record holds, G1 answers', () => {
  const property = fc.property(oddObjects(['inputText', 'dimensions'], ['a']), (input) => isVerdict(check(input)))
  expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  expect(check({ inputText: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
