import { expect, test } from 'vitest'
import {
  OPUS_4_7,
  FABLE_5_1,
  SEARCH_BETA,
  assistant,
  call,
  checkClaude,
  result,
  tool,
  toolSearch,
  user,
  type ClaudeRefusal,
} from '../../../support/claude-records.ts'
import { refused } from '../../../support/responders.ts'

const withProperty = (name: string) => tool({ input_schema: { type: 'object', properties: { ok: {}, [name]: {} } } })
const PROPERTY_KEYS =
  "tools.0.custom.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'"

const REFUSALS: ClaudeRefusal[] = [
  ['two tools of one name', { tools: [tool(), tool()] }, 'tools: Tool names must be unique.'],
  [
    'a demand without tools',
    { tool_choice: { type: 'any' } },
    'tool_choice.any may only be specified while providing tools',
  ],
  [
    'a tool that is not offered',
    { tools: [tool()], tool_choice: { type: 'tool', name: 'seek' } },
    "Tool 'seek' not found in provided tools",
  ],
  [
    'a demand where the model takes none',
    { tools: [tool()], tool_choice: { type: 'any' } },
    'tool_choice: type "tool" and "any" are not supported for this model.',
    FABLE_5_1,
  ],
  [
    'a strict tool where the model takes none',
    { tools: [tool({ strict: true })] },
    'tools.0.custom.strict: Extra inputs are not permitted',
    OPUS_4_7,
  ],
  [
    'an open schema of a strict tool',
    { tools: [tool({ strict: true })] },
    "tools.0.custom: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'examples without their beta',
    { tools: [tool({ input_examples: [{}] })] },
    'tools.0.custom.input_examples: Extra inputs are not permitted',
  ],
  [
    'a tool that is loaded later without its beta',
    { tools: [tool({ defer_loading: true })] },
    'tools.0.custom.defer_loading: Extra inputs are not permitted',
  ],
  [
    'early streaming of arguments on an older model',
    { tools: [tool({ eager_input_streaming: false })] },
    'tools.0.custom.eager_input_streaming: Extra inputs are not permitted',
  ],
  [
    'a search among tools without its beta',
    { tools: [tool(), toolSearch('regex')] },
    "tools.1: Input tag 'tool_search_tool_regex_20251119' found using 'type' does not match any of the expected tags: 'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'",
  ],
  [
    'a search among tools by another name',
    { ...SEARCH_BETA, tools: [{ ...toolSearch('regex'), name: 'search' }] },
    "tools.0.tool_search_tool_regex_20251119.name: Input should be 'tool_search_tool_regex'",
  ],
  ['a property with a space', { tools: [withProperty('a b')] }, PROPERTY_KEYS],
  ['a property without a name', { tools: [withProperty('')] }, PROPERTY_KEYS],
  ['a property with a long name', { tools: [withProperty('a'.repeat(65))] }, PROPERTY_KEYS],
  [
    'a computer without its beta',
    { tools: [{ type: 'computer_20250124', name: 'computer', display_width_px: 1, display_height_px: 1 }] },
    "tools.0: Input tag 'computer_20250124' found using 'type' does not match any of the expected tags: 'bash_20250124', 'custom', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728'",
  ],
  [
    'a schema that is none',
    { tools: [tool(), tool({ name: 'b', input_schema: { type: 'object', properties: { a: { type: 'strin' } } } })] },
    'tools.1.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.',
  ],
  [
    'a schema of alternatives',
    { tools: [tool({ input_schema: { type: 'object', anyOf: [] } })] },
    'tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level',
  ],
  [
    'calls in history without tools',
    { messages: [user('a'), assistant([call('x')]), user([result('x')])] },
    'Requests which include `tool_use` or `tool_result` blocks must define tools.',
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})
