import { expect, test } from 'vitest'
import { claudeMessages } from '../../../../emulator/responders/claude-messages.ts'
import {
  SONNET_4_5,
  OPUS_4_6,
  assistant,
  call,
  checkClaude,
  claudeInput,
  contextManagement,
  image,
  result,
  says,
  talk,
  text,
  tool,
  user,
  type ClaudeRefusal,
} from '../../../support/claude-records.ts'
import { PNG, refused, modelOf } from '../../../support/responders.ts'

const REFUSALS: ClaudeRefusal[] = [
  ['an integer that is none', { max_tokens: 1.5 }, 'max_tokens: Input should be a valid integer'],
  ['a number in a string', { max_tokens: '100' }, 'max_tokens: Input should be a valid integer'],
  ['no tokens', { max_tokens: 0 }, 'max_tokens: Input should be greater than or equal to 1'],
  ['a high temperature', { temperature: 1.5 }, 'temperature: Input should be less than or equal to 1'],
  ['a negative top_p', { top_p: -0.1 }, 'top_p: Input should be greater than or equal to 0'],
  ['a temperature in a string', { temperature: '1' }, 'temperature: Input should be a valid number'],
  ['modelId', { modelId: 'x' }, 'modelId: Extra inputs are not permitted'],
  ['model', { model: 'x' }, 'model: Extra inputs are not permitted'],
  ['stream', { stream: false }, 'stream: Extra inputs are not permitted'],
  ['messages that are no list', { messages: {} }, 'messages: Input should be a valid list'],
  [
    'a message that is no object',
    { messages: ['a'] },
    'messages.0: Input should be a valid dictionary or object to extract fields from',
  ],
  ['no role', { messages: [{ content: 'a' }] }, 'messages.0.role: Field required'],
  [
    'an unknown role',
    { messages: [{ role: 'tool', content: 'a' }] },
    "messages.0.role: Input should be 'user' or 'assistant'",
  ],
  ['no content', { messages: [{ role: 'user' }] }, 'messages.0.content: Field required'],
  [
    'null as content',
    { messages: [{ role: 'user', content: null }] },
    'messages.0.content: Input should be a valid list',
  ],
  ['a block without a type', says({ text: 'a' }), 'messages.0.content.0.type: Field required'],
  [
    'a block of an unknown type',
    says({ type: 'image_url' }),
    "messages.0.content.0: Input tag 'image_url' found using 'type' does not match any of the expected tags: 'document', 'image', 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'",
  ],
  ['a text block without text', says({ type: 'text' }), 'messages.0.content.0.text.text: Field required'],
  [
    'a text that is none',
    says({ type: 'text', text: 1 }),
    'messages.0.content.0.text.text: Input should be a valid string',
  ],
  [
    'a stray member',
    says(text('a'), { ...text('b'), id: 1 }),
    'messages.0.content.1.text.id: Extra inputs are not permitted',
  ],
  [
    'another media type',
    says(text('a'), image(PNG, 'image/bmp')),
    "messages.0.content.1.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
  ],
  [
    'an image by URL',
    says({ type: 'image', source: { type: 'url', url: 'https://a.b/c.png' } }),
    "messages.0.content.0.image.source: Input tag 'url' found using 'type' does not match any of the expected tags: 'base64'",
  ],
  [
    'a source without a type',
    says({ type: 'document', source: {} }),
    'messages.0.content.0.document.source.type: Field required',
  ],
  [
    'a media type inside a result',
    talk(assistant([call('a')]), user([result('a', [image(PNG, 'image/bmp')])])),
    "messages.2.content.0.tool_result.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
  ],
  ['a system prompt that is no list', { system: 1 }, 'system: Input should be a valid list'],
  ['a system block of another type', { system: [{ type: 'image' }] }, "system.0.type: Input should be 'text'"],
  [
    'a stray member of cache_control',
    { system: [{ ...text('a'), cache_control: { type: 'ephemeral', scope: 'all' } }] },
    'system.0.cache_control.ephemeral.scope: Extra inputs are not permitted',
  ],
  [
    'another lifetime of a cache',
    says({ ...text('a'), cache_control: { type: 'ephemeral', ttl: '2h' } }),
    "messages.0.content.0.text.cache_control.ephemeral.ttl: Input should be '5m' or '1h'",
  ],
  ['a tool without a schema', { tools: [{ name: 'a' }] }, 'tools.0.custom.input_schema: Field required'],
  ['a tool without a name', { tools: [{ input_schema: { type: 'object' } }] }, 'tools.0.custom.name: Field required'],
  [
    'a schema without a type',
    { tools: [tool({ input_schema: {} })] },
    'tools.0.custom.input_schema.type: Field required',
  ],
  [
    'a schema of another type',
    { tools: [tool({ input_schema: { type: 'array' } })] },
    "tools.0.custom.input_schema.type: Input should be 'object'",
  ],
  [
    'a name with a dot',
    { tools: [tool({ name: 'a.b' })] },
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
  ],
  ['an empty name', { tools: [tool({ name: '' })] }, 'tools.0.custom.name: String should have at least 1 character'],
  [
    'a long name',
    { tools: [tool({ name: 'a'.repeat(129) })] },
    'tools.0.custom.name: String should have at most 128 characters',
  ],
  [
    "OpenAI's form of a tool",
    { tools: [{ type: 'function', function: {} }] },
    "tools.0: Input tag 'function' found using 'type' does not match any of the expected tags: 'bash_20241022', 'bash_20250124', 'computer_20241022', 'computer_20250124', 'computer_20251124', 'custom', 'memory_20250818', 'text_editor_20241022', 'text_editor_20250124', 'text_editor_20250429', 'text_editor_20250728', 'tool_search_tool_bm25_20251119', 'tool_search_tool_regex_20251119'",
  ],
  [
    'another name of a known tool',
    { tools: [{ type: 'bash_20250124', name: 'sh' }] },
    "tools.0.bash_20250124.name: Input should be 'bash'",
  ],
  [
    'a choice in a word',
    { tool_choice: 'auto' },
    'tool_choice: Input should be a valid dictionary or object to extract fields from',
  ],
  [
    'a choice of a tool without a name',
    { tools: [tool()], tool_choice: { type: 'tool' } },
    'tool_choice.tool.name: Field required',
  ],
  [
    'a small budget',
    { thinking: { type: 'enabled', budget_tokens: 1023 } },
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
  ],
  [
    'a budget with adaptive thinking',
    { thinking: { type: 'adaptive', budget_tokens: 2048 } },
    'thinking.adaptive.budget_tokens: Extra inputs are not permitted',
    OPUS_4_6,
  ],
  [
    'another effort',
    { output_config: { effort: 'huge' } },
    "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'",
  ],
  [
    'another format',
    { output_config: { format: { type: 'json', schema: {} } } },
    "output_config.format.type: Input should be 'json_schema'",
  ],
  [
    'an id that no tool has',
    talk(assistant([{ ...call('a b') }])),
    "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
  ],
  [
    'input that is no object',
    talk(assistant([{ ...call('a'), input: [] }])),
    'messages.1.content.0.tool_use.input: Input should be a valid dictionary',
  ],
  [
    'an edit of the conversation that nobody knows',
    contextManagement({ type: 'clear_all' }),
    "context_management.edits.0: Input tag 'clear_all' found using 'type' does not match any of the expected tags: 'clear_thinking_20251015', 'clear_tool_uses_20250919', 'compact_20260112'",
  ],
  [
    'a negative bound of an edit',
    contextManagement({ type: 'clear_thinking_20251015', keep: { type: 'thinking_turns', value: -1 } }),
    'context_management.edits.0.clear_thinking_20251015.keep.thinking_turns.value: Input should be greater than or equal to 0',
  ],
  [
    'inputs of tools that are neither all nor some',
    contextManagement({ type: 'clear_tool_uses_20250919', clear_tool_inputs: 'all' }),
    'context_management.edits.0.clear_tool_uses_20250919.clear_tool_inputs: Input should be a valid list',
  ],
  [
    'a flag that is no boolean',
    { tools: [tool({ strict: 'yes' })] },
    'tools.0.custom.strict: Input should be a valid boolean',
  ],
]

test.each(REFUSALS)('Claude refuses %s', (_name, members, message, id) => {
  expect(checkClaude(members, id)).toEqual(refused(message))
})

test.each(['anthropic_version', 'max_tokens', 'messages'])('Claude asks for %s', (name) => {
  const { [name]: _left, ...input } = claudeInput()
  expect(claudeMessages.check(input, modelOf(SONNET_4_5))).toEqual(refused(`${name}: Field required`))
})

test('Claude names only the first thing that is wrong, as in every refusal that was seen', () => {
  expect(claudeMessages.check({}, modelOf(SONNET_4_5))).toEqual(refused('anthropic_version: Field required'))
})
