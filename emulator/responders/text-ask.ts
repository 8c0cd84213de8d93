import type { ChatAsk } from '../answers/answers.ts'

/** What a model is asked that has no more than a text to go by: no tools, no media, no form of the answer, no thoughts. */
export const textAsk = (parts: Pick<ChatAsk, 'turns' | 'maxTokens' | 'stopSequences'> & Partial<ChatAsk>): ChatAsk => ({
  kind: 'chat',
  mediaCount: 0,
  tools: [],
  forcedTool: undefined,
  schema: undefined,
  jsonObject: false,
  choiceCount: 1,
  reasoning: false,
  ...parts,
})
