import { describe, expect, test } from 'vitest'
import { readConverse } from '../../../../emulator/responders/converse/read.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { HAIKU_3, OPUS_4_8, SONNET_4_5, closedSchema } from '../../../support/claude-records.ts'
import {
  GPT_OSS,
  NOVA_2,
  NOVA_LITE,
  QWEN_3,
  R1,
  assistant,
  bySchema,
  converseInput,
  extra,
  image,
  report,
  says,
  text,
  user,
} from '../../../support/converse-records.ts'
import { QWEN_VL } from '../../../support/openai-records.ts'
import { modelOf } from '../../../support/responders.ts'

const read = (members: JsonObject, id = NOVA_LITE) => readConverse(converseInput(members), modelOf(id))

const conversation: JsonObject = {
  system: [text('Be brief.'), text('Be kind.')],
  messages: [
    user(text('a'), image(), { document: { name: 'Q3', source: { text: 'sales' } } }),
    assistant(text('b')),
    user(text('c'), { guardContent: { text: { text: 'd' } } }),
  ],
  inferenceConfig: { maxTokens: 9, stopSequences: ['x'] },
}

const asked = {
  kind: 'chat',
  turns: [
    { role: 'system', text: 'Be brief.\nBe kind.' },
    { role: 'user', text: 'a\nQ3\nsales' },
    { role: 'assistant', text: 'b' },
    { role: 'user', text: 'c\nd' },
  ],
  mediaCount: 2,
  tools: [],
  forcedTool: undefined,
  schema: undefined,
  jsonObject: false,
  maxTokens: 9,
  stopSequences: ['x'],
  choiceCount: 1,
  reasoning: false,
  responseFieldPaths: [],
  echoed: {},
}

test('a model reads every text of a Converse record in order', () => {
  expect(read(conversation)).toEqual(asked)
})

test.each([R1, QWEN_VL])('%s reads the same', (id) => {
  const { turns, mediaCount, stopSequences } = asked
  expect(read(conversation, id)).toMatchObject({ turns, mediaCount, stopSequences, maxTokens: 9 })
})

test('Claude reads the same', () => {
  expect(read(conversation, SONNET_4_5)).toEqual({ ...asked, thoughtsOmitted: false })
})

describe('a Converse record asks for', () => {
  const schema = bySchema(JSON.stringify(closedSchema))

  test.each<[string, JsonObject, object, string]>([
    ["the model's most tokens", {}, { maxTokens: 10_000 }, NOVA_LITE],
    ["Claude's most tokens", {}, { maxTokens: 4096 }, HAIKU_3],
    ['any number of tokens where no bound is known', {}, { maxTokens: undefined }, 'cohere.command-r-plus-v1:0'],
    ['thoughts, of DeepSeek R1', {}, { reasoning: true }, R1],
    ['thoughts, of Nova 2', extra({ reasoningConfig: { type: 'enabled' } }), { reasoning: true }, NOVA_2],
    ['no thoughts, of Nova 2', extra({ reasoningConfig: { type: 'disabled' } }), { reasoning: false }, NOVA_2],
    ['thoughts, of gpt-oss', {}, { reasoning: true }, GPT_OSS],
    ['no thoughts, of gpt-oss', extra({ include_reasoning: false }), { reasoning: false }, GPT_OSS],
    ['no thoughts, of Qwen3', {}, { reasoning: false }, QWEN_3],
    ["Llama's most tokens", {}, { maxTokens: 2048 }, 'meta.llama3-8b-instruct-v1:0'],
    ['a limit', { inferenceConfig: { maxTokens: 5, stopSequences: [] } }, { maxTokens: 5, stopSequences: [] }, QWEN_3],
    ['a limit by a field of the model', extra({ max_completion_tokens: 5 }), { maxTokens: 5 }, QWEN_3],
    ['a limit by a field of Nova', extra({ inferenceConfig: { maxTokens: 5 } }), { maxTokens: 5 }, NOVA_LITE],
    [
      'thoughts whose text is left out',
      extra({ thinking: { type: 'adaptive' } }),
      { reasoning: true, thoughtsOmitted: true },
      OPUS_4_8,
    ],
    ['JSON by a schema, of Claude', schema, { schema: closedSchema }, SONNET_4_5],
    ['JSON by a schema, of others', schema, { schema: closedSchema }, QWEN_3],
  ])('%s', (_name, members, expected, id) => {
    expect(read(members, id)).toMatchObject(expected)
  })
})

test.each([SONNET_4_5, QWEN_3])('numbers of the schema stay as they stand for %s', (id) => {
  expect(JSON.stringify(read(bySchema('{"const":1.0}'), id).schema)).toBe('{"const":1.0}')
})

test('Claude reads the text of a document that is one', () => {
  expect(read(says(text('a'), report('b')), SONNET_4_5).turns).toEqual([{ role: 'user', text: 'a\nb\nhello' }])
})
