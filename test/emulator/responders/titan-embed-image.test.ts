import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAnswer } from '../../../emulator/answers/answers.ts'
import { titanEmbedImage } from '../../../emulator/responders/titan-embed-image.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  PNG,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  objectFrom,
  oddObjects,
  refused,
  malformed,
} from '../../support/responders.ts'

const TITAN = modelOf('amazon.titan-embed-image-v1')
const ANSWER: EmbeddingAnswer = { kind: 'embedding', vectors: [[0.5, -0.5]], inputTokens: [3] }

const check = (input: JsonObject) => titanEmbedImage.check(input, TITAN)
const read = (input: JsonObject) => titanEmbedImage.read(input, TITAN)
const length = (outputEmbeddingLength: JsonObject['length']): JsonObject => ({
  embeddingConfig: { outputEmbeddingLength: outputEmbeddingLength! },
})
const NO_REQUESTS = '#: required key [requests] not found'

describe('Titan takes', () => {
  test.each<[string, JsonObject]>([
    ['a text', { inputText: 'Oslo' }],
    ['an image', { inputImage: PNG }],
    ['both, and a length', { inputText: 'A pixel', inputImage: PNG, ...length(384) }],
    ['an empty configuration', { inputText: 'Oslo', embeddingConfig: {} }],
    ['a text of just so many tokens', { inputText: 'x'.repeat(1203) }],
  ])('%s', (_name, input) => {
    expect(check(input)).toBeUndefined()
  })
})

describe('Titan refuses', () => {
  test.each<[string, JsonObject, string]>([
    [
      // As logged in opensearch-project/neural-search#1239.
      'empty inputs',
      { inputText: '', inputImage: '' },
      `#/inputText: expected minLength: 1, actual: 0, #/inputImage: expected minLength: 1, actual: 0, ${NO_REQUESTS}, #: extraneous key [inputText] is not permitted, #: extraneous key [inputImage] is not permitted`,
    ],
    [
      'nothing to look at',
      {},
      `#: required key [inputText] not found, #: required key [inputImage] not found, ${NO_REQUESTS}`,
    ],
    [
      'another length',
      { inputText: 'a', ...length(512) },
      `#/embeddingConfig/outputEmbeddingLength: 512 is not a valid enum value, ${NO_REQUESTS}, #: extraneous key [embeddingConfig] is not permitted, #: extraneous key [inputText] is not permitted`,
    ],
  ])('%s', (_name, input, violations) => {
    expect(check(input)).toEqual(malformed(violations))
  })

  test('an image that is no base64, or too large', () => {
    expect(check({ inputImage: `data:image/png;base64,${PNG}` })).toEqual(
      refused("400 Bad Request: The inputImage field isn't valid base64."),
    )
    expect(check({ inputImage: 'AAAA'.repeat((25 * 1024 * 1024) / 3 + 1) })).toEqual(
      refused('400 Bad Request: Image exceeds max size allowed.'),
    )
  })

  test('a text of too many tokens', () => {
    expect(check({ inputText: 'x'.repeat(1204) })).toEqual(
      refused('400 Bad Request: Too many input tokens. Max input tokens: 256, request input token count: 257'),
    )
  })
})

test('several requests in one are not answered, and it says so', () => {
  expect(check({ requests: [{ inputText: 'a' }] })).toEqual({
    errorCode: 501,
    errorMessage: 'Outcrop does not answer records with requests',
  })
})

test('a text, an image or both become one vector', () => {
  expect(read({ inputText: 'Oslo' })).toEqual({
    kind: 'embedding',
    inputs: [{ text: 'Oslo', images: [] }],
    dimensions: 1024,
    normalize: true,
  })
  expect(read(objectFrom(`{"inputImage":"${PNG}","embeddingConfig":{"outputEmbeddingLength":256}}`))).toMatchObject({
    inputs: [{ text: '', images: [PNG] }],
    dimensions: 256,
  })
  expect(read({ inputText: 'A pixel', inputImage: PNG }).inputs).toEqual([{ text: 'A pixel', images: [PNG] }])
})

test('the vector, the tokens of the text and no message are written', () => {
  const output = titanEmbedImage.write(ANSWER, read({ inputText: 'Oslo' }), contextOf(TITAN.baseModelId))
  expect(JSON.stringify(output)).toBe('{"embedding":[0.5,-0.5],"inputTextTokenCount":3,"message":null}')
})

test('whatever a record holds, Titan answers', () => {
  const names = ['inputText', 'inputImage', 'embeddingConfig', 'outputEmbeddingLength', 'requests']
  const property = fc.property(oddObjects(names, [PNG, 'a']), (input) => isVerdict(check(input)))
  expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  expect(check({ requests: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
