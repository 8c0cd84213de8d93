import type { EmbeddingParameter, Fates } from '../chat/parameters.ts'

/** What no embedding model of Bedrock is told: the same in every family. */
export const NEVER_SENT = {
  user: { dropped: 'Bedrock is told nothing of users.' },
} satisfies Partial<Fates<EmbeddingParameter>>
