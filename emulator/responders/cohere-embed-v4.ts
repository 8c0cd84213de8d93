import { toNumber, type Json, type JsonObject } from '../../translator/formats/json-text.ts'
import type { EmbeddingAnswer, EmbeddingInput } from '../answers/answers.ts'
import {
  EMBEDDING_TYPES,
  writeCohereEmbeddings,
  type CohereEmbedAsk,
  type EmbeddingType,
} from './cohere-embed/output.ts'
import { tooLong, truncated, type Truncate } from './truncate.ts'
import { parseDataUri } from './data-uri.ts'
import { malformedInput } from './malformed-input.ts'
import type { Responder } from './responder.ts'
import { firstRefusal, type Rule } from './rules.ts'
import { integer, listOf, object, oneOf, text } from './malformed-input/schema-words.ts'

/** A modelInput whose shape was checked. Numbers may still be as they stood in their text. */
interface CohereV4Input {
  input_type: string
  texts?: string[]
  images?: string[]
  inputs?: { content: Part[] }[]
  embedding_types?: EmbeddingType[]
  output_dimension?: Json
  max_tokens?: Json
  truncate?: Truncate
}

interface Part {
  type: 'text' | 'image_url'
  text?: string
  /** A data URI, as AWS writes it, or within an object, as Cohere does. */
  image_url?: string | { url: string }
}

const MOST_INPUTS = 96
const MOST_TOKENS = 128_000

const part = {
  oneOf: [
    object({ type: oneOf('text'), text: text() }, 'type', 'text'),
    object(
      { type: oneOf('image_url'), image_url: { anyOf: [text(), object({ url: text() }, 'url')] } },
      'type',
      'image_url',
    ),
  ],
}

/** Source: AWS's page "Cohere Embed v4". */
const malformed = malformedInput({
  anyOf: [{ required: ['texts'] }, { required: ['images'] }, { required: ['inputs'] }],
  ...object(
    {
      input_type: oneOf('search_document', 'search_query', 'classification', 'clustering'),
      texts: listOf(text(), 0, MOST_INPUTS),
      images: listOf(text(), 0, MOST_INPUTS),
      inputs: listOf(object({ content: listOf(part, 1) }, 'content'), 0, MOST_INPUTS),
      embedding_types: listOf(oneOf(...EMBEDDING_TYPES)),
      output_dimension: { type: 'integer', enum: [256, 512, 1024, 1536] },
      max_tokens: integer(1, MOST_TOKENS),
      truncate: oneOf('NONE', 'LEFT', 'RIGHT'),
    },
    'input_type',
  ),
})

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
const toCohereInput = (modelInput: JsonObject): CohereV4Input => modelInput as unknown as CohereV4Input

const urlOf = ({ image_url }: Part): string | undefined => (typeof image_url === 'object' ? image_url.url : image_url)

/** Each of them becomes one vector. */
const inputsOf = ({ texts = [], images = [], inputs = [] }: CohereV4Input): EmbeddingInput[] => [
  ...texts.map((source) => ({ text: source, images: [] })),
  ...images.map((uri) => ({ text: '', images: [uri] })),
  ...inputs.map(({ content }) => ({
    text: content.flatMap((item) => item.text ?? []).join('\n'),
    images: content.flatMap((item) => urlOf(item) ?? []),
  })),
]

type CohereRule = Rule<CohereV4Input, undefined>

/** The text is UNVERIFIED. */
const oneSource: CohereRule = ({ texts, images, inputs }) =>
  [texts, images, inputs].filter((list) => list !== undefined).length > 1
    ? 'Only one of texts, images or inputs may be provided.'
    : undefined

/** The text is UNVERIFIED. */
const imageUris: CohereRule = (input) => {
  const uris = inputsOf(input).flatMap(({ images }) => images)
  return uris.every((uri) => parseDataUri(uri)?.mediaType.startsWith('image/'))
    ? undefined
    : 'Images must be data URIs with base64.'
}

const tokensOf = ({ max_tokens }: CohereV4Input): number => toNumber(max_tokens) ?? MOST_TOKENS

const lengths: CohereRule = (input) =>
  tooLong(
    inputsOf(input).map((item) => item.text),
    input.truncate,
    tokensOf(input),
  )

const RULES = [oneSource, imageUris, lengths]

/** Cohere Embed v4. */
export const cohereEmbedV4: Responder<CohereEmbedAsk, EmbeddingAnswer> = {
  check: (modelInput) => malformed(modelInput) ?? firstRefusal(RULES, toCohereInput(modelInput), undefined),

  read(modelInput) {
    const input = toCohereInput(modelInput)
    const { texts, truncate = 'RIGHT', embedding_types = [] } = input
    return {
      kind: 'embedding',
      inputs: inputsOf(input).map((item) => ({ ...item, text: truncated(item.text, truncate, tokensOf(input)) })),
      dimensions: toNumber(input.output_dimension) ?? 1536,
      normalize: true,
      // AWS: unlike v3 it answers by type in any case (langchain-ai/langchain-aws#680).
      embeddingTypes: embedding_types.length === 0 ? ['float'] : embedding_types,
      ...(texts && { texts }),
    }
  },

  write: writeCohereEmbeddings,
}
