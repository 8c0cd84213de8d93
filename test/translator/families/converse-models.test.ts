import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { meet, sentAs } from '../../support/fates.ts'

const LLAMA = 'meta.llama3-3-70b-instruct-v1:0'
const R1 = 'deepseek.r1-v1:0'
const DEEPSEEK_3 = 'deepseek.v3.2'
const NOVA_LITE = 'amazon.nova-lite-v1:0'
const NOVA_2 = 'amazon.nova-2-lite-v1:0'
const GPT_OSS = 'openai.gpt-oss-20b-1:0'
const K2 = 'moonshotai.kimi-k2.5'
const K2_THINKING = 'moonshot.kimi-k2-thinking'
const K3 = 'moonshotai.kimi-k3'
const TITAN = 'amazon.titan-text-express-v1'

const fields = (additionalModelRequestFields: JsonObject): JsonObject => ({ additionalModelRequestFields })

describe('Titan', () => {
  test.each(['|', '||', 'User:'])('stops at %s', async (stop) => {
    expect(await meet({ stop }, TITAN, true)).toEqual(sentAs({ inferenceConfig: { stopSequences: [stop] } }))
  })

  test.each(['a|', '|a', 'a User:', 'User: a', '|User:'])('does not stop at %s', async (stop) => {
    expect(await meet({ stop }, TITAN, true)).toMatchObject({
      sent: {},
      lost: [expect.stringContaining('stop dropped')],
    })
  })
})

describe('an effort', () => {
  test.each<[modelId: string, asked: string, sent: JsonObject]>([
    [K3, 'high', { reasoning_effort: 'high' }],
    ['moonshot.kimi-k3', 'max', { reasoning_effort: 'max' }],
    [K2, 'low', { reasoning_config: 'low' }],
    ['moonshot.kimi-k2.5', 'low', { reasoning_config: 'low' }],
  ])('is told to %s: %s', async (modelId, effort, sent) => {
    expect(await meet({ reasoning_effort: effort }, modelId, true)).toEqual(sentAs(fields(sent)))
  })

  test.each([GPT_OSS, K2_THINKING, K3])('of none is not for %s, which always thinks', async (modelId) => {
    expect(await meet({ reasoning_effort: 'none' }, modelId, true)).toEqual({
      error: "Unsupported value: 'reasoning_effort'. This model always thinks.",
      sent: {},
      lost: ['reasoning_effort dropped: This model always thinks.'],
    })
  })

  test.each([LLAMA, R1, DEEPSEEK_3, K2, K3])('of none leaves %s the client’s own words', async (modelId) => {
    expect(await meet({ reasoning_effort: 'none', ...fields({ x: 1 }) }, modelId, true)).toMatchObject({
      sent: fields({ x: 1 }),
    })
  })
})

describe('Nova 2', () => {
  test.each<[temperature: number, sent: number, lost: string[]]>([
    [0.00001, 0.00001, []],
    [0.5, 0.5, []],
    [0.000009, 0.00001, ['temperature changed: This model takes at least 0.00001; it is sent that.']],
  ])('takes a temperature of %d as %d', async (temperature, expected, lost) => {
    expect(await meet({ temperature }, NOVA_2, true)).toEqual({
      ...sentAs({ inferenceConfig: { temperature: expected } }),
      lost,
    })
  })

  test.each(['max_tokens', 'max_completion_tokens'])('with the effort high takes no %s', async (limit) => {
    const why = 'Nova takes none with the reasoning effort high.'
    expect(await meet({ reasoning_effort: 'high', [limit]: 5 }, NOVA_2, true)).toEqual({
      error: `Unsupported parameter: '${limit}'. ${why}`,
      sent: fields({ reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } }),
      lost: [`${limit} dropped: ${why}`],
    })
  })
})

describe('marks of the prompt cache', () => {
  const marked: JsonObject = { type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }
  const plain: JsonObject = { type: 'text', text: 'b' }
  const lost = ['prompt_cache_breakpoint dropped: Batches have no prompt cache.']

  test.each<[where: string, system: Json, content: Json]>([
    ['the first text', 's', [marked, plain]],
    ['the last text', 's', [plain, marked]],
    ['a text of the system', [plain, marked], 'b'],
  ])('at %s are reported once, and are nowhere in the record', async (_where, system, content) => {
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content },
    ]
    const met = await meet({ messages }, NOVA_LITE, true)
    expect(met.lost).toEqual(lost)
    expect(JSON.stringify(met.sent)).not.toContain('cache')
  })
})
