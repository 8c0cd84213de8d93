import type { JsonObject } from '../../translator/formats/json-text.ts'
import type { RecordError } from '../../translator/formats/bedrock/record.ts'
import { claudeMessages } from '../../emulator/responders/claude-messages.ts'
import { PDF, PNG, modelOf } from './responders.ts'

export const HAIKU_3 = 'anthropic.claude-3-haiku-20240307-v1:0'
export const SONNET_3_5 = 'anthropic.claude-3-5-sonnet-20241022-v2:0'
export const SONNET_3_7 = 'anthropic.claude-3-7-sonnet-20250219-v1:0'
export const OPUS_4_1 = 'anthropic.claude-opus-4-1-20250805-v1:0'
export const SONNET_4_5 = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
export const OPUS_4_6 = 'anthropic.claude-opus-4-6-v1'
export const OPUS_4_7 = 'anthropic.claude-opus-4-7'
export const OPUS_4_8 = 'anthropic.claude-opus-4-8'
export const FABLE_5 = 'anthropic.claude-fable-5'
export const FABLE_5_1 = 'anthropic.claude-fable-5-1'

/** A modelInput that every Claude takes, with what a test says of it. */
export const claudeInput = (members: JsonObject = {}): JsonObject => ({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 1024,
  messages: [user('Who wrote the first compiler?')],
  ...members,
})

/** What Claude has against a modelInput; Claude Sonnet 4.5 unless said. */
export const checkClaude = (members: JsonObject, id = SONNET_4_5): RecordError | undefined =>
  claudeMessages.check(claudeInput(members), modelOf(id))

/** A row of a table: what is refused, and in which words. */
export type ClaudeRefusal = [name: string, members: JsonObject, text: string, model?: string]

export const user = (content: string | JsonObject[]): JsonObject => ({ role: 'user', content })
export const assistant = (content: string | JsonObject[]): JsonObject => ({ role: 'assistant', content })

/** One message of the user, of these blocks. */
export const says = (...blocks: JsonObject[]): JsonObject => ({ messages: [user(blocks)] })
/** A conversation after a first message of the user, with a tool. */
export const talk = (...messages: JsonObject[]): JsonObject => ({ messages: [user('a'), ...messages], tools: [tool()] })

export const text = (words: string): JsonObject => ({ type: 'text', text: words })
export const image = (data = PNG, media_type = 'image/png'): JsonObject => ({
  type: 'image',
  source: { type: 'base64', media_type, data },
})
export const pdf = (data = PDF): JsonObject => ({
  type: 'document',
  source: { type: 'base64', media_type: 'application/pdf', data },
})
export const thought: JsonObject = { type: 'thinking', thinking: 'hm', signature: 's' }

export const tool = (members: JsonObject = {}): JsonObject => ({
  name: 'find',
  input_schema: { type: 'object' },
  ...members,
})
export const call = (id: string, input: JsonObject = {}): JsonObject => ({ type: 'tool_use', id, name: 'find', input })
export const result = (id: string, content: string | JsonObject[] = 'ok'): JsonObject => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
})

/** The tool with which Claude searches among others. */
export const toolSearch = (kind: 'bm25' | 'regex'): JsonObject => ({
  type: `tool_search_tool_${kind}_20251119`,
  name: `tool_search_tool_${kind}`,
})
export const SEARCH_BETA = { anthropic_beta: ['tool-search-tool-2025-10-19'] }

export const contextManagement = (...edits: JsonObject[]): JsonObject => ({
  anthropic_beta: ['context-management-2025-06-27'],
  context_management: { edits },
})

/** Thinking with a budget, and the tokens for it. */
export const budget: JsonObject = { max_tokens: 4096, thinking: { type: 'enabled', budget_tokens: 2048 } }

export const format = (schema: JsonObject): JsonObject => ({
  output_config: { format: { type: 'json_schema', schema } },
})
/** A schema that structured output takes. */
export const closedSchema: JsonObject = {
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
  additionalProperties: false,
}
