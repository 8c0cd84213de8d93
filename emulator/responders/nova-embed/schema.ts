import type { InputSchema } from '../malformed-input/input-schema.ts'
import { object, oneOf, text, union } from '../malformed-input/schema-words.ts'

/* Source: AWS's page "Complete embeddings request and response schema". */

const eitherOf = (...members: string[]): InputSchema['oneOf'] => members.map((member) => ({ required: [member] }))

const s3Location = object({ uri: text(), bucketOwner: text() }, 'uri')
const mediaSource = union({ bytes: text(1), s3Location })

const textInput: InputSchema = {
  oneOf: eitherOf('value', 'source')!,
  ...object(
    {
      truncationMode: oneOf('START', 'END', 'NONE'),
      // AWS: the page says 8,192 characters; the service was seen to refuse above 50,000 (a guide on moving from Titan).
      value: text(1, 50_000),
      source: object({ s3Location }, 's3Location'),
    },
    'truncationMode',
  ),
}
const image = object(
  {
    detailLevel: oneOf('STANDARD_IMAGE', 'DOCUMENT_IMAGE'),
    format: oneOf('png', 'jpeg', 'gif', 'webp'),
    source: mediaSource,
  },
  'format',
  'source',
)
const audio = object({ format: oneOf('mp3', 'wav', 'ogg'), source: mediaSource }, 'format', 'source')
const video = object(
  {
    format: oneOf('mp4', 'mov', 'mkv', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', '3gp'),
    source: mediaSource,
    embeddingMode: oneOf('AUDIO_VIDEO_COMBINED', 'AUDIO_VIDEO_SEPARATE'),
  },
  'format',
  'source',
  'embeddingMode',
)

const embeddingPurpose = oneOf(
  'GENERIC_INDEX',
  'GENERIC_RETRIEVAL',
  'TEXT_RETRIEVAL',
  'IMAGE_RETRIEVAL',
  'VIDEO_RETRIEVAL',
  'DOCUMENT_RETRIEVAL',
  'AUDIO_RETRIEVAL',
  'CLASSIFICATION',
  'CLUSTERING',
)

const singleEmbeddingParams: InputSchema = {
  oneOf: eitherOf('text', 'image', 'audio', 'video')!,
  ...object(
    {
      embeddingPurpose,
      embeddingDimension: { type: 'integer', enum: [256, 384, 1024, 3072] },
      text: textInput,
      image,
      audio,
      video,
    },
    'embeddingPurpose',
  ),
}

/** Segments are for the asynchronous API alone. */
export const NOVA_EMBED_SCHEMA: InputSchema = object(
  {
    schemaVersion: oneOf('nova-multimodal-embed-v1'),
    taskType: oneOf('SINGLE_EMBEDDING'),
    singleEmbeddingParams,
  },
  'taskType',
  'singleEmbeddingParams',
)
