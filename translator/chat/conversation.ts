import type { JsonObject } from '../formats/json-text.ts'

/** A conversation as all chat models know it: what goes before it, and turns that alternate and begin with the user. */
export interface Conversation {
  /** Texts of the system and developer messages before the first turn, in their order. */
  system: TextBlock[]
  /** User and assistant in turn; system turns stand where a later system message stood. */
  turns: Turn[]
}

/** `path` is where the turn's first message stands: `messages[2]`. */
export type Turn = UserTurn | AssistantTurn | { role: 'system'; blocks: TextBlock[]; path: string }

/** Results come first, in the order of the calls. */
export interface UserTurn {
  role: 'user'
  blocks: (TextBlock | ImageBlock | DocumentBlock | ResultBlock)[]
  path: string
}

/** Thoughts come first, calls last. */
export interface AssistantTurn {
  role: 'assistant'
  blocks: (ThinkingBlock | TextBlock | CallBlock)[]
  path: string
}

export type Block = UserTurn['blocks'][number] | AssistantTurn['blocks'][number]

export interface TextBlock {
  type: 'text'
  /** Never empty and never only white space. */
  text: string
  /** Whether the prompt may be cached up to here. */
  isCached: boolean
  path: string
}

export const IMAGE_FORMATS = ['png', 'jpeg', 'gif', 'webp'] as const

export interface ImageBlock {
  type: 'image'
  source: { format: (typeof IMAGE_FORMATS)[number]; base64: string } | { s3Uri: string }
  isCached: boolean
  path: string
}

export interface DocumentBlock {
  type: 'document'
  mediaType: string
  base64: string
  /** As the client named the file, with its extension. */
  name: string | undefined
  isCached: boolean
  path: string
}

export interface CallBlock {
  type: 'call'
  /** Of letters, digits, `_` and `-`; its result has the same. */
  id: string
  name: string
  /** Numbers are kept as their text stood. */
  input: JsonObject
  path: string
}

export interface ResultBlock {
  type: 'result'
  callId: string
  content: (TextBlock | ImageBlock)[]
  path: string
}

/** What a model thought in an earlier turn, in that model's own form: LiteLLM's `thinking_blocks`. */
export interface ThinkingBlock {
  type: 'thinking'
  block: JsonObject
}
