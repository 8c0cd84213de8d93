import type { Json, JsonObject } from '../../translator/formats/json-text.ts'
import type { EmbeddingAnswer, EmbeddingAsk } from '../answers/answers.ts'
import { malformedInput } from './malformed-input.ts'
import { toBits } from './quantize.ts'
import { toNumber } from './raw-number.ts'
import { refusal } from './refusal.ts'
import type { Responder } from './responder.ts'
import { boolean, listOf, object, oneOf, text } from './malformed-input/schema-words.ts'

type EmbeddingType = 'float' | 'binary'

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface TitanInput {
  inputText: string
  dimensions?: Json
  normalize?: boolean
  embeddingTypes?: EmbeddingType[]
}

/** An ask that also remembers in which types the vector comes back. */
export interface TitanEmbedAsk extends EmbeddingAsk {
  embeddingTypes?: EmbeddingType[]
}

const MOST_TOKENS = 8192
// AWS: the average of English. Other writing takes fewer letters a token.
const LETTERS_OF_TOKEN = 4.7

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
)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toTitanInput = (modelInput: JsonObject): TitanInput => modelInput as unknown as TitanInput

/** Without a list, or with an empty one (UNVERIFIED), floats. */
const typesOf = ({ embeddingTypes = [] }: TitanInput): EmbeddingType[] =>
  embeddingTypes.length === 0 ? ['float'] : embeddingTypes

/** A count that no tokenizer is likely to stay below: of ASCII alone, as English. */
function leastTokens(source: string): number {
  let letters = 0
  for (let at = 0; at < source.length; at += 1) if (source.charCodeAt(at) < 0x80) letters += 1
  return Math.ceil(letters / LETTERS_OF_TOKEN)
}

const VALUES: Record<EmbeddingType, (vector: number[]) => number[]> = {
  float: (vector) => vector,
  binary: toBits,
}

/** Amazon Titan Text Embeddings V2. */
export const titanEmbedTextV2: Responder<TitanEmbedAsk, EmbeddingAnswer> = {
  check(modelInput) {
    const shape = malformed(modelInput)
    if (shape) return shape
    const tokens = leastTokens(toTitanInput(modelInput).inputText)
    // AWS: the text as logged by several projects, with its space before the end left out here.
    return tokens > MOST_TOKENS
      ? refusal(
          `400 Bad Request: Too many input tokens. Max input tokens: ${MOST_TOKENS}, request input token count: ${tokens}`,
        )
      : undefined
  },

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
