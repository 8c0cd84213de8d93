import type { JsonObject } from '../formats/json-text.ts'

/** Why a model stopped, in OpenAI's words. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter'

/** What a model answered, read from any family's modelOutput. */
export interface ChatAnswer {
  /** The model's own id of its answer, where it gives one. */
  id: string | undefined
  choices: ChatChoice[]
  /** `undefined` when the family does not say. */
  usage: TokenUsage | undefined
}

export interface ChatChoice {
  /** `undefined` when the model wrote no text. */
  content: string | undefined
  /** What the model said instead of an answer. */
  refusal?: string | undefined
  /** What the model thought. */
  reasoning?: string | undefined
  /** The thoughts in the model's own form, signatures included: what a next turn must bring back. */
  thinkingBlocks?: object[] | undefined
  /** Probabilities in OpenAI's own form, from models that tell them. */
  logprobs?: JsonObject | undefined
  calls: Call[]
  finishReason: FinishReason
}

export interface Call {
  /** `undefined` when the model gives none: one is made of the record's id. */
  id: string | undefined
  name: string
  /** JSON text of an object. */
  arguments: string
}

/** Tokens. `prompt` counts all of the input, cached or not; `completion` all of the output, thoughts included. */
export interface TokenUsage {
  prompt: number
  completion: number
  cached?: number | undefined
  cacheWritten?: number | undefined
  reasoning?: number | undefined
}
