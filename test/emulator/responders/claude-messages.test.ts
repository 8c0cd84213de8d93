import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claudeMessages, createClaudeMessages } from '../../../emulator/responders/claude-messages.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import {
  HAIKU_3,
  OPUS_4_6,
  OPUS_4_8,
  SEARCH_BETA,
  SONNET_4_5,
  assistant,
  call,
  checkClaude,
  claudeInput,
  closedSchema,
  contextManagement,
  format,
  image,
  pdf,
  result,
  says,
  talk,
  text,
  thought,
  tool,
  toolSearch,
  user,
} from '../../support/claude-records.ts'
import { deepObject, isVerdict, modelOf, objectFrom, oddObjects, refused } from '../../support/responders.ts'

const plain: JsonObject = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'a' } }
const ofBlocks: JsonObject = { type: 'document', source: { type: 'content', content: [text('b'), image()] } }
const computer: JsonObject = {
  type: 'computer_20250124',
  name: 'computer',
  display_width_px: 800,
  display_height_px: 600,
}
const cache = { cache_control: { type: 'ephemeral', ttl: '1h' } }
const clearTools: JsonObject = {
  type: 'clear_tool_uses_20250919',
  trigger: { type: 'input_tokens', value: 30_000 },
  keep: { type: 'tool_uses', value: 3 },
  clear_at_least: { type: 'input_tokens', value: 5000 },
  exclude_tools: ['find'],
  clear_tool_inputs: true,
}
const clearThoughts: JsonObject = { type: 'clear_thinking_20251015', keep: 'all' }
const compact: JsonObject = {
  type: 'compact_20260112',
  instructions: null,
  trigger: null,
  pause_after_compaction: true,
}
const system = (content: string): JsonObject => ({ role: 'system', content })

describe('Claude takes a record that', () => {
  test.each<[string, JsonObject, string?]>([
    ['is the smallest one', {}],
    ['holds sampling and stop sequences', { temperature: 0.2, top_k: 5, stop_sequences: ['END'] }],
    ['sets temperature and top_p where the model takes both', { temperature: 0, top_p: 0.9 }, HAIKU_3],
    ['holds a system prompt in blocks', { system: [{ ...text('Be brief.'), ...cache }] }],
    ['holds images and documents', says(text('See'), image(), pdf(), plain, ofBlocks)],
    ['names beta features and the user', { anthropic_beta: ['a-beta'], metadata: { user_id: 'u-1' } }],
    ['offers tools', { tools: [tool()], tool_choice: { type: 'auto', disable_parallel_tool_use: true } }],
    ['demands a tool', { tools: [tool({ type: 'custom' })], tool_choice: { type: 'tool', name: 'find' } }],
    ['chooses `none` without tools', { tool_choice: { type: 'none' } }],
    ['offers a tool that Anthropic defines', { tools: [{ type: 'bash_20250124', name: 'bash' }] }],
    ['offers a computer with its beta', { anthropic_beta: ['computer-use-2025-01-24'], tools: [computer] }],
    ['offers a strict tool', { tools: [tool({ strict: true, input_schema: closedSchema })] }],
    ['tells of several calls', talk(assistant([call('a'), call('b')]), user([result('a'), result('b', [image()])]))],
    [
      'answers calls in two messages',
      talk(assistant([call('a'), call('b')]), user([result('a')]), user([result('b')])),
    ],
    ['says more after a result', talk(assistant([call('a')]), user([result('a'), text('and?')]))],
    ['has a result without content', talk(assistant([call('a')]), user([{ type: 'tool_result', tool_use_id: 'a' }]))],
    ['repeats a role', { messages: [user('a'), user('b'), assistant('c'), assistant('d'), user('e')] }],
    ['begins the answer of an older model', { messages: [user('a'), assistant('{"a":')] }],
    ['ends in an empty turn of the assistant', { messages: [user('a'), assistant('')] }],
    ['asks for thoughts', { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 1025 }],
    ['asks for adaptive thoughts', { thinking: { type: 'adaptive' }, output_config: { effort: 'xhigh' } }, OPUS_4_8],
    ['turns thoughts off', { thinking: { type: 'disabled' } }, OPUS_4_8],
    ['brings earlier thoughts', { messages: [user('a'), assistant([thought, text('b')]), user('c')] }],
    ['asks for an answer by schema', format(closedSchema)],
    ['searches among tools', { ...SEARCH_BETA, tools: [toolSearch('bm25'), tool({ defer_loading: true })] }],
    ['streams arguments of a tool early', { tools: [tool({ eager_input_streaming: true })] }, OPUS_4_6],
    [
      'names properties in letters',
      { tools: [tool({ input_schema: { type: 'object', properties: { 'a.B_-9': {} } } })] },
    ],
    ['leaves out earlier results', contextManagement(clearTools, clearThoughts)],
    ['sums up what was said', { ...contextManagement(compact), anthropic_beta: ['compact-2026-01-12'] }],
    ['lets the system speak later', { messages: [user('a'), system('b'), assistant('c'), user('d')] }, OPUS_4_8],
    ['names any version', { anthropic_version: '2026-10-21' }],
    ['is for a model that is not listed', { temperature: 0, top_p: 1 }, 'anthropic.claude-novel-9'],
    [
      'holds null where it may',
      {
        metadata: { user_id: null },
        output_format: null,
        context_management: null,
        tools: [tool({ type: null, cache_control: null })],
      },
    ],
  ])('%s', (_name, members, id) => {
    expect(checkClaude(members, id)).toBeUndefined()
  })

  test('holds numbers that JavaScript would change', () => {
    const tools = '[{"name":"t","input_schema":{"type":"object","properties":{"n":{"minimum":1.0}}}}]'
    expect(checkClaude(objectFrom(`{"max_tokens":100.0,"top_k":5e0,"tools":${tools}}`))).toBeUndefined()
  })
})

test('Claude takes the one version that the setting asks for', () => {
  const strict = createClaudeMessages({ anthropicVersion: 'bedrock-2023-05-31' })
  expect(strict.check(claudeInput(), modelOf(HAIKU_3))).toBeUndefined()
  expect(strict.check(claudeInput({ anthropic_version: '2026-10-21' }), modelOf(HAIKU_3))).toEqual(
    refused("anthropic_version: Input should be 'bedrock-2023-05-31'"),
  )
})

describe('whatever a record holds, Claude answers', () => {
  const names = ['messages', 'role', 'content', 'type', 'text', 'source', 'data', 'tools', 'tool_choice', 'thinking']
  const moreNames = [
    'system',
    'input_schema',
    'output_config',
    'format',
    'schema',
    'name',
    'cache_control',
    'id',
    'context_management',
    'edits',
  ]
  const words = ['user', 'assistant', 'system', 'text', 'image', 'document', 'tool_use', 'tool_result', 'thinking']
  const betaWords = ['compaction', 'server_tool_use', 'tool_search_tool_result', 'clear_tool_uses_20250919']
  const moreWords = ['enabled', 'adaptive', 'base64', 'json_schema', 'tool', 'any', 'object', 'array', 'custom']
  const odd = oddObjects([...names, ...moreNames], [...words, ...moreWords, ...betaWords])
  const models = fc.constantFrom(HAIKU_3, SONNET_4_5, OPUS_4_8)

  test('to odd members', () => {
    const property = fc.property(odd, models, (members, id) => isVerdict(checkClaude(members, id)))
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to blocks that are nearly right, and reads what it takes', () => {
    const ids = fc.constantFrom('a', 'b')
    const blocks = fc.oneof(
      fc.string().map(text),
      ids.map((id) => call(id)),
      ids.map((id) => result(id)),
      odd,
    )
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant', 'system'),
      content: fc.oneof(fc.string(), fc.array(blocks, { maxLength: 4 })),
    })
    const property = fc.property(fc.array(message, { maxLength: 5 }), models, (messages, id) => {
      const input = claudeInput({ messages, tools: [tool()] })
      const error = claudeMessages.check(input, modelOf(id))
      return isVerdict(error) && (error !== undefined || claudeMessages.read(input, modelOf(id)).kind === 'chat')
    })
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
  })

  test('to nesting without end', () => {
    const schema = { type: 'object', properties: deepObject() }
    expect(checkClaude({ tools: [tool({ input_schema: schema })] })).toEqual(
      refused('The JSON is nested deeper than 500 levels.'),
    )
  })

  test('to a schema that is just not too deep', () => {
    const schema = `${'{"type":"array","items":'.repeat(450)}{"type":"string"}${'}'.repeat(450)}`
    const deep = { ...closedSchema, properties: { deep: objectFrom(schema) } }
    expect(checkClaude({ tools: [tool({ input_schema: deep })], ...format(deep) })).toBeUndefined()
  })

  test('in at most 4,096 letters', () => {
    expect(checkClaude({ ['x'.repeat(1_000_000)]: 1 })?.errorMessage).toHaveLength(4096 + '...'.length)
  })
})
