import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

/** A modelInput of Command R whose shape was checked. Numbers may still be as they stood in their text. */
export interface CommandRInput {
  message: string
  chat_history?: CommandREntry[]
  documents?: JsonObject[]
  preamble?: string
  max_tokens?: Json
  stop_sequences?: string[]
  tools?: CommandRTool[]
  tool_results?: CommandRResult[]
  search_queries_only?: boolean
  return_prompt?: boolean
}

export interface CommandREntry {
  role: 'USER' | 'CHATBOT' | 'SYSTEM' | 'TOOL'
  message?: string
  tool_calls?: CommandRCall[]
  tool_results?: CommandRResult[]
}

export interface CommandRTool {
  name: string
  parameter_definitions?: Record<string, CommandRParameter>
}

export interface CommandRParameter {
  description?: string
  /** Python's words, or JSON Schema's. */
  type: string
  required?: boolean
}

export interface CommandRCall {
  name: string
  parameters: JsonObject
}

/** Its own call is told again with a result: calls have no ids. */
export interface CommandRResult {
  call: CommandRCall
  outputs: JsonObject[]
}

/** The input as what the schema has shown it to be. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- callers have checked the shape
export const toCommandRInput = (modelInput: JsonObject): CommandRInput => modelInput as unknown as CommandRInput
