import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMapping } from '../../../translator/families/index.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { translateEmbedding, translateVectors } from '../../support/embedding-translation.ts'

/** The texts that a record holds. */
type Texts = (modelInput: JsonObject) => Json[]

const TYPE = { input_type: 'search_document' }
const titan: Texts = ({ inputText }) => [inputText!]
const nova: Texts = ({ singleEmbeddingParams }) => [((singleEmbeddingParams as JsonObject).text as JsonObject).value!]
const cohere: Texts = ({ texts }) => texts as Json[]

describe.each<[modelId: string, body: JsonObject, mostTexts: number, textsOf: Texts]>([
  ['amazon.titan-embed-text-v2:0', {}, 1, titan],
  ['amazon.titan-embed-text-v1', {}, 1, titan],
  ['amazon.titan-embed-image-v1', {}, 1, titan],
  ['amazon.nova-2-multimodal-embeddings-v1:0', {}, 1, nova],
  ['cohere.embed-english-v3', TYPE, 96, cohere],
  ['us.cohere.embed-v4:0', TYPE, 96, cohere],
])('of %s', (modelId, body, mostTexts, textsOf) => {
  test('texts are found again in their order', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 })
    const input = fc.oneof(fc.array(text, { minLength: 1, maxLength: 5 }), fc.constant(Array(97).fill('a') as string[]))

    await fc.assert(
      fc.asyncProperty(input, async (texts) => {
        const { modelInputs } = await translateEmbedding({ ...body, input: texts }, { modelId, fanOut: true })

        expect(modelInputs.flatMap((modelInput) => textsOf(modelInput as JsonObject))).toEqual(texts)
        expect(modelInputs.length).toBe(Math.ceil(texts.length / mostTexts))
      }),
      { numRuns: 30 },
    )
  })

  test('no body makes it throw', async () => {
    const { mapping } = await findMapping(modelId, { converse: false })
    const names = fc.constantFrom('input', 'encoding_format', ...Object.keys({ ...mapping.fates, ...mapping.extras }))

    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.jsonValue()), async (others) => {
        const asked = { ...body, ...others } as JsonObject
        const { modelInputs, error } = await translateEmbedding(asked, { modelId, fanOut: true, unsupported: 'drop' })

        expect(modelInputs.length > 0).toBe(error === undefined)
      }),
    )
  })

  test('no output makes it throw', async () => {
    const names = fc.constantFrom(
      'embedding',
      'embeddings',
      'embeddingsByType',
      'inputTextTokenCount',
      'message',
      'meta',
    )
    const value = fc.oneof(fc.jsonValue(), fc.array(fc.record({ embedding: fc.jsonValue() })))

    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, value), async (output) => {
        const { status_code: status } = await translateVectors([output as JsonObject], modelId)

        expect([200, 500, 502]).toContain(status)
      }),
    )
  })
})
