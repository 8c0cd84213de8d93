import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { boolean, dictionary, integer, listOf, nullable, type Check } from './pydantic.ts'

/** A tool that Anthropic defines: the caller names its type and does not describe it. */
export interface ToolType {
  name: string
  required?: Record<string, Check>
  optional?: Record<string, Check>
  /** The `anthropic_beta` without which the type is unknown. */
  beta?: string
  /** Anthropic's own servers run it, within an answer. */
  isRunByServer?: boolean
  /** What its arguments look like, as JSON Schema. */
  schema: JsonObject
}

const objectOf = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: 'object',
  properties,
  required,
})
const STRING = { type: 'string' }

const BASH: JsonObject = objectOf({ command: STRING }, 'command')
const EDITOR: JsonObject = objectOf(
  { command: { type: 'string', enum: ['view', 'create', 'str_replace', 'insert'] }, path: STRING },
  'command',
  'path',
)
const COMPUTER: JsonObject = objectOf(
  { action: { type: 'string', enum: ['screenshot', 'left_click', 'mouse_move', 'key', 'type'] } },
  'action',
)
const MEMORY: JsonObject = objectOf(
  { command: { type: 'string', enum: ['view', 'create', 'str_replace', 'insert', 'delete', 'rename'] }, path: STRING },
  'command',
  'path',
)
export const TOOL_SEARCH_BETA = 'tool-search-tool-2025-10-19'
const SEARCH: Omit<ToolType, 'name'> = {
  beta: TOOL_SEARCH_BETA,
  isRunByServer: true,
  schema: objectOf({ query: STRING }, 'query'),
}
const SCREEN = { required: { display_width_px: integer(1), display_height_px: integer(1) } }
const DISPLAY = { display_number: nullable(integer(0)) }

/**
 * Sources: Anthropic's pages on these tools. Without a beta Bedrock was seen to list `bash_20250124`, `custom` and
 * `text_editor_20250124` (anthropics/claude-quickstarts#251); which of the later types each model takes is UNVERIFIED.
 * Of the tools that Anthropic's own servers run only the search among tools is on Bedrock.
 */
export const TOOL_TYPES: Record<string, ToolType> = {
  bash_20241022: { name: 'bash', beta: 'computer-use-2024-10-22', schema: BASH },
  bash_20250124: { name: 'bash', schema: BASH },
  text_editor_20241022: { name: 'str_replace_editor', beta: 'computer-use-2024-10-22', schema: EDITOR },
  text_editor_20250124: { name: 'str_replace_editor', schema: EDITOR },
  text_editor_20250429: { name: 'str_replace_based_edit_tool', schema: EDITOR },
  text_editor_20250728: {
    name: 'str_replace_based_edit_tool',
    optional: { max_characters: nullable(integer(1)) },
    schema: EDITOR,
  },
  computer_20241022: {
    name: 'computer',
    ...SCREEN,
    optional: DISPLAY,
    beta: 'computer-use-2024-10-22',
    schema: COMPUTER,
  },
  computer_20250124: {
    name: 'computer',
    ...SCREEN,
    optional: DISPLAY,
    beta: 'computer-use-2025-01-24',
    schema: COMPUTER,
  },
  computer_20251124: {
    name: 'computer',
    ...SCREEN,
    optional: { ...DISPLAY, enable_zoom: boolean },
    beta: 'computer-use-2025-11-24',
    schema: COMPUTER,
  },
  tool_search_tool_bm25_20251119: { name: 'tool_search_tool_bm25', ...SEARCH },
  tool_search_tool_regex_20251119: { name: 'tool_search_tool_regex', ...SEARCH },
  memory_20250818: { name: 'memory', beta: 'context-management-2025-06-27', schema: MEMORY },
}

/** Members of a tool that need one of these betas; without, they are extra inputs. */
export const BETA_MEMBERS: Record<string, { check: Check; betas: string[] }> = {
  defer_loading: { check: boolean, betas: [TOOL_SEARCH_BETA] },
  input_examples: { check: listOf(dictionary), betas: ['tool-examples-2025-10-29'] },
}
