import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

/** A modelInput of Jamba whose shape was checked. Numbers may still be as they stood in their text. */
export interface JambaInput {
  messages: JambaMessage[]
  max_tokens?: Json
  temperature?: Json
  stop?: string | string[]
  n?: Json
  tools?: JambaTool[]
  response_format?: { type: 'text' | 'json_object' }
  documents?: JsonObject[]
}

export interface JambaMessage {
  role: 'user' | 'assistant' | 'system' | 'tool'
  content?: string | null
  tool_calls?: { function: { name: string; arguments: string } }[] | null
}

export interface JambaTool {
  function: { name: string; parameters?: JsonObject }
}

/** The input as what the schema has shown it to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toJambaInput = (modelInput: JsonObject): JambaInput => modelInput as unknown as JambaInput
