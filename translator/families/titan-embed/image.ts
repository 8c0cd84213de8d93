import { inWords, toDimensions } from '../../embeddings/dimensions.ts'
import type { EmbeddingRequest } from '../../embeddings/embedding-request.ts'
import { readImageInput } from '../../embeddings/image-input.ts'
import { NEVER_SENT } from '../../embeddings/never-sent.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { EmbeddingMapping, RequestContext } from '../mapping.ts'
import { toAnswer } from './response.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-mm.html */
const LENGTHS = [256, 384, 1024]

export const mapping: EmbeddingMapping = {
  kind: 'embeddings',
  fates: {
    ...NEVER_SENT,
    dimensions: { becomes: `\`embeddingConfig.outputEmbeddingLength\`, which is ${inWords(LENGTHS)}` },
  },
  extras: { embeddingConfig: { refused: 'Say the length of the vectors as `dimensions`.' } },
  inputsPerRecord: 1,
  toModelInput,
  toAnswer,
}

/** A text or, as a data URL, an image. */
function toModelInput({ inputs, copied, rest }: EmbeddingRequest, { report }: RequestContext): JsonObject {
  const [input] = inputs
  const image = readImageInput(input!)
  const length = toDimensions(rest, LENGTHS, report)
  return {
    ...(image ? { inputImage: image.base64 } : { inputText: input! }),
    ...(length !== undefined && { embeddingConfig: { outputEmbeddingLength: length } }),
    ...copied,
  }
}
