import type { EmbeddingAnswer } from '../../embeddings/embedding-request.ts'
import { pickType, toTokens, toVector } from '../../embeddings/read-vectors.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, type JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

/**
 * Vectors in the order of the inputs. AWS: v3 has a list where no types were asked for, v4 always has them by type
 * (langchain-aws#680). Tokens stand in a header of Bedrock's and not in the body; `meta` is Cohere's own place for them.
 */
export function toAnswer({ embeddings, meta }: JsonObject, { report }: ResponseContext): EmbeddingAnswer {
  const vectors = isJsonObject(embeddings) ? pickType(embeddings, report) : embeddings
  if (!Array.isArray(vectors) || vectors.length === 0) throw unreadableOutput('it has no vectors.')
  const units = isJsonObject(meta) ? meta.billed_units : undefined
  const tokens = toTokens(isJsonObject(units) ? units.input_tokens : undefined, report)
  return { vectors: vectors.map(toVector), tokens }
}
