import type { EmbeddingAnswer } from '../../embeddings/embedding-request.ts'
import { toTokens, toVector } from '../../embeddings/read-vectors.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, type JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

/** The one vector of a record. UNVERIFIED: `inputTokenCount`, which is read where it stands. */
export function toAnswer({ embeddings, inputTokenCount }: JsonObject, { report }: ResponseContext): EmbeddingAnswer {
  const [only, ...others] = Array.isArray(embeddings) ? embeddings : []
  if (!isJsonObject(only) || others.length > 0) throw unreadableOutput('it does not have one vector.')
  if (typeof only.truncatedCharLength === 'number')
    report.change('input', 'The text was too long; only its first or last part is embedded, as truncationMode says.')
  return { vectors: [toVector(only.embedding)], tokens: toTokens(inputTokenCount, report) }
}
