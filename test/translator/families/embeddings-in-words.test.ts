import { expect, test } from 'vitest'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { PNG } from '../../support/responders.ts'
import { lossesInWords, translateEmbedding, translateVectors } from '../../support/embedding-translation.ts'

const TITAN = 'amazon.titan-embed-text-v2:0'
const TITAN_G1 = 'amazon.titan-embed-text-v1'
const TITAN_IMAGE = 'amazon.titan-embed-image-v1'
const NOVA = 'amazon.nova-2-multimodal-embeddings-v1:0'
const COHERE_3 = 'cohere.embed-english-v3'
const COHERE_4 = 'us.cohere.embed-v4:0'

const IMAGE = `data:image/png;base64,${PNG}`
const PURPOSE = { embeddingPurpose: 'CLUSTERING' }
const SEARCH = { input_type: 'search_query' }

test.each<[modelId: string, output: JsonObject, why: string]>([
  [TITAN, {}, 'it has no vector.'],
  [TITAN, { embedding: ['1'] }, 'a vector holds what is no number.'],
  [NOVA, {}, 'it does not have one vector.'],
  [NOVA, { embeddings: 'AAAA' }, 'it does not have one vector.'],
  [NOVA, { embeddings: [1] }, 'it does not have one vector.'],
  [NOVA, { embeddings: [{ embedding: [1] }, { embedding: [2] }] }, 'it does not have one vector.'],
  [NOVA, { embeddings: [{ embedding: [] }] }, 'it has no vector.'],
  [COHERE_3, { embeddings: [] }, 'it has no vectors.'],
  [COHERE_3, { embeddings: 'AAAA' }, 'it has no vectors.'],
  [COHERE_3, { embeddings: [1] }, 'it has no vector.'],
])('%s: why %j cannot be read is said', async (modelId, output, why) => {
  const { body } = await translateVectors([output], modelId)

  expect(body.error).toMatchObject({ message: `The output of the model could not be read: ${why}` })
})

test.each<[modelId: string, output: JsonObject, losses: string[]]>([
  [TITAN, { embedding: [1] }, ['usage: The model does not tell its tokens; they are told as 0.']],
  [
    NOVA,
    { embeddings: [{ embedding: [1], truncatedCharLength: 1 }], inputTokenCount: 1 },
    ['input: The text was too long; only its first or last part is embedded, as truncationMode says.'],
  ],
  [COHERE_3, { embeddings: [[1]], meta: 7 }, ['usage: The model does not tell its tokens; they are told as 0.']],
  [
    COHERE_3,
    { embeddings: [[1]], meta: { billed_units: 7 } },
    ['usage: The model does not tell its tokens; they are told as 0.'],
  ],
])('%s: what is lost of %j is said', async (modelId, output, losses) => {
  expect(await lossesInWords(output, modelId)).toEqual(losses)
})

test.each<[modelId: string, body: JsonObject, param: string, why: string]>([
  [NOVA, { ...PURPOSE, detailLevel: 'STANDARD_IMAGE' }, 'detailLevel', 'A text has no level of detail.'],
  [NOVA, { ...PURPOSE, input: IMAGE, truncationMode: 'END' }, 'truncationMode', 'No image is truncated.'],
  [NOVA, { ...PURPOSE, user: 'u' }, 'user', 'Bedrock is told nothing of users.'],
  [TITAN_G1, { user: 'u' }, 'user', 'Bedrock is told nothing of users.'],
  [COHERE_3, { ...SEARCH, input: IMAGE }, 'input_type', 'An image is sent as image.'],
])('%s: what is lost of %j is said', async (modelId, body, param, why) => {
  const { losses, error } = await translateEmbedding(body, { modelId })

  expect(error).toBeUndefined()
  expect(losses.map((loss) => [loss.param, loss.why])).toEqual([[param, why]])
})

test.each<[modelId: string, body: JsonObject, param: string, message: string]>([
  [TITAN, { dimensions: 3 }, 'dimensions', 'This model makes vectors of 256, 512 or 1024 numbers.'],
  [TITAN_IMAGE, { dimensions: 3 }, 'dimensions', 'This model makes vectors of 256, 384 or 1024 numbers.'],
  [TITAN_G1, { dimensions: 3 }, 'dimensions', 'This model makes vectors of 1536 numbers.'],
  [NOVA, { dimensions: 3 }, 'dimensions', 'This model makes vectors of 256, 384, 1024 or 3072 numbers.'],
  [COHERE_3, { ...SEARCH, dimensions: 3 }, 'dimensions', 'This model makes vectors of 1024 numbers.'],
  [COHERE_4, { ...SEARCH, dimensions: 3 }, 'dimensions', 'This model makes vectors of 256, 512, 1024 or 1536 numbers.'],
  [TITAN_IMAGE, { embeddingConfig: {} }, 'embeddingConfig', 'Say the length of the vectors as `dimensions`.'],
  [NOVA, { embeddingDimension: 256 }, 'embeddingDimension', 'Say the length of the vectors as `dimensions`.'],
  [
    COHERE_4,
    { ...SEARCH, output_dimension: 256 },
    'output_dimension',
    'Say the length of the vectors as `dimensions`.',
  ],
  [COHERE_3, { input_type: 1 }, 'input_type', 'expected a string, but got an integer instead.'],
  [COHERE_3, { ...SEARCH, truncate: 'ALL' }, 'truncate', 'it is not one of NONE, START, END, LEFT, RIGHT.'],
  [COHERE_3, { ...SEARCH, truncate: 1 }, 'truncate', 'it is not one of NONE, START, END, LEFT, RIGHT.'],
  [COHERE_3, { ...SEARCH, input: ['a', IMAGE] }, 'input', 'Send texts and images in lines of their own.'],
  [COHERE_3, { ...SEARCH, input: [IMAGE, IMAGE] }, 'input', 'This model embeds 1 image in a line, and there are 2.'],
  [
    COHERE_3,
    {},
    'input_type',
    "Missing required parameter: 'input_type'. Cohere wants to know what the vectors are for: search_document, search_query, classification or clustering.",
  ],
  [
    COHERE_3,
    { ...SEARCH, input: 'a'.repeat(2049) },
    'input',
    'a text has 2049 letters, and this model takes at most 2048.',
  ],
])('%s: why %j is refused is said', async (modelId, body, param, message) => {
  const { error } = await translateEmbedding(body, { modelId })

  expect(error?.param).toBe(param)
  expect(error?.message).toContain(message)
})
