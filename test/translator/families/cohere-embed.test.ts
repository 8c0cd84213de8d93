import { describe, expect, test } from 'vitest'
import type { Json } from '../../../translator/formats/json-text.ts'
import { PNG } from '../../support/responders.ts'
import { translateEmbedding } from '../../support/embedding-translation.ts'

const V3 = 'cohere.embed-english-v3'
const MULTILINGUAL = 'cohere.embed-multilingual-v3'
const V4 = 'us.cohere.embed-v4:0'
const DATA_URL = `data:image/png;base64,${PNG}`
const TYPE = { input_type: 'search_document' }

test('an image may be longer than a text', async () => {
  const bytes = Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.alloc(3000)])
  const input = `data:image/png;base64,${bytes.toString('base64')}`
  const { error, modelInputs } = await translateEmbedding({ input, input_type: 'image' }, { modelId: V3 })

  expect(error).toBeUndefined()
  expect(modelInputs).toEqual([{ images: [input], input_type: 'image' }])
})

test.each([
  ['gif', 'R0lGODlhAQ=='],
  ['webp', 'UklGRiQA'],
])('version 3 takes no image of %s, which version 4 does', async (format, base64) => {
  const body = { ...TYPE, input: `data:image/${format};base64,${base64}` }

  expect((await translateEmbedding(body, { modelId: V3 })).error).toMatchObject({
    param: 'input',
    code: 'unsupported_value',
    message: `Unsupported value: 'input'. This model embeds images of png and jpeg, not ${format}.`,
  })
  expect((await translateEmbedding(body, { modelId: V4 })).modelInputs).toEqual([{ images: [body.input], ...TYPE }])
})

describe.each([V3, MULTILINGUAL, V4])('%s', (modelId) => {
  test('is sent the texts of a line together', async () => {
    expect(await translateEmbedding({ ...TYPE, input: ['a', 'b'] }, { modelId })).toEqual({
      modelInputs: [{ texts: ['a', 'b'], ...TYPE }],
      error: undefined,
      losses: [],
      dropped: [],
    })
  })

  test('is sent one text as a list', async () => {
    expect((await translateEmbedding(TYPE, { modelId })).modelInputs).toEqual([{ texts: ['Hello'], ...TYPE }])
  })

  test('is sent at most 96 texts in a record', async () => {
    const input = Array.from({ length: 97 }, (_, index) => `text ${index}`)
    const { modelInputs, losses } = await translateEmbedding({ ...TYPE, input, user: 'u' }, { modelId, fanOut: true })

    expect(modelInputs).toEqual([
      { texts: input.slice(0, 96), ...TYPE },
      { texts: input.slice(96), ...TYPE },
    ])
    expect(losses).toMatchObject([{ param: 'user', lines: 1 }])
  })

  test('must be told what the vectors are for', async () => {
    expect((await translateEmbedding({}, { modelId, unsupported: 'drop' })).error).toEqual({
      message:
        "Missing required parameter: 'input_type'. Cohere wants to know what the vectors are for: search_document, search_query, classification or clustering.",
      type: 'invalid_request_error',
      param: 'input_type',
      code: 'missing_required_parameter',
    })
  })

  test('refuses an input_type that is no text', async () => {
    expect((await translateEmbedding({ input_type: 5 }, { modelId })).error).toMatchObject({
      param: 'input_type',
      code: 'invalid_type',
    })
  })

  test('is told nothing of users', async () => {
    expect((await translateEmbedding({ ...TYPE, user: 'u-1' }, { modelId })).losses).toMatchObject([
      { param: 'user', action: 'dropped' },
    ])
  })

  test('takes types of vectors', async () => {
    const body = { ...TYPE, embedding_types: ['float', 'int8'] }

    expect((await translateEmbedding(body, { modelId })).modelInputs).toEqual([{ texts: ['Hello'], ...body }])
  })

  test.each<Json>(['MIDDLE', 'toString', 5, ['END']])('refuses truncate %j', async (truncate) => {
    expect((await translateEmbedding({ ...TYPE, truncate }, { modelId })).error).toMatchObject({
      param: 'truncate',
      code: 'invalid_value',
    })
  })

  test('refuses texts and images in one line', async () => {
    expect((await translateEmbedding({ ...TYPE, input: [DATA_URL, 'a'] }, { modelId })).error?.param).toBe('input')
  })

  test('refuses an image that is none', async () => {
    const input = 'data:image/png;base64,AAAA'

    expect((await translateEmbedding({ ...TYPE, input }, { modelId })).error?.param).toBe('input')
  })
})

describe('truncate', () => {
  test.each<[string, string, string]>([
    [V3, 'NONE', 'NONE'],
    [V3, 'START', 'START'],
    [V3, 'END', 'END'],
    [V3, 'LEFT', 'START'],
    [V3, 'RIGHT', 'END'],
    [V4, 'NONE', 'NONE'],
    [V4, 'LEFT', 'LEFT'],
    [V4, 'RIGHT', 'RIGHT'],
    [V4, 'START', 'LEFT'],
    [V4, 'END', 'RIGHT'],
  ])('of %s: %s is sent as %s', async (modelId, truncate, sent) => {
    expect(await translateEmbedding({ ...TYPE, truncate }, { modelId })).toMatchObject({
      modelInputs: [{ truncate: sent }],
      dropped: [],
    })
  })
})

describe('dimensions', () => {
  test.each([256, 512, 1024, 1536])('v4 makes vectors of %d numbers', async (dimensions) => {
    expect((await translateEmbedding({ ...TYPE, dimensions }, { modelId: V4 })).modelInputs).toEqual([
      { texts: ['Hello'], ...TYPE, output_dimension: dimensions },
    ])
  })

  test('v3 is not told the only length that it has', async () => {
    expect(await translateEmbedding({ ...TYPE, dimensions: 1024 }, { modelId: V3 })).toMatchObject({
      modelInputs: [{ texts: ['Hello'], ...TYPE }],
      dropped: [],
    })
  })

  test.each<[string, number, string]>([
    [V3, 512, 'vectors of 1024 numbers'],
    [V4, 384, 'vectors of 256, 512, 1024 or 1536 numbers'],
  ])('%s makes none of %d: it is refused, or left out and reported', async (modelId, dimensions, why) => {
    expect((await translateEmbedding({ ...TYPE, dimensions }, { modelId })).error).toMatchObject({
      param: 'dimensions',
      message: expect.stringContaining(why) as string,
    })
    expect(await translateEmbedding({ ...TYPE, dimensions }, { modelId, unsupported: 'drop' })).toMatchObject({
      modelInputs: [{ texts: ['Hello'], ...TYPE }],
      dropped: ['dimensions'],
    })
  })

  test('of Cohere’s own word are refused with OpenAI’s', async () => {
    const body = { ...TYPE, output_dimension: 256 }

    expect((await translateEmbedding(body, { modelId: V4, unsupported: 'drop' })).error).toMatchObject({
      param: 'output_dimension',
      message: expect.stringContaining('`dimensions`') as string,
    })
  })
})

test('a limit of tokens is v4’s only', async () => {
  const body = { ...TYPE, max_tokens: 100 }

  expect((await translateEmbedding(body, { modelId: V4 })).modelInputs).toEqual([{ texts: ['Hello'], ...body }])
  expect((await translateEmbedding(body, { modelId: V3 })).error?.param).toBe('max_tokens')
})

describe('long texts', () => {
  const longest = '𝕏'.repeat(2048)

  test('of 2048 letters are taken by v3', async () => {
    expect((await translateEmbedding({ ...TYPE, input: longest }, { modelId: V3 })).error).toBeUndefined()
  })

  test('of one more are refused', async () => {
    expect((await translateEmbedding({ ...TYPE, input: ['a', `${longest}𝕏`] }, { modelId: V3 })).error).toEqual({
      message: "Invalid value for 'input': a text has 2049 letters, and this model takes at most 2048.",
      type: 'invalid_request_error',
      param: 'input',
      code: 'invalid_value',
    })
  })

  test('are taken by v4', async () => {
    expect((await translateEmbedding({ ...TYPE, input: longest.repeat(4) }, { modelId: V4 })).error).toBeUndefined()
  })
})

describe('images', () => {
  test('v3 embeds one, as image', async () => {
    const expected = { modelInputs: [{ images: [DATA_URL], input_type: 'image' }] }

    expect(await translateEmbedding({ input: DATA_URL }, { modelId: V3 })).toMatchObject({ ...expected, dropped: [] })
    expect(await translateEmbedding({ input: DATA_URL, input_type: 'image' }, { modelId: V3 })).toMatchObject({
      ...expected,
      dropped: [],
    })
    expect(await translateEmbedding({ input: DATA_URL, ...TYPE }, { modelId: V3 })).toMatchObject({
      ...expected,
      dropped: ['input_type'],
    })
  })

  test('v3 embeds no two in a line', async () => {
    expect((await translateEmbedding({ input: [DATA_URL, DATA_URL] }, { modelId: V3 })).error).toMatchObject({
      param: 'input',
      code: 'unsupported_value',
    })
  })

  test('v4 embeds several, for what the client says', async () => {
    const upper = DATA_URL.replace('image/png', 'IMAGE/PNG;x=y')

    expect((await translateEmbedding({ input: [DATA_URL, upper], ...TYPE }, { modelId: V4 })).modelInputs).toEqual([
      { images: [DATA_URL, DATA_URL], ...TYPE },
    ])
    expect((await translateEmbedding({ input: DATA_URL }, { modelId: V4 })).error?.param).toBe('input_type')
  })
})
