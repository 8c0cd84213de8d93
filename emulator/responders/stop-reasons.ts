import type { ChatChoice } from '../answers/answers.ts'

/** Why an answer ended, in the words that Claude, Nova and Converse share. */
export const STOP_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'end_turn',
  maxTokens: 'max_tokens',
  stopSequence: 'stop_sequence',
  toolUse: 'tool_use',
}

/** Why an answer ended, in the words that OpenAI, Mistral and Llama share; the last has no tools and no stop sequences. */
export const FINISH_REASONS: Record<ChatChoice['stopReason'], string> = {
  end: 'stop',
  maxTokens: 'length',
  stopSequence: 'stop',
  toolUse: 'tool_calls',
}
