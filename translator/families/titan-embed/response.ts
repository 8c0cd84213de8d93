import type { EmbeddingAnswer } from '../../embeddings/embedding-request.ts'
import { pickType, toTokens, toVector } from '../../embeddings/read-vectors.ts'
import { LineError } from '../../errors.ts'
import { isJsonObject, type JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

/**
 * The one vector of a Titan model. AWS: V2 has its vectors by type too, and where the client asked for `binary` alone there
 * is no `embedding` (litellm#14680).
 */
export function toAnswer(
  { embedding = null, embeddingsByType, inputTextTokenCount, message }: JsonObject,
  { report }: ResponseContext,
): EmbeddingAnswer {
  // AWS: the multimodal model tells here what went wrong.
  if (typeof message === 'string' && message !== '') throw new LineError(message, { status: 500, code: 'model_error' })
  const byType = { ...(isJsonObject(embeddingsByType) && embeddingsByType), ...(embedding && { float: embedding }) }
  return { vectors: [toVector(pickType(byType, report))], tokens: toTokens(inputTextTokenCount, report) }
}
