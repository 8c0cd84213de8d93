import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { PNG } from '../../support/responders.ts'
import { translateEmbedding } from '../../support/embedding-translation.ts'

const V2 = 'amazon.titan-embed-text-v2:0'
const G1 = 'amazon.titan-embed-text-v1'
const IMAGE = 'amazon.titan-embed-image-v1'
const DATA_URL = `data:image/png;base64,${PNG}`

describe.each([V2, G1, 'amazon.titan-embed-g1-text-02', IMAGE])('%s', (modelId) => {
  test('is sent one text', async () => {
    expect(await translateEmbedding({ encoding_format: 'float' }, { modelId })).toEqual({
      modelInputs: [{ inputText: 'Hello' }],
      error: undefined,
      losses: [],
      dropped: [],
    })
  })

  test('is sent each text of a list in a record of its own', async () => {
    const { modelInputs } = await translateEmbedding({ input: ['a', 'b'] }, { modelId, fanOut: true })

    expect(modelInputs).toEqual([{ inputText: 'a' }, { inputText: 'b' }])
  })

  test('refuses several texts without fan-out', async () => {
    expect((await translateEmbedding({ input: ['a', 'b'] }, { modelId })).error).toMatchObject({
      param: 'input',
      code: 'unsupported_value',
    })
  })

  test('is told nothing of users', async () => {
    expect(await translateEmbedding({ user: 'u-1' }, { modelId })).toMatchObject({
      modelInputs: [{ inputText: 'Hello' }],
      losses: [{ param: 'user', action: 'dropped', why: 'Bedrock is told nothing of users.', lines: 1 }],
    })
  })

  test('takes no parameters of others', async () => {
    expect((await translateEmbedding({ input_type: 'search_query' }, { modelId })).error?.param).toBe('input_type')
  })

  test('refuses tokens', async () => {
    expect((await translateEmbedding({ input: [1, 2, 3] }, { modelId })).error?.param).toBe('input')
  })
})

describe('dimensions', () => {
  test.each<[string, number, JsonObject]>([
    [V2, 256, { dimensions: 256 }],
    [V2, 512, { dimensions: 512 }],
    [V2, 1024, { dimensions: 1024 }],
    [G1, 1536, {}],
    [IMAGE, 256, { embeddingConfig: { outputEmbeddingLength: 256 } }],
    [IMAGE, 384, { embeddingConfig: { outputEmbeddingLength: 384 } }],
    [IMAGE, 1024, { embeddingConfig: { outputEmbeddingLength: 1024 } }],
  ])('%s makes vectors of %d numbers', async (modelId, dimensions, expected) => {
    expect(await translateEmbedding({ dimensions }, { modelId })).toMatchObject({
      modelInputs: [{ inputText: 'Hello', ...expected }],
      dropped: [],
    })
  })

  test.each<[string, number, string]>([
    [V2, 384, 'This model makes vectors of 256, 512 or 1024 numbers.'],
    [V2, 1536, 'This model makes vectors of 256, 512 or 1024 numbers.'],
    [G1, 256, 'This model makes vectors of 1536 numbers.'],
    [IMAGE, 512, 'This model makes vectors of 256, 384 or 1024 numbers.'],
  ])('%s makes none of %d: it is refused, or left out and reported', async (modelId, dimensions, why) => {
    expect((await translateEmbedding({ dimensions }, { modelId })).error).toMatchObject({
      param: 'dimensions',
      code: 'unsupported_value',
      message: expect.stringContaining(why) as string,
    })
    expect(await translateEmbedding({ dimensions }, { modelId, unsupported: 'drop' })).toMatchObject({
      modelInputs: [{ inputText: 'Hello' }],
      dropped: ['dimensions'],
    })
  })

  test('that are lost of a line of several records are lost of one line', async () => {
    const body = { input: ['a', 'b', 'c'], dimensions: 5 }
    const { losses } = await translateEmbedding(body, { modelId: V2, unsupported: 'drop', fanOut: true })

    expect(losses.map(({ param, lines }) => [param, lines])).toEqual([['dimensions', 1]])
  })
})

test('V2 takes its own parameters', async () => {
  const own = { normalize: false, embeddingTypes: ['binary'] }

  expect((await translateEmbedding({ ...own, dimensions: 256 }, { modelId: V2 })).modelInputs).toEqual([
    { inputText: 'Hello', dimensions: 256, ...own },
  ])
})

test.each([G1, IMAGE])('%s does not take the parameters of V2', async (modelId) => {
  expect((await translateEmbedding({ normalize: false }, { modelId })).error?.param).toBe('normalize')
})

describe('the multimodal model', () => {
  test('is sent an image as such', async () => {
    expect((await translateEmbedding({ input: DATA_URL, dimensions: 384 }, { modelId: IMAGE })).modelInputs).toEqual([
      { inputImage: PNG, embeddingConfig: { outputEmbeddingLength: 384 } },
    ])
  })

  test.each(['data:image/svg+xml;base64,AAAA', 'data:image/png;base64,AAAA', 'data:image/png'])(
    'refuses %s',
    async (input) => {
      expect((await translateEmbedding({ input }, { modelId: IMAGE })).error?.param).toBe('input')
    },
  )

  test('says how a length is asked for', async () => {
    const body = { embeddingConfig: { outputEmbeddingLength: 384 } }
    const { error } = await translateEmbedding(body, { modelId: IMAGE, unsupported: 'drop' })

    expect(error).toMatchObject({
      param: 'embeddingConfig',
      message: expect.stringContaining('`dimensions`') as string,
    })
  })
})

test('a model of texts is sent a data URL as the text that it is', async () => {
  expect((await translateEmbedding({ input: DATA_URL }, { modelId: V2 })).modelInputs).toEqual([
    { inputText: DATA_URL },
  ])
})
