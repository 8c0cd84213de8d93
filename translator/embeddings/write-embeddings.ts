import type { JsonObject } from '../formats/json-text.ts'
import type { EmbeddingAnswer } from './embedding-request.ts'

/** Vectors as OpenAI's list of embeddings (openai 6.49, CreateEmbeddingResponse); base64 is little-endian float32. */
export function toEmbeddings({ vectors, tokens }: EmbeddingAnswer, model: string, isBase64: boolean): JsonObject {
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: isBase64 ? toBase64(vector) : vector,
    })),
    model,
    usage: { prompt_tokens: tokens ?? 0, total_tokens: tokens ?? 0 },
  }
}

function toBase64(vector: number[]): string {
  const bytes = Buffer.allocUnsafe(vector.length * 4)
  vector.forEach((value, index) => bytes.writeFloatLE(value, index * 4))
  return bytes.toString('base64')
}
