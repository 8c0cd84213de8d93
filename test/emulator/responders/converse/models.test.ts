import { expect, test } from 'vitest'
import { converseCapabilitiesOf } from '../../../../emulator/responders/converse/models.ts'
import { checkConverse, extra, malformed, type ConverseRefusal } from '../../../support/converse-records.ts'
import { modelOf, refused } from '../../../support/responders.ts'

// The columns: system prompts, chat, media, stop sequences, most tokens, thoughts.
test.each([
  ['anthropic.claude-v2:1', true, true, 'document', true, 8191, 'never'],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', true, true, 'document', true, undefined, 'never'],
  ['anthropic.claude-opus-5-5', true, true, 'image document', true, undefined, 'never'],
  ['amazon.nova-micro-v1:0', true, true, '', true, 10_000, 'never'],
  ['amazon.nova-pro-v1:0', true, true, 'image document video', true, 10_000, 'never'],
  ['amazon.nova-2-lite-v1:0', true, true, 'image document video', true, 64_000, 'onRequest'],
  ['amazon.titan-text-lite-v1', false, true, 'document', true, 4096, 'never'],
  ['amazon.titan-text-premier-v1:0', false, true, '', true, 3072, 'never'],
  ['meta.llama3-1-8b-instruct-v1:0', true, true, 'document', false, undefined, 'never'],
  ['meta.llama3-2-11b-instruct-v1:0', true, true, 'image document', false, undefined, 'never'],
  ['meta.llama4-scout-17b-instruct-v1:0', true, true, 'image document', false, undefined, 'never'],
  ['mistral.mixtral-8x7b-instruct-v0:1', false, true, 'document', true, 4096, 'never'],
  ['mistral.mistral-large-2407-v1:0', true, true, 'document', true, undefined, 'never'],
  ['mistral.pixtral-large-2502-v1:0', true, true, 'image document', true, undefined, 'never'],
  ['cohere.command-text-v14', false, false, 'document', true, 4096, 'never'],
  ['cohere.command-light-text-v14', false, false, '', true, 4096, 'never'],
  ['cohere.command-r-plus-v1:0', true, true, 'document', true, undefined, 'never'],
  ['ai21.jamba-instruct-v1:0', true, true, '', true, 4096, 'never'],
  ['ai21.jamba-1-5-large-v1:0', true, true, 'document', true, 4096, 'never'],
  ['ai21.j2-mid-v1', false, false, '', true, 8191, 'never'],
  ['deepseek.r1-v1:0', true, true, 'document', true, 32_768, 'always'],
  ['deepseek.v3-v1:0', true, true, '', false, undefined, 'never'],
  ['openai.gpt-oss-120b-1:0', true, true, '', false, undefined, 'always'],
  ['moonshot.kimi-k2-thinking', true, true, '', true, undefined, 'always'],
  ['moonshotai.kimi-k2.5', true, true, 'image document', true, undefined, 'never'],
  ['google.gemma-3-27b-it', true, true, 'image document', true, undefined, 'never'],
  ['minimax.minimax-m2', true, true, '', true, undefined, 'never'],
])('%s takes what it is known to take', (id, ...expected) => {
  const can = converseCapabilitiesOf(modelOf(id))
  const { systemPrompts, history, media, stopSequences, maxTokens, reasoning } = can
  expect([systemPrompts, history, media.join(' '), stopSequences, maxTokens, reasoning]).toEqual(expected)
})

const REFUSALS: ConverseRefusal[] = [
  ['top_k of Nova', extra({ top_k: 5 }), '#: extraneous key [top_k] is not permitted'],
  ['thoughts of Nova 1', extra({ reasoningConfig: {} }), '#: extraneous key [reasoningConfig] is not permitted'],
  ['a high topK', extra({ inferenceConfig: { topK: 129 } }), '#/inferenceConfig/topK: 129 is not less or equal to 128'],
  ['anything of R1', extra({ a: 1 }), '#: extraneous key [a] is not permitted', 'deepseek.r1-v1:0'],
  [
    'another effort',
    extra({ reasoning_effort: 'max' }),
    '#/reasoning_effort: max is not a valid enum value',
    'openai.gpt-oss-20b-1:0',
  ],
]

test.each(REFUSALS)(
  "fields of the model itself are its own format's: %s is refused",
  (_name, members, violation, id) => {
    expect(checkConverse(members, id)).toEqual(refused(malformed(violation)))
  },
)
