import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { lossesOfAnswer, translateVectors } from '../../support/embedding-translation.ts'

const V3 = 'cohere.embed-english-v3'
const V4 = 'us.cohere.embed-v4:0'

describe.each([V3, V4])('%s', (modelId) => {
  test('answers with its vectors in their order', async () => {
    const output = { id: 'e', embeddings: { float: [[0.5], [-1]] }, response_type: 'embeddings_by_type' }

    expect((await translateVectors([output], modelId)).body).toEqual({
      object: 'list',
      data: [
        { object: 'embedding', index: 0, embedding: [0.5] },
        { object: 'embedding', index: 1, embedding: [-1] },
      ],
      model: 'm',
      usage: { prompt_tokens: 0, total_tokens: 0 },
    })
    expect(await lossesOfAnswer(output, modelId)).toEqual(['usage'])
  })
})

describe('an answer', () => {
  test.each<[string, JsonObject, Json, string[]]>([
    ['as a list', { embeddings: [[1], [2]], response_type: 'embeddings_floats' }, [[1], [2]], []],
    ['of floats', { embeddings: { float: [[1], [2]] } }, [[1], [2]], []],
    ['of bytes', { embeddings: { int8: [[1], [-2]] } }, [[1], [-2]], ['embedding']],
    ['of both', { embeddings: { int8: [[1]], float: [[0.5]] } }, [[0.5]], ['embedding.int8']],
    ['of two without floats', { embeddings: { ubinary: [[1]], int8: [[2]] } }, [[1]], ['embedding', 'embedding.int8']],
  ])('%s', async (_name, output, vectors, losses) => {
    const told = { ...output, meta: { billed_units: { input_tokens: 7 } } }
    const { body } = await translateVectors([told], V4)

    expect((body.data as JsonObject[]).map(({ embedding }) => embedding)).toEqual(vectors)
    expect(body.usage).toEqual({ prompt_tokens: 7, total_tokens: 7 })
    expect(await lossesOfAnswer(told, V4)).toEqual(losses)
  })

  test.each<[string, JsonObject]>([
    ['nothing', {}],
    ['null', { embeddings: null }],
    ['no vectors', { embeddings: [] }],
    ['no types', { embeddings: {} }],
    ['no vectors of a type', { embeddings: { float: [] } }],
    ['an empty vector', { embeddings: [[]] }],
    ['a bare vector', { embeddings: [1, 2] }],
    ['a text', { embeddings: 'AAAA' }],
  ])('with %s is unreadable', async (_name, output) => {
    expect((await translateVectors([output], V3)).status_code).toBe(502)
  })
})
