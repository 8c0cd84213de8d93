import type { EmbeddingMapping } from '../mapping.ts'
import { extras, fates } from './fates.ts'
import { toModelInput } from './request.ts'
import { toAnswer } from './response.ts'

export const mapping: EmbeddingMapping = {
  kind: 'embeddings',
  fates,
  extras,
  inputsPerRecord: 1,
  toModelInput,
  toAnswer,
}
