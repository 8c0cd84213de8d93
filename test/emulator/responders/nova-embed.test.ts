import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmbeddingAnswer } from '../../../emulator/answers/answers.ts'
import { novaEmbed } from '../../../emulator/responders/nova-embed.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
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

const NOVA = modelOf('amazon.nova-2-multimodal-embeddings-v1:0')

const text = (value: Json, truncationMode = 'NONE'): JsonObject => ({ text: { truncationMode, value } })
const input = (params: JsonObject): JsonObject => ({
  taskType: 'SINGLE_EMBEDDING',
  singleEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX', ...params },
})
const bytes = { bytes: PNG }
const image: JsonObject = { image: { format: 'png', source: bytes } }
const video = (embeddingMode: string): JsonObject => ({ video: { format: 'mp4', source: bytes, embeddingMode } })

const check = (given: JsonObject) => novaEmbed.check(given, NOVA)
const read = (params: JsonObject) => novaEmbed.read(input(params), NOVA)
describe('Nova takes', () => {
  test.each<[string, JsonObject]>([
    ['a text', text('Oslo')],
    ['a text that lies in S3', { text: { truncationMode: 'END', source: { s3Location: { uri: 's3://b/a.txt' } } } }],
    ['a long text', text('я'.repeat(50_000))],
    ['a length', { ...text('a'), embeddingDimension: 256 }],
    ['an image', image],
    ['a page', { image: { format: 'png', detailLevel: 'DOCUMENT_IMAGE', source: bytes } }],
    ['a sound', { audio: { format: 'mp3', source: { s3Location: { uri: 's3://b/a.mp3', bucketOwner: '1' } } } }],
    ['a film', video('AUDIO_VIDEO_COMBINED')],
  ])('%s', (_name, params) => {
    expect(check(input(params))).toBeUndefined()
  })

  test('the version of its schema', () => {
    expect(check({ schemaVersion: 'nova-multimodal-embed-v1', ...input(text('a')) })).toBeUndefined()
  })
})

describe('Nova refuses', () => {
  test("another model's form, as if it were a conversation", () => {
    expect(check({ inputText: 'a' })).toEqual(malformed('#: required key [messages] not found'))
  })

  test.each<[string, JsonObject, string]>([
    [
      'segments',
      { ...input(text('a')), taskType: 'SEGMENTED_EMBEDDING' },
      '#/taskType: SEGMENTED_EMBEDDING is not a valid enum value',
    ],
    ['no parameters', { taskType: 'SINGLE_EMBEDDING' }, '#: required key [singleEmbeddingParams] not found'],
    [
      'two kinds at once',
      input({ ...text('a'), ...image }),
      '#/singleEmbeddingParams: required key [audio] not found#/singleEmbeddingParams: required key [video] not found',
    ],
    [
      'another length',
      input({ ...text('a'), embeddingDimension: 512 }),
      '#/singleEmbeddingParams/embeddingDimension: 512 is not a valid enum value',
    ],
    [
      'another purpose',
      input({ ...text('a'), embeddingPurpose: 'SEARCH' }),
      '#/singleEmbeddingParams/embeddingPurpose: SEARCH is not a valid enum value',
    ],
    [
      'a text that does not say how it may be cut',
      input({ text: { value: 'a' } }),
      '#/singleEmbeddingParams/text: required key [truncationMode] not found',
    ],
    [
      'a text of two sources',
      input({ text: { truncationMode: 'END', value: 'a', source: { s3Location: { uri: 's3://b/a' } } } }),
      '#/singleEmbeddingParams/text: #: 2 subschemas matched instead of one',
    ],
    [
      'a longer text',
      input(text('a'.repeat(50_001), 'END')),
      '#/singleEmbeddingParams/text/value: expected maxLength: 50000, actual: 50001',
    ],
    [
      'a film that is not said how to take',
      input({ video: { format: 'mp4', source: bytes } }),
      '#/singleEmbeddingParams/video: required key [embeddingMode] not found',
    ],
    [
      'bytes that are no base64',
      input({ image: { format: 'png', source: { bytes: '!' } } }),
      "#/singleEmbeddingParams: the bytes of source aren't valid base64",
    ],
    [
      'a URI of no object',
      input({ audio: { format: 'wav', source: { s3Location: { uri: 's3://b' } } } }),
      "#/singleEmbeddingParams: s3://b isn't the URI of an object in Amazon S3",
    ],
  ])('%s', (_name, given, violation) => {
    expect(check(given)).toEqual(malformed(violation))
  })

  test('a text of too many tokens that may not be cut', () => {
    expect(check(input(text('x'.repeat(38_503))))).toEqual(
      refused('400 Bad Request: Too many input tokens. Max input tokens: 8192, request input token count: 8193'),
    )
    expect(check(input(text('x'.repeat(38_503), 'END')))).toBeUndefined()
  })
})

describe('what Nova reads', () => {
  test('a text, which becomes 3,072 numbers of unit length', () => {
    expect(read(text('Oslo'))).toEqual({
      kind: 'embedding',
      inputs: [{ text: 'Oslo', images: [] }],
      types: ['TEXT'],
      dimensions: 3072,
      normalize: true,
    })
    expect(
      novaEmbed.read(objectFrom(JSON.stringify(input({ ...text('a'), embeddingDimension: 384 }))), NOVA).dimensions,
    ).toBe(384)
  })

  test('a text that is too long from where it may be cut', () => {
    const long = `${'a'.repeat(40_000)}z`
    const [end, start] = [read(text(long, 'END')), read(text(long, 'START'))]
    expect([end.inputs[0]!.text.length, end.truncatedCharLength]).toEqual([32_768, 32_768])
    expect(start.inputs[0]!.text).toMatch(/az$/)
    expect([start.inputs[0]!.text.length, start.truncatedCharLength]).toEqual([32_765, 7236])
  })

  test('media, of a film two where they are wanted apart', () => {
    expect(read(image)).toMatchObject({ inputs: [{ text: '', images: [PNG] }], types: ['IMAGE'] })
    expect(read({ audio: { format: 'mp3', source: bytes } }).types).toEqual(['AUDIO'])
    expect(read(video('AUDIO_VIDEO_COMBINED')).types).toEqual(['AUDIO_VIDEO_COMBINED'])
    const { inputs, types } = read(video('AUDIO_VIDEO_SEPARATE'))
    expect(types).toEqual(['VIDEO', 'AUDIO'])
    expect(inputs[0]).not.toEqual(inputs[1])
  })

  test('what lies in S3 by its URI', () => {
    const source = { s3Location: { uri: 's3://b/a.txt' } }
    expect(read({ text: { truncationMode: 'END', source } }).inputs).toEqual([{ text: '', images: ['s3://b/a.txt'] }])
  })
})

test('each vector is written with what it is of, and where its text was cut', () => {
  const write = (params: JsonObject, ...vectors: number[][]): string => {
    const answer: EmbeddingAnswer = { kind: 'embedding', vectors, inputTokens: vectors.map(() => 7) }
    return JSON.stringify(novaEmbed.write(answer, read(params), contextOf(NOVA.baseModelId)))
  }
  expect(write(text('a'), [0.5, -0.5])).toBe('{"embeddings":[{"embeddingType":"TEXT","embedding":[0.5,-0.5]}]}')
  expect(write(text('a'.repeat(40_000), 'END'), [1])).toBe(
    '{"embeddings":[{"embeddingType":"TEXT","embedding":[1],"truncatedCharLength":32768}]}',
  )
  expect(write(video('AUDIO_VIDEO_SEPARATE'), [1], [2])).toBe(
    '{"embeddings":[{"embeddingType":"VIDEO","embedding":[1]},{"embeddingType":"AUDIO","embedding":[2]}]}',
  )
})

describe('whatever a record holds, Nova answers', () => {
  const names = [
    'taskType',
    'singleEmbeddingParams',
    'embeddingPurpose',
    'text',
    'value',
    'truncationMode',
    'image',
    'source',
    'bytes',
    's3Location',
    'uri',
    'format',
    'video',
  ]
  const odd = oddObjects(names, ['SINGLE_EMBEDDING', 'GENERIC_INDEX', 'END', 'png', PNG])

  test('to odd members', () => {
    expect(() =>
      fc.assert(
        fc.property(odd, (given) => isVerdict(check(given))),
        { numRuns: 300 },
      ),
    ).not.toThrow()
  })

  test('to parameters that are nearly right, and reads what it takes', () => {
    const params = fc.tuple(odd, fc.constantFrom(text('a'), image, video('AUDIO_VIDEO_SEPARATE')), odd)
    const property = fc.property(params, ([more, right, other]) => {
      for (const given of [{ ...right }, { ...more, ...right }, { ...right, ...other }]) {
        const error = check(input(given))
        if (!isVerdict(error) || (error === undefined && read(given).inputs.length === 0)) return false
      }
      return true
    })
    expect(() => fc.assert(property, { numRuns: 300 })).not.toThrow()
  })

  test('to nesting without end', () => {
    expect(check(input({ text: deepObject() }))).toEqual(refused('The JSON is nested deeper than 500 levels.'))
  })
})
