import { inWords, toDimensions } from '../../embeddings/dimensions.ts'
import type { EmbeddingRequest } from '../../embeddings/embedding-request.ts'
import { NEVER_SENT } from '../../embeddings/never-sent.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { EmbeddingMapping, RequestContext } from '../mapping.ts'
import { toAnswer } from './response.ts'

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html */
const LENGTHS = [256, 512, 1024]

export const mapping: EmbeddingMapping = {
  kind: 'embeddings',
  fates: { ...NEVER_SENT, dimensions: { becomes: `\`dimensions\`, which is ${inWords(LENGTHS)}` } },
  extras: { normalize: { to: 'normalize' }, embeddingTypes: { to: 'embeddingTypes' } },
  inputsPerRecord: 1,
  toModelInput,
  toAnswer,
}

function toModelInput({ inputs, copied, rest }: EmbeddingRequest, { report }: RequestContext): JsonObject {
  const dimensions = toDimensions(rest, LENGTHS, report)
  return { inputText: inputs[0]!, ...(dimensions !== undefined && { dimensions }), ...copied }
}
