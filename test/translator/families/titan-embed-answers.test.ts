import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { lossesOfAnswer, translateVectors } from '../../support/embedding-translation.ts'

const V2 = 'amazon.titan-embed-text-v2:0'

describe.each([V2, 'amazon.titan-embed-text-v1', 'amazon.titan-embed-image-v1'])('%s', (modelId) => {
  test('answers with a vector and its tokens', async () => {
    expect(await translateVectors([{ embedding: [0.5, -1], inputTextTokenCount: 3 }], modelId)).toEqual({
      status_code: 200,
      request_id: expect.any(String) as string,
      body: {
        object: 'list',
        data: [{ object: 'embedding', index: 0, embedding: [0.5, -1] }],
        model: 'm',
        usage: { prompt_tokens: 3, total_tokens: 3 },
      },
    })
  })

  test.each<[string, JsonObject]>([
    ['nothing', {}],
    ['null', { embedding: null }],
    ['an empty vector', { embedding: [] }],
    ['words', { embedding: ['0.5'] }],
    ['a number beyond all numbers', { embedding: [JSON.rawJSON('1E400')] }],
    ['a text', { embedding: 'AAAA' }],
    ['no types', { embeddingsByType: {} }],
    ['a type without a vector', { embeddingsByType: { float: null } }],
  ])('is unreadable with %s', async (_name, output) => {
    const { status_code: status, body } = await translateVectors([output], modelId)

    expect([status, (body.error as JsonObject).code]).toEqual([502, 'unreadable_model_output'])
  })

  test('tells of its own error', async () => {
    const { status_code: status, body } = await translateVectors([{ embedding: [1], message: 'No image.' }], modelId)

    expect([status, body.error]).toEqual([
      500,
      { message: 'No image.', type: 'server_error', param: null, code: 'model_error' },
    ])
  })

  test('without a count has 0 tokens, and says so', async () => {
    const output = { embedding: [1], message: '' }

    expect((await translateVectors([output], modelId)).body.usage).toEqual({ prompt_tokens: 0, total_tokens: 0 })
    expect(await lossesOfAnswer(output, modelId)).toEqual(['usage'])
  })
})

describe('vectors by type', () => {
  const byType = async (output: JsonObject): Promise<[Json | undefined, string[]]> => {
    const { body } = await translateVectors([{ inputTextTokenCount: 1, ...output }], V2)
    const [data] = body.data as JsonObject[]
    return [data!.embedding, await lossesOfAnswer({ inputTextTokenCount: 1, ...output }, V2)]
  }

  test.each<[string, JsonObject, Json, string[]]>([
    ['floats twice', { embedding: [0.5], embeddingsByType: { float: [0.5] } }, [0.5], []],
    ['floats by type only', { embeddingsByType: { float: [0.5] } }, [0.5], []],
    ['bits only', { embeddingsByType: { binary: [1, 0] } }, [1, 0], ['embedding']],
    ['bits beside null', { embeddingsByType: { float: null, binary: [1, 0] } }, [1, 0], ['embedding']],
    ['both', { embeddingsByType: { binary: [1], float: [0.5] } }, [0.5], ['embedding.binary']],
    ['bits by type', { embedding: [0.5], embeddingsByType: { binary: [1] } }, [0.5], ['embedding.binary']],
  ])('%s', async (_name, output, vector, losses) => {
    expect(await byType(output)).toEqual([vector, losses])
  })
})

test('several records of a line are one list in its order, with the sum of their tokens', async () => {
  const ids = ['zzp1n2xline', 'zzp0n2xline']
  const outputs = [2, 1].map((value) => ({ embedding: [value], inputTextTokenCount: value }))

  expect((await translateVectors(outputs, V2, ids)).body).toMatchObject({
    data: [
      { index: 0, embedding: [1] },
      { index: 1, embedding: [2] },
    ],
    usage: { prompt_tokens: 3, total_tokens: 3 },
  })
})

test('base64 is made of floats, low byte first', async () => {
  const output = { embedding: [1, -0.5], inputTextTokenCount: 1 }
  const { body } = await translateVectors([output], V2, ['zzbxline'])

  expect((body.data as JsonObject[])[0]!.embedding).toBe('AACAPwAAAL8=')
})
