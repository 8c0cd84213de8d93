import { toNumber } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import { parseS3Uri } from '../../translator/formats/s3-uri.ts'
import type { EmbeddingAnswer, EmbeddingAsk } from '../answers/answers.ts'
import { base64Size } from './base64.ts'
import { truncated } from './truncate.ts'
import { malformed, malformedInput } from './malformed-input.ts'
import { paramsOf, sourceOf, type NovaEmbedParams } from './nova-embed/input.ts'
import { NOVA_EMBED_SCHEMA } from './nova-embed/schema.ts'
import type { Responder } from './responder.ts'
import { tooManyTokens } from './too-many-tokens.ts'

/** An ask that also remembers what each vector is of, and where a text that is too long was cut. */
interface NovaEmbedAsk extends EmbeddingAsk {
  types: string[]
  truncatedCharLength?: number
}

// AWS: "8K tokens" ("Using Nova Embeddings").
const MOST_TOKENS = 8192

const violations = malformedInput(NOVA_EMBED_SCHEMA)

/** The texts are UNVERIFIED. */
function sourceFlaw(params: NovaEmbedParams): RecordError | undefined {
  const { bytes, s3Location } = sourceOf(params) ?? {}
  if (bytes !== undefined && base64Size(bytes) === undefined)
    return malformed("#/singleEmbeddingParams: the bytes of source aren't valid base64")
  return s3Location && !parseS3Uri(s3Location.uri)?.key
    ? malformed(`#/singleEmbeddingParams: ${s3Location.uri} isn't the URI of an object in Amazon S3`)
    : undefined
}

/** That `NONE` refuses, and in these words of Titan's, is UNVERIFIED. */
const lengthFlaw = ({ text }: NovaEmbedParams): RecordError | undefined =>
  text?.truncationMode === 'NONE' ? tooManyTokens(text.value ?? '', MOST_TOKENS) : undefined

type Read = Pick<NovaEmbedAsk, 'inputs' | 'types' | 'truncatedCharLength'>

/** A text that lies in S3 is told by its URI: Outcrop does not read it. */
function readText({ truncationMode, value, source }: NonNullable<NovaEmbedParams['text']>): Read {
  if (value === undefined) return { inputs: [{ text: '', images: [source!.s3Location!.uri] }], types: ['TEXT'] }
  const kept = truncated(value, truncationMode, MOST_TOKENS)
  const read = { inputs: [{ text: kept, images: [] }], types: ['TEXT'] }
  if (kept === value) return read
  // AWS: the character after which the text was cut. Which it is when the start goes is UNVERIFIED.
  return { ...read, truncatedCharLength: truncationMode === 'END' ? kept.length : value.length - kept.length }
}

function typesOf({ image, audio, video }: NovaEmbedParams): string[] {
  if (image) return ['IMAGE']
  if (audio) return ['AUDIO']
  return video!.embeddingMode === 'AUDIO_VIDEO_SEPARATE' ? ['VIDEO', 'AUDIO'] : ['AUDIO_VIDEO_COMBINED']
}

/** What is heard of a video and what is seen of it are two inputs. */
function readMedium(params: NovaEmbedParams): Read {
  const { bytes, s3Location } = sourceOf(params)!
  const medium = (bytes ?? s3Location?.uri)!
  const types = typesOf(params)
  const toInput = (type: string) => ({ text: '', images: [types.length > 1 ? `${type} ${medium}` : medium] })
  return { inputs: types.map(toInput), types }
}

/** Amazon Nova Multimodal Embeddings. */
export const novaEmbed: Responder<NovaEmbedAsk, EmbeddingAnswer> = {
  check(modelInput) {
    // AWS: an input of another form is taken for a conversation (langchain-ai/langchain-aws#744, langchain-ai/langchainjs#9694).
    if (!Object.hasOwn(modelInput, 'taskType')) return malformed('#: required key [messages] not found')
    const shape = violations(modelInput)
    return shape ?? sourceFlaw(paramsOf(modelInput)) ?? lengthFlaw(paramsOf(modelInput))
  },

  /** AWS: the vectors have unit length. */
  read(modelInput) {
    const params = paramsOf(modelInput)
    return {
      kind: 'embedding',
      ...(params.text ? readText(params.text) : readMedium(params)),
      dimensions: toNumber(params.embeddingDimension) ?? 3072,
      normalize: true,
    }
  },

  write: ({ vectors }, { types, truncatedCharLength }) => ({
    embeddings: vectors.map((embedding, index) => ({
      embeddingType: types[index]!,
      embedding,
      ...(truncatedCharLength !== undefined && { truncatedCharLength }),
    })),
  }),
}
