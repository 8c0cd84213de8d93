import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { PNG } from '../../support/responders.ts'
import { lossesOfAnswer, translateEmbedding, translateVectors } from '../../support/embedding-translation.ts'

const modelId = 'amazon.nova-2-multimodal-embeddings-v1:0'
const DATA_URL = `data:image/png;base64,${PNG}`
const PURPOSE = { embeddingPurpose: 'TEXT_RETRIEVAL' }

const paramsOf = async (body: JsonObject): Promise<unknown> => {
  const { modelInputs } = await translateEmbedding({ ...PURPOSE, ...body }, { modelId })
  return (modelInputs[0] as JsonObject).singleEmbeddingParams
}

test('the smallest body has a purpose, which is reported', async () => {
  expect(await translateEmbedding({}, { modelId })).toEqual({
    modelInputs: [
      {
        schemaVersion: 'nova-multimodal-embed-v1',
        taskType: 'SINGLE_EMBEDDING',
        singleEmbeddingParams: {
          embeddingPurpose: 'GENERIC_INDEX',
          text: { truncationMode: 'NONE', value: 'Hello' },
        },
      },
    ],
    error: undefined,
    losses: [
      {
        param: 'embeddingPurpose',
        action: 'changed',
        why: 'Nova needs a purpose; it is sent GENERIC_INDEX.',
        lines: 1,
      },
    ],
    dropped: ['embeddingPurpose'],
  })
})

test('a purpose and a truncation of the client’s are sent', async () => {
  expect(await translateEmbedding({ ...PURPOSE, truncationMode: 'END' }, { modelId })).toMatchObject({
    modelInputs: [{ singleEmbeddingParams: { ...PURPOSE, text: { truncationMode: 'END', value: 'Hello' } } }],
    dropped: [],
  })
})

test('an image is sent as such', async () => {
  expect(await paramsOf({ input: DATA_URL, detailLevel: 'DOCUMENT_IMAGE' })).toEqual({
    ...PURPOSE,
    image: { detailLevel: 'DOCUMENT_IMAGE', format: 'png', source: { bytes: PNG } },
  })
  expect(await paramsOf({ input: DATA_URL })).toEqual({ ...PURPOSE, image: { format: 'png', source: { bytes: PNG } } })
})

test.each<[string, JsonObject]>([
  ['truncationMode', { input: DATA_URL, truncationMode: 'END' }],
  ['detailLevel', { detailLevel: 'STANDARD_IMAGE' }],
])('%s beside the other kind of input is left out and reported', async (param, body) => {
  expect(await translateEmbedding({ ...PURPOSE, ...body }, { modelId })).toMatchObject({ dropped: [param] })
  expect(JSON.stringify(await paramsOf(body))).not.toContain(param)
})

test.each([256, 384, 1024, 3072])('vectors may have %d numbers', async (dimensions) => {
  expect(await paramsOf({ dimensions })).toMatchObject({ embeddingDimension: dimensions })
})

test('vectors of another length are refused, or left out and reported', async () => {
  const body = { ...PURPOSE, dimensions: 512 }

  expect((await translateEmbedding(body, { modelId })).error).toMatchObject({
    param: 'dimensions',
    message: expect.stringContaining('256, 384, 1024 or 3072') as string,
  })
  expect((await translateEmbedding(body, { modelId, unsupported: 'drop' })).dropped).toEqual(['dimensions'])
})

test('a length in Nova’s own words is refused with OpenAI’s', async () => {
  const { error } = await translateEmbedding({ embeddingDimension: 256 }, { modelId, unsupported: 'drop' })

  expect(error).toMatchObject({
    param: 'embeddingDimension',
    message: expect.stringContaining('`dimensions`') as string,
  })
})

test('users are left out and reported', async () => {
  expect((await translateEmbedding({ ...PURPOSE, user: 'u-1' }, { modelId })).losses).toMatchObject([
    { param: 'user', action: 'dropped' },
  ])
})

test('each text of a list has a record of its own', async () => {
  const { modelInputs } = await translateEmbedding({ ...PURPOSE, input: ['a', 'b'] }, { modelId, fanOut: true })

  expect(modelInputs).toMatchObject(['a', 'b'].map((value) => ({ singleEmbeddingParams: { text: { value } } })))
})

describe('an answer', () => {
  const OUTPUT: JsonObject = { embeddings: [{ embeddingType: 'TEXT', embedding: [0.5, -1] }] }

  test('has its vector, 0 tokens, and says that they are not known', async () => {
    expect((await translateVectors([OUTPUT], modelId)).body).toMatchObject({
      data: [{ object: 'embedding', index: 0, embedding: [0.5, -1] }],
      usage: { prompt_tokens: 0, total_tokens: 0 },
    })
    expect(await lossesOfAnswer(OUTPUT, modelId)).toEqual(['usage'])
  })

  test('has its tokens where they are told', async () => {
    expect((await translateVectors([{ ...OUTPUT, inputTokenCount: 4 }], modelId)).body.usage).toEqual({
      prompt_tokens: 4,
      total_tokens: 4,
    })
    expect(await lossesOfAnswer({ ...OUTPUT, inputTokenCount: 4 }, modelId)).toEqual([])
  })

  test('says that the text was cut', async () => {
    const embeddings = [{ embeddingType: 'TEXT', embedding: [1], truncatedCharLength: 9 }]

    expect(await lossesOfAnswer({ embeddings, inputTokenCount: 4 }, modelId)).toEqual(['input'])
  })

  test.each<[string, JsonObject]>([
    ['nothing', {}],
    ['no vector', { embeddings: [] }],
    ['two vectors', { embeddings: [{ embedding: [1] }, { embedding: [2] }] }],
    ['a bare vector', { embeddings: [1] }],
    ['an empty vector', { embeddings: [{ embedding: [] }] }],
    ['vectors that are no list', { embeddings: { float: [[1]] } }],
  ])('with %s is unreadable', async (_name, output) => {
    expect((await translateVectors([output], modelId)).status_code).toBe(502)
  })
})
