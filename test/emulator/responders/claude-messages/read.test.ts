import { describe, expect, test } from 'vitest'
import { readClaudeMessages } from '../../../../emulator/responders/claude-messages/read.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import {
  FABLE_5,
  OPUS_4_8,
  SONNET_4_5,
  assistant,
  budget,
  call,
  claudeInput,
  closedSchema,
  contextManagement,
  format,
  image,
  pdf,
  result,
  says,
  text,
  thought,
  tool,
  toolSearch,
  user,
} from '../../../support/claude-records.ts'
import { modelOf, objectFrom } from '../../../support/responders.ts'

const read = (members: JsonObject, id = SONNET_4_5) => readClaudeMessages(claudeInput(members), modelOf(id))

test('Claude reads every text in order, and results of tools as turns of their own', () => {
  const members = {
    system: [text('Be brief.'), text('Be kind.')],
    messages: [
      user([text('Look:'), image(), { ...pdf(), title: 'Q3' }]),
      assistant([thought, text('I call.'), call('a', { city: 'Rome' })]),
      user([result('a', [text('sunny'), image()]), text('Thanks')]),
    ],
    tools: [tool()],
  }
  expect(read(members)).toEqual({
    kind: 'chat',
    turns: [
      { role: 'system', text: 'Be brief.\nBe kind.' },
      { role: 'user', text: 'Look:\nQ3' },
      { role: 'assistant', text: 'I call.\nfind({"city":"Rome"})' },
      { role: 'tool', text: 'sunny' },
      { role: 'user', text: 'Thanks' },
    ],
    mediaCount: 3,
    tools: [{ name: 'find', schema: { type: 'object' } }],
    forcedTool: undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: 1024,
    stopSequences: [],
    choiceCount: 1,
    reasoning: false,
    thoughtsOmitted: false,
  })
})

test('Claude reads no system turn without a system prompt', () => {
  expect(read({}).turns).toEqual([{ role: 'user', text: 'Who wrote the first compiler?' }])
  expect(read({ system: '' }).turns).toHaveLength(1)
})

test('Claude reads the texts of documents and search results', () => {
  const plain = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'plain' } }
  const parts = { type: 'document', source: { type: 'content', content: [text('part'), image()] } }
  const found = { type: 'search_result', source: 'https://a.b', title: 'Found', content: [text('hit')] }
  expect(read(says(plain, parts, found))).toMatchObject({
    turns: [{ role: 'user', text: 'plain\npart\nFound\nhit' }],
    mediaCount: 3,
  })
})

test('Claude reads what a conversation was summed up to, and nothing of a search among tools', () => {
  const search = { type: 'server_tool_use', id: 's', name: 'tool_search_tool_regex', input: { query: 'x' } }
  const found = { type: 'tool_search_tool_result', tool_use_id: 's', content: { tool_references: [] } }
  const summaries = [
    { type: 'compaction', content: 'Of Rome.' },
    { type: 'compaction', content: null },
  ]
  const { turns } = read({ messages: [user('a'), assistant([...summaries, search, found, text('b')]), user('c')] })
  expect(turns[1]).toEqual({ role: 'assistant', text: 'Of Rome.\nb' })
})

test('numbers of a schema and of earlier arguments stay as they stand', () => {
  const members = objectFrom('{"tools":[{"name":"t","input_schema":{"type":"object","const":12345678901234567890}}]}')
  const messages = [user('a'), assistant([call('x', objectFrom('{"n":1.0}'))]), user([result('x')])]
  const { tools, turns } = read({ ...members, messages, max_tokens: 7 })
  expect(JSON.stringify(tools[0]?.schema)).toBe('{"type":"object","const":12345678901234567890}')
  expect(turns[1]?.text).toBe('find({"n":1.0})')
})

describe('Claude is asked for', () => {
  const bash = { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] }

  test.each<[string, JsonObject, object, string?]>([
    ['any tool', { tools: [tool()], tool_choice: { type: 'any' } }, { forcedTool: 'any' }],
    ['one tool', { tools: [tool()], tool_choice: { type: 'tool', name: 'find' } }, { forcedTool: { name: 'find' } }],
    ['no tool when the choice is free', { tools: [tool()], tool_choice: { type: 'auto' } }, { forcedTool: undefined }],
    ['JSON by a schema', format(closedSchema), { schema: closedSchema }],
    ['so many tokens', objectFrom('{"max_tokens":7.0}'), { maxTokens: 7 }],
    ['an end', { stop_sequences: ['a', 'b'] }, { stopSequences: ['a', 'b'] }],
    ['thoughts, within a budget', budget, { reasoning: true, thoughtsOmitted: false }],
    [
      'thoughts whose text is left out',
      { thinking: { type: 'adaptive' } },
      { reasoning: true, thoughtsOmitted: true },
      OPUS_4_8,
    ],
    [
      'thoughts with their text',
      { thinking: { type: 'adaptive', display: 'summarized' } },
      { reasoning: true, thoughtsOmitted: false },
      OPUS_4_8,
    ],
    ['thoughts by choosing a model that always thinks', {}, { reasoning: true, thoughtsOmitted: true }, FABLE_5],
    ['no thoughts otherwise', {}, { reasoning: false, thoughtsOmitted: false }, OPUS_4_8],
    [
      'arguments of a tool that Anthropic defines',
      { tools: [{ type: 'bash_20250124', name: 'bash' }] },
      { tools: [{ name: 'bash', schema: bash }] },
    ],
    ['no tool that Anthropic runs itself', { tools: [toolSearch('regex'), tool()] }, { tools: [{ name: 'find' }] }],
    ['what was left out of the conversation', contextManagement(), { contextManaged: true }],
  ])('%s', (_name, members, expected, id) => {
    expect(read(members, id)).toMatchObject(expected)
  })
})
