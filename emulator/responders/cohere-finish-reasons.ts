import type { ChatChoice } from '../answers/answers.ts'

/** Cohere's words; one for a stop sequence came with a later version of its API. */
export const COHERE_FINISH_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'COMPLETE',
  maxTokens: 'MAX_TOKENS',
  stopSequence: 'COMPLETE',
  toolUse: 'COMPLETE',
}
