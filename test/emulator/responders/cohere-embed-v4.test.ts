import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAnswer } from '../../../emulator/answers/answers.ts'
import { cohereEmbedV4 } from '../../../emulator/responders/cohere-embed-v4.ts'
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

const V4 = modelOf('cohere.embed-v4:0')
const ANSWER: EmbeddingAnswer = { kind: 'embedding', vectors: [[0.5, -0.5]], inputTokens: [1] }
const URI = `data:image/png;base64,${PNG}`

const input = (members: JsonObject): JsonObject => ({ input_type: 'search_document', ...members })
const page = (...content: JsonObject[]): JsonObject => ({ inputs: [{ content }] })
const text = (words: string): JsonObject => ({ type: 'text', text: words })
const check = (members: JsonObject) => cohereEmbedV4.check(input(members), V4)
const read = (members: JsonObject) => cohereEmbedV4.read(input(members), V4)
const write = (members: JsonObject): JsonObject => cohereEmbedV4.write(ANSWER, read(members), contextOf(V4.baseModelId))
describe('Cohere v4 takes', () => {
  test.each<[string, JsonObject]>([
    ['texts', { texts: ['a'], truncate: 'LEFT', max_tokens: 128_000, output_dimension: 256 }],
    ['texts of any length', { texts: ['x'.repeat(100_000)] }],
    ['images', { images: [URI, URI], embedding_types: ['float', 'int8'] }],
    ['pages', page(text('a'), { type: 'image_url', image_url: URI })],
    ["pages in Cohere's own form", page({ type: 'image_url', image_url: { url: URI } })],
  ])('%s', (_name, members) => {
    expect(check(members)).toBeUndefined()
  })
})

describe('Cohere v4 refuses', () => {
  test.each<[string, JsonObject, string]>([
    [
      'nothing to embed',
      {},
      '#: required key [texts] not found#: required key [images] not found#: required key [inputs] not found',
    ],
    ['the purpose of an image', { texts: ['a'], input_type: 'image' }, '#/input_type: image is not a valid enum value'],
    ['truncation by v3', { texts: ['a'], truncate: 'END' }, '#/truncate: END is not a valid enum value'],
    [
      'other dimensions',
      { texts: ['a'], output_dimension: 1000 },
      '#/output_dimension: 1000 is not a valid enum value',
    ],
    [
      'too many texts',
      { texts: Array.from({ length: 97 }, () => 'a') },
      '#/texts: expected maximum item count: 96, found: 97',
    ],
    ['too many tokens', { texts: ['a'], max_tokens: 128_001 }, '#/max_tokens: 128001 is not less or equal to 128000'],
    ['an empty page', page(), '#/inputs/0/content: expected minimum item count: 1, found: 0'],
  ])('%s', (_name, members, violation) => {
    expect(check(members)).toEqual(malformed(violation))
  })

  test('a part without its content', () => {
    expect(check(page({ type: 'text' }))?.errorMessage).toContain('#/inputs/0/content/0: required key [text] not found')
  })

  test('a body without its purpose', () => {
    expect(cohereEmbedV4.check({ texts: ['a'] }, V4)).toEqual(malformed('#: required key [input_type] not found'))
  })

  test.each<[string, JsonObject, string]>([
    ['texts beside images', { texts: ['a'], images: [] }, 'Only one of texts, images or inputs may be provided.'],
    ['an image on the web', { images: ['https://a.b/c.png'] }, 'Images must be data URIs with base64.'],
    [
      'a page with one',
      page({ type: 'image_url', image_url: 'https://a.b/c' }),
      'Images must be data URIs with base64.',
    ],
    [
      'a document as an image',
      { images: ['data:application/pdf;base64,AAAA'] },
      'Images must be data URIs with base64.',
    ],
    [
      'a text that must not be cut',
      { texts: ['x'.repeat(9)], max_tokens: 2, truncate: 'NONE' },
      'Input is too long for requested model.',
    ],
  ])('%s', (_name, members, message) => {
    expect(check(members)).toEqual(refused(message))
  })
})

const cut = (members: JsonObject): string => read({ texts: ['aaaabbbbcccc'], ...members }).inputs[0]!.text

describe('what Cohere v4 reads', () => {
  test('texts, each of which becomes 1,536 floats', () => {
    expect(read({ texts: ['a', 'b'] })).toEqual({
      kind: 'embedding',
      inputs: [
        { text: 'a', images: [] },
        { text: 'b', images: [] },
      ],
      dimensions: 1536,
      normalize: true,
      embeddingTypes: ['float'],
      texts: ['a', 'b'],
    })
  })

  test('a page as one input', () => {
    expect(read(page(text('a'), { type: 'image_url', image_url: { url: URI } }, text('b'))).inputs).toEqual([
      { text: 'a\nb', images: [URI] },
    ])
  })

  test('only the part of a text that is kept', () => {
    expect(cut({ max_tokens: 2 })).toBe('aaaabbbb')
    expect(cut({ max_tokens: 2, truncate: 'RIGHT' })).toBe('aaaabbbb')
    expect(cut({ max_tokens: 2, truncate: 'LEFT' })).toBe('bbbbcccc')
  })

  test('dimensions and types', () => {
    expect(read({ texts: ['a'], output_dimension: 256, embedding_types: ['int8'] })).toMatchObject({
      dimensions: 256,
      embeddingTypes: ['int8'],
    })
    expect(check(objectFrom('{"texts":["a"],"output_dimension":256.0}'))).toEqual(
      malformed('#/output_dimension: expected type: Integer, found: BigDecimal'),
    )
  })
})

describe('what Cohere v4 writes', () => {
  test('lists by type even when no type is asked for', () => {
    const output = write({ texts: ['a'] })
    expect(Object.keys(output)).toEqual(['embeddings', 'id', 'response_type', 'texts'])
    expect(output).toMatchObject({
      embeddings: { float: [[0.5, -0.5]] },
      response_type: 'embeddings_by_type',
      texts: ['a'],
    })
  })

  test('no texts where there were none', () => {
    const output = write({ images: [URI], embedding_types: ['ubinary'] })
    expect(Object.keys(output)).toEqual(['embeddings', 'id', 'response_type'])
    expect(output).toMatchObject({ embeddings: { ubinary: [[0b10000000]] } })
  })
})

test('whatever a record holds, Cohere v4 answers', () => {
  const names = ['texts', 'images', 'inputs', 'content', 'type', 'text', 'image_url', 'url', 'input_type', 'max_tokens']
  const odd = oddObjects(names, ['text', 'image_url', 'search_query', 'float', URI])
  const property = fc.property(odd, (members) => {
    const error = check(members)
    return isVerdict(error) && (error !== undefined || read(members).kind === 'embedding')
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  expect(check({ inputs: deepObject() })).toEqual(refused('The JSON is nested deeper than 500 levels.'))
})
