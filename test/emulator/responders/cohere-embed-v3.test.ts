import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAnswer } from '../../../emulator/answers/answers.ts'
import { cohereEmbedV3 } from '../../../emulator/responders/cohere-embed-v3.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  JPEG,
  PNG,
  contextOf,
  deepObject,
  isVerdict,
  modelOf,
  oddObjects,
  refused,
  malformed,
} from '../../support/responders.ts'

const ENGLISH = modelOf('cohere.embed-english-v3')
const VECTOR = [0.5, -0.5, 0, 0.25, -1, 1, 0.5, -0.25]
const ANSWER: EmbeddingAnswer = { kind: 'embedding', vectors: [VECTOR, VECTOR.toReversed()], inputTokens: [1, 1] }

const texts = (...words: string[]): JsonObject => ({ input_type: 'search_document', texts: words })
const picture = (uri: string): JsonObject => ({ input_type: 'image', images: [uri] })
const check = (input: JsonObject) => cohereEmbedV3.check(input, ENGLISH)
const read = (input: JsonObject) => cohereEmbedV3.read(input, ENGLISH)
const write = (input: JsonObject): JsonObject =>
  cohereEmbedV3.write(ANSWER, read(input), contextOf(ENGLISH.baseModelId))
describe('Cohere v3 takes', () => {
  test.each<[string, JsonObject]>([
    ['texts', texts('a', 'b')],
    ['a question', { ...texts('a'), input_type: 'search_query', truncate: 'NONE' }],
    ['texts to sort', { ...texts('a'), input_type: 'classification', truncate: 'START' }],
    [
      'texts in every type',
      { ...texts('a'), input_type: 'clustering', embedding_types: ['float', 'int8', 'uint8', 'binary', 'ubinary'] },
    ],
    ['as many texts as may be', texts(...Array.from({ length: 96 }, () => 'a'))],
    ['a text as long as may be', texts('é'.repeat(2048))],
    ['no texts', texts()],
    ['a PNG', picture(`data:image/png;base64,${PNG}`)],
    ['a JPEG', picture(`data:image/jpeg;base64,${JPEG}`)],
  ])('%s', (_name, input) => {
    expect(check(input)).toBeUndefined()
  })
})

describe('Cohere v3 refuses', () => {
  test("the body of Titan, in AWS's words of 2025", () => {
    expect(check({ inputText: 'a' })).toEqual(
      malformed(
        '#: required key [images] not found#: required key [texts] not found#: required key [texts] not found#: required key [texts] not found#: required key [texts] not found#: required key [input_type] not found#: extraneous key [inputText] is not permitted',
      ),
    )
  })

  test.each<[string, JsonObject, string]>([
    ['a text that is too long', texts('a', 'x'.repeat(2049)), '#/texts/1: expected maxLength: 2048, actual: 2049'],
    [
      'too many texts',
      texts(...Array.from({ length: 97 }, () => 'a')),
      '#/texts: expected maximum item count: 96, found: 97',
    ],
    ['two images', { input_type: 'image', images: ['a', 'b'] }, '#/images: expected maximum item count: 1, found: 2'],
    ['truncation by v4', { ...texts('a'), truncate: 'RIGHT' }, '#/truncate: RIGHT is not a valid enum value'],
    ['base64', { ...texts('a'), embedding_types: ['base64'] }, '#/embedding_types/0: base64 is not a valid enum value'],
    ['dimensions', { ...texts('a'), output_dimension: 256 }, '#: extraneous key [output_dimension] is not permitted'],
  ])('%s', (_name, input, violation) => {
    expect(check(input)).toEqual(malformed(violation))
  })

  test('texts without their purpose, and purposes that do not exist', () => {
    expect(check({ texts: ['a'] })).toEqual(
      malformed('#: required key [images] not found#: required key [input_type] not found'),
    )
    expect(check({ texts: ['a'], input_type: 'other' })?.errorMessage).toContain(
      '#/input_type: other is not a valid enum value',
    )
  })

  test.each<[string, JsonObject, string]>([
    ['texts beside images', { ...texts('a'), images: [] }, 'Only one of texts or images may be provided.'],
    ['an image on the web', picture('https://a.b/c.png'), 'images.0 is not a data URI with base64.'],
    ['an image that is not base64', picture('data:image/png;base64,!'), 'images.0 is not a data URI with base64.'],
    ['an image without base64', picture(`data:image/png,${PNG}`), 'images.0 is not a data URI with base64.'],
    ['a GIF', picture(`data:image/gif;base64,${PNG}`), 'images.0 must be a JPEG or PNG image.'],
    ['a large image', picture(`data:image/png;base64,${'AAAA'.repeat(1_800_000)}`), 'images.0 is larger than 5 MB.'],
    [
      'a long text that must not be cut',
      { ...texts('б'.repeat(1025)), truncate: 'NONE' },
      'Input is too long for requested model.',
    ],
  ])('%s', (_name, input, message) => {
    expect(check(input)).toEqual(refused(message))
  })
})

describe('what Cohere v3 reads', () => {
  test('texts, each of which becomes 1,024 floats', () => {
    expect(read(texts('a', 'b'))).toEqual({
      kind: 'embedding',
      inputs: [
        { text: 'a', images: [] },
        { text: 'b', images: [] },
      ],
      dimensions: 1024,
      normalize: true,
      embeddingTypes: undefined,
      texts: ['a', 'b'],
    })
  })

  test('an image', () => {
    const uri = `data:image/png;base64,${PNG}`
    expect(read(picture(uri))).toMatchObject({ inputs: [{ text: '', images: [uri] }], texts: [] })
  })

  test('only the part of a long text that is kept, without breaking a character', () => {
    const long = `a${'😀'.repeat(600)}z`
    const cut = (truncate: string): string => read({ ...texts(long), truncate }).inputs[0]!.text
    expect(cut('END')).toBe(`a${'😀'.repeat(511)}`)
    expect(cut('START')).toBe(`${'😀'.repeat(511)}z`)
    expect(cut('NONE')).toBe(long)
    expect(read({ ...texts('short'), truncate: 'START' }).inputs[0]!.text).toBe('short')
  })
})

describe('what Cohere v3 writes', () => {
  const id = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)

  test('a plain list of floats when no type is asked for', () => {
    const output = write(texts('a', 'b'))
    expect(Object.keys(output)).toEqual(['embeddings', 'id', 'response_type', 'texts'])
    expect(output).toEqual({ embeddings: ANSWER.vectors, id, response_type: 'embeddings_floats', texts: ['a', 'b'] })
    expect(write(texts('a', 'b'))).toEqual(output)
  })

  test('lists by type when types are asked for', () => {
    const types = ['float', 'int8', 'uint8', 'binary', 'ubinary']
    expect(write({ ...texts('a', 'b'), embedding_types: types })).toEqual({
      embeddings: {
        float: ANSWER.vectors,
        int8: [
          [64, -63, 0, 32, -127, 127, 64, -32],
          [-32, 64, 127, -127, 32, 0, -63, 64],
        ],
        uint8: [
          [192, 65, 128, 160, 1, 255, 192, 96],
          [96, 192, 255, 1, 160, 128, 65, 192],
        ],
        binary: [[0b10010110 - 128], [0b01101001 - 128]],
        ubinary: [[0b10010110], [0b01101001]],
      },
      id,
      response_type: 'embeddings_by_type',
      texts: ['a', 'b'],
    })
  })
})

test('whatever a record holds, Cohere v3 answers', () => {
  const names = ['texts', 'images', 'input_type', 'truncate', 'embedding_types']
  const odd = oddObjects(names, ['search_document', 'image', 'END', 'float', 'data:image/png;base64,AAAA'])
  const property = fc.property(odd, (input) => {
    const error = check(input)
    return isVerdict(error) && (error !== undefined || read(input).kind === 'embedding')
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ texts: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
