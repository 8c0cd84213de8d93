import type { ChatAsk, EmbeddingAsk, Question } from '../../emulator/answers/answers.ts'

/** A question of one user turn, with some members of its ask changed. */
export const chatQuestion = (
  changes: Partial<ChatAsk> = {},
  { family = 'nova', fingerprint = 'f1' }: Partial<Omit<Question, 'ask'>> = {},
): Question<ChatAsk> => ({
  family,
  fingerprint,
  ask: {
    kind: 'chat',
    turns: [{ role: 'user', text: 'Summarise the ticket' }],
    mediaCount: 0,
    tools: [],
    forcedTool: undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: undefined,
    stopSequences: [],
    choiceCount: 1,
    reasoning: false,
    ...changes,
  },
})

export const embeddingQuestion = (
  changes: Partial<EmbeddingAsk> = {},
  { family = 'titan-embed-text-v2', fingerprint = 'f1' }: Partial<Omit<Question, 'ask'>> = {},
): Question<EmbeddingAsk> => ({
  family,
  fingerprint,
  ask: {
    kind: 'embedding',
    inputs: [{ text: 'a red bicycle', images: [] }],
    dimensions: 256,
    normalize: true,
    ...changes,
  },
})
