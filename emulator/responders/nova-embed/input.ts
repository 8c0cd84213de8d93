import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

/** What a modelInput of Nova's embeddings asks for, its shape checked. Numbers may still be as they stood in their text. */
export interface NovaEmbedParams {
  embeddingDimension?: Json
  text?: { truncationMode: 'START' | 'END' | 'NONE'; value?: string; source?: NovaEmbedSource }
  image?: NovaEmbedMedium
  audio?: NovaEmbedMedium
  video?: NovaEmbedMedium & { embeddingMode: 'AUDIO_VIDEO_COMBINED' | 'AUDIO_VIDEO_SEPARATE' }
}

interface NovaEmbedMedium {
  source: NovaEmbedSource
}

/** Bytes are base64. */
interface NovaEmbedSource {
  bytes?: string
  s3Location?: { uri: string }
}

/** The parameters as what the schema has shown them to be. */
export const paramsOf = (modelInput: JsonObject): NovaEmbedParams =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
  modelInput['singleEmbeddingParams'] as unknown as NovaEmbedParams

export const sourceOf = ({ text, image, audio, video }: NovaEmbedParams): NovaEmbedSource | undefined =>
  (image ?? audio ?? video ?? text)?.source
