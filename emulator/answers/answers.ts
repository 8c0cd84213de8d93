import type { FamilyKey } from '../../translator/formats/models/index.ts'
import type { Json, JsonObject } from '../../translator/formats/json-text.ts'

/** What a record asks of a model, in words of no family. Responders read it out of a modelInput. */
export type Ask = ChatAsk | EmbeddingAsk

export interface ChatAsk {
  kind: 'chat'
  /** Everything the model reads, in order; `text` holds also what tools said. */
  turns: Turn[]
  /** How many images, documents or other media come with the turns: they cost tokens. */
  mediaCount: number
  tools: Tool[]
  /** The tool that must be called: one by name, `any` of them, or `undefined` when the model may choose (ours never calls then). */
  forcedTool: { name: string } | 'any' | undefined
  /** The JSON Schema that the text must satisfy. */
  schema: JsonObject | undefined
  /** The schema only stands in the prompt: an answer that does not satisfy it is an answer still. */
  schemaIsWish?: boolean
  /** The text must be some JSON object. */
  jsonObject: boolean
  /** Most tokens of each answer; `undefined` where the model has no bound. */
  maxTokens: number | undefined
  stopSequences: string[]
  /** How many answers the record wants. */
  choiceCount: number
  /** Whether the model says what it thought before it answered. */
  reasoning: boolean
}

export interface Turn {
  role: 'system' | 'user' | 'assistant' | 'tool'
  text: string
}

export interface Tool {
  name: string
  /** JSON Schema of the arguments, an object. */
  schema: JsonObject
}

export interface EmbeddingAsk {
  kind: 'embedding'
  /** One vector each, in this order. */
  inputs: EmbeddingInput[]
  dimensions: number
  /** Whether the vectors have unit length. */
  normalize: boolean
}

export interface EmbeddingInput {
  text: string
  /** Base64 or URIs of images that belong to the input. */
  images: string[]
}

/** An Ask with what its answer is a function of, besides the seed. */
export interface Question<A extends Ask = Ask> {
  ask: A
  family: FamilyKey
  /** Equal for equal (model, modelInput), whatever the record's id. */
  fingerprint: string
}

export type Answer = ChatAnswer | EmbeddingAnswer

export interface ChatAnswer {
  kind: 'chat'
  /** As many as `choiceCount`. */
  choices: ChatChoice[]
  inputTokens: number
  /** Of all choices, thoughts included. */
  outputTokens: number
}

export interface ChatChoice {
  text: string
  /** What the model thought, when the ask wanted it. */
  reasoning: string | undefined
  /** Of the thoughts; part of the answer's output tokens. */
  reasoningTokens: number
  calls: ToolCall[]
  stopReason: 'end' | 'maxTokens' | 'stopSequence' | 'toolUse'
  /** The one that was met. */
  stopSequence: string | undefined
}

export interface ToolCall {
  name: string
  arguments: JsonObject
}

export interface EmbeddingAnswer {
  kind: 'embedding'
  vectors: number[][]
  /** Of each input. */
  inputTokens: number[]
}

/**
 * Where answers come from: one file each beside this one, blind to families. An Error in the place of an answer is that
 * record's: it becomes its `error` line.
 */
export interface Answers {
  answer(questions: Question[]): Promise<(Answer | Unanswerable)[]>
}

/** A record that cannot be answered, although its model would accept it. */
export class Unanswerable {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

export type { Json, JsonObject }
