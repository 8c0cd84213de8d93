import { expect, test } from 'vitest'
import {
  OPUS_4_8,
  SEARCH_BETA,
  assistant,
  call,
  checkClaude,
  contextManagement,
  result,
  text,
  tool,
  toolSearch,
  user,
} from '../../../support/claude-records.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { refused } from '../../../support/responders.ts'

test.each(['advanced-tool-use-2025-11-20', 'files-api-2025-04-14', 'mcp-servers-2025-12-04'])(
  'Claude on Bedrock refuses the beta %s, also beside others',
  (beta) => {
    expect(checkClaude({ anthropic_beta: ['context-1m-2025-08-07', beta] })).toEqual(refused('invalid beta flag'))
    expect(checkClaude({ anthropic_beta: [beta] }, OPUS_4_8)).toEqual(refused('invalid beta flag'))
  },
)

test.each([
  'interleaved-thinking-2025-05-14',
  'structured-outputs-2025-11-13',
  'mcp-client-2025-11-20',
  'web-search-2025-03-05',
  'a-beta-of-tomorrow',
])('Claude on Bedrock takes the beta %s', (beta) => {
  expect(checkClaude({ anthropic_beta: [beta] })).toBeUndefined()
})

test('Claude leaves nothing out of a conversation without a beta for it', () => {
  const { context_management } = contextManagement()
  expect(checkClaude({ context_management: context_management! })).toEqual(
    refused('context_management: Extra inputs are not permitted'),
  )
})

const FOUND = { type: 'tool_reference', tool_name: 'find' }
const search: JsonObject = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'tool_search_tool_regex', input: {} }
const found: JsonObject = {
  type: 'tool_search_tool_result',
  tool_use_id: 'srvtoolu_1',
  content: { type: 'tool_search_tool_search_result', tool_references: [FOUND] },
}
const notFound: JsonObject = {
  type: 'tool_search_tool_result',
  tool_use_id: 'srvtoolu_1',
  content: { type: 'tool_search_tool_result_error', error_code: 'unavailable' },
}
const summary: JsonObject = { type: 'compaction', content: 'They spoke of Rome.' }
const searched = (...blocks: JsonObject[]): JsonObject => ({
  messages: [user('a'), assistant([search, ...blocks, call('a')]), user([result('a', [FOUND, text('ok')])])],
  tools: [toolSearch('regex'), tool({ defer_loading: true })],
})
const summedUp: JsonObject = { messages: [user('a'), assistant([summary, text('b')]), user('c')] }

test('Claude takes the blocks of its own answers, with the betas of those', () => {
  expect(checkClaude({ ...SEARCH_BETA, ...searched(found) })).toBeUndefined()
  expect(checkClaude({ ...SEARCH_BETA, ...searched(notFound) })).toBeUndefined()
  expect(checkClaude({ anthropic_beta: ['compact-2026-01-12'], ...summedUp })).toBeUndefined()
})

test.each<[string, JsonObject, string]>([
  [
    'a conversation that is summed up',
    summedUp,
    "messages.1.content.0: Input tag 'compaction' found using 'type' does not match any of the expected tags: 'document', 'image', 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'",
  ],
  [
    'a search among tools',
    searched(found),
    "messages.1.content.0: Input tag 'server_tool_use' found using 'type' does not match any of the expected tags: 'document', 'image', 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'",
  ],
  [
    'a tool that was found',
    { messages: [user('a'), assistant([call('a')]), user([result('a', [FOUND])])], tools: [tool()] },
    "messages.2.content.0.tool_result.content.0: Input tag 'tool_reference' found using 'type' does not match any of the expected tags: 'document', 'image', 'search_result', 'text'",
  ],
])('Claude refuses %s without its beta', (_name, members, message) => {
  expect(checkClaude(members)).toEqual(refused(message))
})

test('Claude refuses the blocks of an answer in what the user says', () => {
  const members = { ...SEARCH_BETA, messages: [user([search])] }
  expect(checkClaude(members)).toEqual(
    refused('messages.0: `server_tool_use` blocks can only be in `assistant` messages'),
  )
})
