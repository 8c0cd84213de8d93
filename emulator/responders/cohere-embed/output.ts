import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { EmbeddingAnswer, EmbeddingAsk } from '../../answers/answers.ts'
import { derivedUuid } from '../derived-id.ts'
import { toBinary, toInt8, toUbinary, toUint8 } from '../quantize.ts'
import type { WriteContext } from '../responder.ts'

export const EMBEDDING_TYPES = ['float', 'int8', 'uint8', 'binary', 'ubinary'] as const
export type EmbeddingType = (typeof EMBEDDING_TYPES)[number]

/** An ask that also remembers what the output says besides the vectors. */
export interface CohereEmbedAsk extends EmbeddingAsk {
  /** Absent where vectors come back as a plain list of floats. */
  embeddingTypes?: EmbeddingType[] | undefined
  /** The texts as they came, which the output repeats. */
  texts?: string[]
}

const VALUES: Record<EmbeddingType, (vector: number[]) => number[]> = {
  float: (vector) => vector,
  int8: toInt8,
  uint8: toUint8,
  binary: toBinary,
  ubinary: toUbinary,
}

/** Shape: AWS's pages on Cohere Embed v3 and v4. */
export function writeCohereEmbeddings(
  { vectors }: EmbeddingAnswer,
  { embeddingTypes, texts }: CohereEmbedAsk,
  { fingerprint }: WriteContext,
): JsonObject {
  const byType = embeddingTypes?.map((type) => [type, vectors.map(VALUES[type])])
  return {
    embeddings: byType ? Object.fromEntries(byType) : vectors,
    id: derivedUuid(fingerprint, 'response'),
    response_type: byType ? 'embeddings_by_type' : 'embeddings_floats',
    ...(texts && { texts }),
  }
}
