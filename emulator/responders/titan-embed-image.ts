import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import type { EmbeddingAnswer, EmbeddingAsk } from '../answers/answers.ts'
import { base64Size } from './base64.ts'
import { malformedInput } from './malformed-input.ts'
import { anyObject, listOf, object, text } from './malformed-input/schema-words.ts'
import { refusal, unanswered } from './refusal.ts'
import type { Responder } from './responder.ts'
import { tellTitanImage } from './titan-embed/words.ts'
import { tooManyTokens } from './too-many-tokens.ts'

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface TitanImageInput {
  inputText?: string
  inputImage?: string
  embeddingConfig?: { outputEmbeddingLength?: Json }
  requests?: JsonObject[]
}

// AWS: 128 on older pages.
const MOST_TOKENS = 256
const LARGEST_IMAGE = 25 * 1024 * 1024

const embeddingConfig = object({ outputEmbeddingLength: { type: 'integer', enum: [256, 384, 1024] } })

/**
 * Source: AWS's page "Amazon Titan Multimodal Embeddings G1". AWS: the second alternative, of which no page tells, is seen in
 * the service's refusals (opensearch-project/neural-search#1239); what its requests hold is UNVERIFIED.
 */
const malformed = malformedInput(
  {
    anyOf: [
      {
        anyOf: [{ required: ['inputText'] }, { required: ['inputImage'] }],
        ...object({ inputText: text(1), inputImage: text(1), embeddingConfig }),
      },
      object({ requests: listOf(anyObject) }, 'requests'),
    ],
  },
  undefined,
  tellTitanImage,
)

/** The input as what the schema has shown it to be. */
const toTitanInput = (modelInput: JsonObject): TitanImageInput => modelInput

/** The texts are UNVERIFIED; the size is AWS's. */
function imageFlaw({ inputImage }: TitanImageInput): RecordError | undefined {
  if (inputImage === undefined) return undefined
  const size = base64Size(inputImage)
  if (size === undefined) return refusal("400 Bad Request: The inputImage field isn't valid base64.")
  return size > LARGEST_IMAGE ? refusal('400 Bad Request: Image exceeds max size allowed.') : undefined
}

/** Amazon Titan Multimodal Embeddings G1. */
export const titanEmbedImage: Responder<EmbeddingAsk, EmbeddingAnswer> = {
  check(modelInput) {
    const shape = malformed(modelInput)
    if (shape) return shape
    const input = toTitanInput(modelInput)
    if (input.requests) return unanswered('requests')
    return imageFlaw(input) ?? tooManyTokens(input.inputText ?? '', MOST_TOKENS)
  },

  /** A text and an image make one vector between theirs. That all have unit length is UNVERIFIED. */
  read(modelInput) {
    const { inputText = '', inputImage, embeddingConfig: config } = toTitanInput(modelInput)
    return {
      kind: 'embedding',
      inputs: [{ text: inputText, images: inputImage === undefined ? [] : [inputImage] }],
      dimensions: toNumber(config?.outputEmbeddingLength) ?? 1024,
      normalize: true,
    }
  },

  write: ({ vectors, inputTokens }) => ({
    embedding: vectors[0]!,
    inputTextTokenCount: inputTokens[0]!,
    message: null,
  }),
}
