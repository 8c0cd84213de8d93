import { expect, test } from 'vitest'
import { converseCapabilitiesOf } from '../../../../emulator/responders/converse/models.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { byModel, checkConverse, extra, malformed } from '../../../support/converse-records.ts'
import { modelOf, refused } from '../../../support/responders.ts'

// The columns: system prompts, chat, media, stop sequences, most tokens.
test.each([
  ['anthropic.claude-v2:1', true, true, 'document', true, 4096],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', true, true, 'document', true, undefined],
  ['anthropic.claude-opus-5-5', true, true, 'document image', true, undefined],
  ['amazon.nova-micro-v1:0', true, true, '', true, 10_000],
  ['amazon.nova-pro-v1:0', true, true, 'document image video', true, 10_000],
  ['amazon.nova-2-lite-v1:0', true, true, 'document image video', true, 64_000],
  ['amazon.titan-text-lite-v1', false, true, 'document', true, 4096],
  ['amazon.titan-text-premier-v1:0', false, true, '', true, 3072],
  ['meta.llama3-1-8b-instruct-v1:0', true, true, 'document', true, 8192],
  ['meta.llama3-2-11b-instruct-v1:0', true, true, 'document image', true, 8192],
  ['meta.llama3-8b-instruct-v1:0', true, true, 'document', true, 2048],
  ['meta.llama3-3-70b-instruct-v1:0', true, true, 'document', true, 8192],
  ['meta.llama2-13b-chat-v1', true, true, 'document', true, 2048],
  ['meta.llama4-scout-17b-instruct-v1:0', true, true, 'document image', true, 8192],
  ['mistral.mixtral-8x7b-instruct-v0:1', false, true, 'document', true, 4096],
  ['mistral.mistral-large-2407-v1:0', true, true, 'document', true, undefined],
  ['mistral.pixtral-large-2502-v1:0', true, true, 'document image', true, undefined],
  ['mistral.mistral-large-3-675b-instruct', true, true, 'document image', true, undefined],
  ['mistral.voxtral-small-24b-2507', true, true, 'audio', true, undefined],
  ['mistral.devstral-2-123b', true, true, 'document', true, undefined],
  ['cohere.command-text-v14', false, false, 'document', true, 4096],
  ['cohere.command-light-text-v14', false, false, '', true, 4096],
  ['cohere.command-r-plus-v1:0', true, true, 'document', true, undefined],
  ['ai21.jamba-instruct-v1:0', true, true, '', true, 4096],
  ['ai21.jamba-1-5-large-v1:0', true, true, 'document', true, 4096],
  ['ai21.j2-mid-v1', false, false, '', true, 8191],
  ['deepseek.r1-v1:0', true, true, 'document', true, 32_768],
  ['deepseek.v3-v1:0', true, true, '', false, undefined],
  ['qwen.qwen3-vl-235b-a22b', true, true, 'document image', false, undefined],
  ['openai.gpt-oss-120b-1:0', true, true, '', false, undefined],
  ['moonshot.kimi-k2-thinking', true, true, '', false, undefined],
  ['moonshotai.kimi-k2.5', true, true, 'image', false, undefined],
  ['google.gemma-3-27b-it', true, true, 'document image', false, undefined],
  ['minimax.minimax-m2', true, true, '', false, undefined],
  ['zai.glm-4.7', true, true, '', false, undefined],
  ['deepseek.v3.2', true, true, '', false, undefined],
  ['nvidia.nemotron-nano-3-30b', true, true, '', true, undefined],
])('%s takes what it is known to take', (id, ...expected) => {
  const { systemPrompts, history, media, stopSequences, maxTokens } = converseCapabilitiesOf(modelOf(id))
  expect([systemPrompts, history, media.toSorted().join(' '), stopSequences, maxTokens]).toEqual(expected)
})

test.each<[string, JsonObject, string]>([
  ['deepseek.r1-v1:0', { a: 1 }, '#: extraneous key [a] is not permitted'],
  ['meta.llama3-3-70b-instruct-v1:0', { top_k: 5 }, '#: extraneous key [top_k] is not permitted'],
  ['cohere.command-r-v1:0', { k: 501 }, '#/k: 501 is not less or equal to 500'],
])("fields of the model itself are its own format's, also for %s", (id, fields, violation) => {
  expect(checkConverse(extra(fields), id)).toEqual(refused(byModel(malformed(violation))))
})
