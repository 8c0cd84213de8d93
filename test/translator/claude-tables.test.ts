import { describe, expect, test } from 'vitest'
import { capabilitiesOf as emulated } from '../../emulator/responders/claude-messages/models.ts'
import { capabilitiesOf as translated } from '../../translator/families/claude-messages/capabilities.ts'

const MODELS = [
  'anthropic.claude-3-haiku-20240307-v1:0',
  'anthropic.claude-3-5-sonnet-20240620-v1:0',
  'anthropic.claude-3-5-haiku-20241022-v1:0',
  'anthropic.claude-3-7-sonnet-20250219-v1:0',
  'anthropic.claude-sonnet-4-20250514-v1:0',
  'anthropic.claude-opus-4-20250514-v1:0',
  'anthropic.claude-opus-4-1-20250805-v1:0',
  'anthropic.claude-haiku-4-5-20251001-v1:0',
  'anthropic.claude-sonnet-4-5-20250929-v1:0',
  'anthropic.claude-opus-4-5-20251101-v1:0',
  'anthropic.claude-sonnet-4-6',
  'anthropic.claude-opus-4-6-v1',
  'anthropic.claude-opus-4-7',
  'anthropic.claude-opus-4-8',
  'anthropic.claude-sonnet-5',
  'anthropic.claude-opus-5',
  'anthropic.claude-haiku-5-5',
  'anthropic.claude-sonnet-5-5',
  'anthropic.claude-opus-5-5',
  'anthropic.claude-fable-5',
  'anthropic.claude-fable-5-1',
  'anthropic.claude-mythos-5',
]

/** From what refuses least to what refuses most. */
const SAMPLING = ['free', 'oneOf', 'fixed'] as const

/** The two tables have sources of their own. Where these disagree, the translator says less, and the emulator refuses less. */
describe.each(MODELS)('%s', (modelId) => {
  const sends = translated(modelId)
  const takes = emulated({ baseModelId: modelId, modelArn: modelId })

  test('what the translator sends because it can, the emulator takes', () => {
    const refused = {
      nativeSchema: sends.nativeSchema && !takes.nativeSchema,
      strictTools: sends.strictTools && !takes.strictTools,
      forcedTool: sends.forcedTool && !takes.forcedTools,
      lateSystem: sends.lateSystem && !takes.systemTurns,
      prefill: sends.prefill && !takes.prefill,
      efforts: sends.efforts.some((effort) => !takes.efforts.includes(effort)),
      maxTokens: sends.maxTokens > takes.maxTokens,
      sampling: SAMPLING.indexOf(sends.sampling) < ['free', 'oneOf', 'none'].indexOf(takes.sampling),
    }
    expect(Object.entries(refused).filter(([, isRefused]) => isRefused)).toEqual([])
  })

  test('it thinks in the same way in both', () => {
    expect(sends.thinking === 'never' ? 'none' : sends.thinking).toBe(takes.thinking)
  })
})
