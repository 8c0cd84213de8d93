import { expect, test } from 'vitest'
import { capabilitiesOf } from '../../../../emulator/responders/claude-messages/models.ts'
import { modelOf } from '../../../support/responders.ts'

// Ids as Bedrock lists them. The columns: most tokens, thinking, sampling, prefill, format, demanded tools, system turns.
test.each([
  ['claude-3-haiku-20240307-v1:0', 4096, 'none', 'free', true, false, true, false],
  ['claude-3-opus-20240229-v1:0', 4096, 'none', 'free', true, false, true, false],
  ['claude-3-5-sonnet-20240620-v1:0', 4096, 'none', 'free', true, false, true, false],
  ['claude-3-5-sonnet-20241022-v2:0', 8192, 'none', 'free', true, false, true, false],
  ['claude-3-5-haiku-20241022-v1:0', 8192, 'none', 'free', true, false, true, false],
  ['claude-3-7-sonnet-20250219-v1:0', 64_000, 'budget', 'free', true, false, true, false],
  ['claude-sonnet-4-20250514-v1:0', 64_000, 'budget', 'free', true, false, true, false],
  ['claude-opus-4-20250514-v1:0', 32_000, 'budget', 'free', true, false, true, false],
  ['claude-opus-4-1-20250805-v1:0', 32_000, 'budget', 'oneOf', true, false, true, false],
  ['claude-haiku-4-5-20251001-v1:0', 64_000, 'budget', 'oneOf', true, true, true, false],
  ['claude-sonnet-4-5-20250929-v1:0', 64_000, 'budget', 'oneOf', true, true, true, false],
  ['claude-opus-4-5-20251101-v1:0', 64_000, 'budget', 'oneOf', true, true, true, false],
  ['claude-opus-4-6-v1', 128_000, 'budgetOrAdaptive', 'oneOf', false, true, true, false],
  ['claude-sonnet-4-6', 128_000, 'budgetOrAdaptive', 'oneOf', false, true, true, false],
  ['claude-opus-4-7', 128_000, 'adaptive', 'none', false, false, true, false],
  ['claude-opus-4-8', 128_000, 'adaptive', 'none', false, false, true, true],
  ['claude-sonnet-5', 128_000, 'adaptive', 'none', false, false, true, true],
  ['claude-opus-5', 128_000, 'adaptive', 'none', false, false, true, true],
  ['claude-haiku-5-5', 128_000, 'adaptive', 'none', false, true, true, true],
  ['claude-sonnet-5-5', 128_000, 'always', 'none', false, true, false, true],
  ['claude-opus-5-5', 128_000, 'always', 'none', false, false, false, true],
  ['claude-fable-5', 128_000, 'always', 'none', false, false, true, true],
  ['claude-fable-5-1', 128_000, 'always', 'none', false, false, false, true],
  ['claude-mythos-preview', 128_000, 'always', 'none', false, true, true, true],
  ['claude-mythos-5-1', 128_000, 'always', 'none', false, true, true, true],
  ['claude-novel-9', 128_000, 'budgetOrAdaptive', 'free', true, true, true, true],
])('%s takes what it is known to take', (id, ...expected) => {
  const can = capabilitiesOf(modelOf(`anthropic.${id}`))
  const { maxTokens, thinking, sampling, prefill, nativeSchema, forcedTools, systemTurns } = can
  expect([maxTokens, thinking, sampling, prefill, nativeSchema, forcedTools, systemTurns]).toEqual(expected)
})

test.each([
  ['claude-opus-4-1-20250805-v1:0', []],
  ['claude-sonnet-4-5-20250929-v1:0', []],
  ['claude-opus-4-5-20251101-v1:0', ['low', 'medium', 'high']],
  ['claude-sonnet-4-6', ['low', 'medium', 'high', 'max']],
  ['claude-opus-4-8', ['low', 'medium', 'high', 'xhigh']],
  ['claude-opus-5', ['low', 'medium', 'high', 'xhigh', 'max']],
  ['claude-opus-5-5', ['low', 'medium', 'high', 'xhigh', 'max']],
  ['claude-fable-5', ['low', 'medium', 'high', 'xhigh']],
])('%s takes these efforts', (id, efforts) => {
  expect(capabilitiesOf(modelOf(`anthropic.${id}`)).efforts).toEqual(efforts)
})

test.each([
  ['claude-3-7-sonnet-20250219-v1:0', false],
  ['claude-opus-4-1-20250805-v1:0', false],
  ['claude-haiku-4-5-20251001-v1:0', false],
  ['claude-opus-4-6-v1', true],
  ['claude-sonnet-4-6', true],
  ['claude-opus-4-8', true],
])('%s streams the arguments of tools early on demand: %s', (id, expected) => {
  expect(capabilitiesOf(modelOf(`anthropic.${id}`)).eagerTools).toBe(expected)
})
