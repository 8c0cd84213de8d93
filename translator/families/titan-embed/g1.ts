import { toDimensions } from '../../embeddings/dimensions.ts'
import type { EmbeddingRequest } from '../../embeddings/embedding-request.ts'
import { NEVER_SENT } from '../../embeddings/never-sent.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { EmbeddingMapping, RequestContext } from '../mapping.ts'
import { toAnswer } from './response.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/titan-embedding-models.html */
const LENGTH = 1536

export const mapping: EmbeddingMapping = {
  kind: 'embeddings',
  fates: {
    ...NEVER_SENT,
    dimensions: { becomes: `nothing where it is ${LENGTH}, as all its vectors are; else refused` },
  },
  extras: {},
  inputsPerRecord: 1,
  toModelInput,
  toAnswer,
}

function toModelInput({ inputs, copied, rest }: EmbeddingRequest, { report }: RequestContext): JsonObject {
  toDimensions(rest, [LENGTH], report)
  return { inputText: inputs[0]!, ...copied }
}
