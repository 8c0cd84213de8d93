import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { EmbeddingAnswer } from '../answers/answers.ts'
import {
  EMBEDDING_TYPES,
  writeCohereEmbeddings,
  type CohereEmbedAsk,
  type EmbeddingType,
} from './cohere-embed/output.ts'
import { tooLong, truncated, type Truncate } from './truncate.ts'
import { parseDataUri } from './data-uri.ts'
import type { InputSchema } from './malformed-input/input-schema.ts'
import { malformedInput } from './malformed-input.ts'
import type { Responder } from './responder.ts'
import { firstRefusal, type Rule } from './rules.ts'
import { listOf, object, oneOf, text } from './malformed-input/schema-words.ts'

/** A modelInput whose shape was checked. */
interface CohereV3Input {
  input_type: string
  texts?: string[]
  images?: string[]
  truncate?: Truncate
  embedding_types?: EmbeddingType[]
}

const DIMENSIONS = 1024
const MOST_TOKENS = 512
const LARGEST_IMAGE = 5 * 1024 * 1024

const needs = (member: string, inputType: string): InputSchema => ({
  required: [member],
  properties: { input_type: { enum: [inputType] } },
})

/**
 * Source: AWS's page "Cohere Embed v3". AWS: the alternatives are those whose violations were seen one after the other in
 * langchain-ai/langchainjs#8450; texts of more than 2,048 characters in ScrapeGraphAI/Scrapegraph-ai#400.
 */
const malformed = malformedInput({
  oneOf: [
    needs('images', 'image'),
    needs('texts', 'search_document'),
    needs('texts', 'search_query'),
    needs('texts', 'classification'),
    needs('texts', 'clustering'),
  ],
  ...object(
    {
      input_type: text(),
      texts: listOf(text(0, 2048), 0, 96),
      images: listOf(text(), 0, 1),
      truncate: oneOf('NONE', 'START', 'END'),
      embedding_types: listOf(oneOf(...EMBEDDING_TYPES)),
    },
    'input_type',
  ),
})

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toCohereInput = (modelInput: JsonObject): CohereV3Input => modelInput as unknown as CohereV3Input

type CohereRule = Rule<CohereV3Input, undefined>

/** The text is UNVERIFIED. */
const textsOrImages: CohereRule = ({ texts, images }) =>
  texts && images ? 'Only one of texts or images may be provided.' : undefined

/** The texts are UNVERIFIED; the limits are AWS's. */
const images: CohereRule = (input) => {
  for (const [index, uri] of (input.images ?? []).entries()) {
    const image = parseDataUri(uri)
    if (!image) return `images.${index} is not a data URI with base64.`
    if (!['image/jpeg', 'image/png'].includes(image.mediaType)) return `images.${index} must be a JPEG or PNG image.`
    if (image.size > LARGEST_IMAGE) return `images.${index} is larger than 5 MB.`
  }
  return undefined
}

const lengths: CohereRule = ({ texts = [], truncate }) => tooLong(texts, truncate, MOST_TOKENS)

const RULES = [textsOrImages, images, lengths]

/** Cohere Embed v3, English and Multilingual. */
export const cohereEmbedV3: Responder<CohereEmbedAsk, EmbeddingAnswer> = {
  check: (modelInput) => malformed(modelInput) ?? firstRefusal(RULES, toCohereInput(modelInput), undefined),

  read(modelInput) {
    const { texts = [], images: uris = [], truncate = 'NONE', embedding_types = [] } = toCohereInput(modelInput)
    return {
      kind: 'embedding',
      inputs: [
        ...texts.map((source) => ({ text: truncated(source, truncate, MOST_TOKENS), images: [] })),
        ...uris.map((uri) => ({ text: '', images: [uri] })),
      ],
      dimensions: DIMENSIONS,
      normalize: true,
      embeddingTypes: embedding_types.length === 0 ? undefined : embedding_types,
      texts,
    }
  },

  write: writeCohereEmbeddings,
}
