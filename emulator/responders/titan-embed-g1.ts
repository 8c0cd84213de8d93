import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { EmbeddingAnswer, EmbeddingAsk } from '../answers/answers.ts'
import { malformedInput } from './malformed-input.ts'
import { object, text } from './malformed-input/schema-words.ts'
import type { Responder } from './responder.ts'
import { tellTitanText } from './titan-embed/words.ts'
import { tooManyTokens } from './too-many-tokens.ts'

const DIMENSIONS = 1536
const MOST_TOKENS = 8192

/** Source: AWS's page "Amazon Titan Embeddings Text"; that the longest text is V2's is UNVERIFIED. */
const malformed = malformedInput(object({ inputText: text(1, 50_000) }, 'inputText'), undefined, tellTitanText)

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const textOf = (modelInput: JsonObject): string => modelInput['inputText'] as string

/** Amazon Titan Embeddings G1 - Text. */
export const titanEmbedG1: Responder<EmbeddingAsk, EmbeddingAnswer> = {
  check: (modelInput) => malformed(modelInput) ?? tooManyTokens(textOf(modelInput), MOST_TOKENS),

  /** AWS: its vectors do not have unit length (langchain-ai/langchainjs PR 2796 shows some). */
  read: (modelInput) => ({
    kind: 'embedding',
    inputs: [{ text: textOf(modelInput), images: [] }],
    dimensions: DIMENSIONS,
    normalize: false,
  }),

  write: ({ vectors, inputTokens }) => ({ embedding: vectors[0]!, inputTextTokenCount: inputTokens[0]! }),
}
