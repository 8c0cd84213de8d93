import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { EmbeddingAnswer, EmbeddingAsk } from '../answers/answers.ts'
import { malformedInput } from './malformed-input.ts'
import { toBits } from './quantize.ts'
import type { Responder } from './responder.ts'
import { boolean, listOf, object, oneOf, text } from './malformed-input/schema-words.ts'
import { tellTitanText } from './titan-embed/words.ts'
import { tooManyTokens } from './too-many-tokens.ts'

type EmbeddingType = 'float' | 'binary'

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface TitanInput {
  inputText: string
  dimensions?: Json
  normalize?: boolean
  embeddingTypes?: EmbeddingType[]
}

/** An ask that also remembers in which types the vector comes back. */
interface TitanEmbedAsk extends EmbeddingAsk {
  embeddingTypes?: EmbeddingType[]
}

const MOST_TOKENS = 8192

/**
 * Source: AWS's page "Amazon Titan Embeddings Text"; the longest text from the service's messages (`expected maxLength:
 * 50000, actual: 52611`).
 */
const malformed = malformedInput(
  object(
    {
      inputText: text(1, 50_000),
      dimensions: { type: 'integer', enum: [256, 512, 1024] },
      normalize: boolean,
      embeddingTypes: listOf(oneOf('float', 'binary')),
    },
    'inputText',
  ),
  undefined,
  tellTitanText,
)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toTitanInput = (modelInput: JsonObject): TitanInput => modelInput as unknown as TitanInput

/** Without a list, or with an empty one (UNVERIFIED), floats. */
const typesOf = ({ embeddingTypes = [] }: TitanInput): EmbeddingType[] =>
  embeddingTypes.length === 0 ? ['float'] : embeddingTypes

const VALUES: Record<EmbeddingType, (vector: number[]) => number[]> = {
  float: (vector) => vector,
  binary: toBits,
}

/** Amazon Titan Text Embeddings V2. */
export const titanEmbedTextV2: Responder<TitanEmbedAsk, EmbeddingAnswer> = {
  check: (modelInput) => malformed(modelInput) ?? tooManyTokens(toTitanInput(modelInput).inputText, MOST_TOKENS),

  read(modelInput) {
    const input = toTitanInput(modelInput)
    return {
      kind: 'embedding',
      inputs: [{ text: input.inputText, images: [] }],
      dimensions: toNumber(input.dimensions) ?? 1024,
      normalize: input.normalize ?? true,
      embeddingTypes: typesOf(input),
    }
  },

  /** AWS: `embedding` is there only when floats are asked for (BerriAI/litellm#14680). */
  write({ vectors, inputTokens }, { embeddingTypes = ['float'] }) {
    const vector = vectors[0]!
    return {
      ...(embeddingTypes.includes('float') && { embedding: vector }),
      embeddingsByType: Object.fromEntries(embeddingTypes.map((type) => [type, VALUES[type](vector)])),
      inputTextTokenCount: inputTokens[0]!,
    }
  },
}
