import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../../translator/formats/json-text.ts'
import { PNG } from '../../../support/responders.ts'
import { translateBody } from '../../../support/translation.ts'

const GPT = 'openai.gpt-oss-120b-1:0'
const IMAGE: JsonObject = { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG}` } }

const user = (content: Json): JsonObject => ({ messages: [{ role: 'user', content }] })
const messagesOf = async (messages: Json, modelId = GPT): Promise<Json | undefined> => {
  const { modelInput, error } = await translateBody({ messages }, { modelId })
  return modelInput?.messages ?? error?.param
}

describe('capabilities by model', () => {
  test.each([
    ['openai.gpt-oss-20b-1:0', true, true, false],
    ['openai.gpt-oss-safeguard-20b', true, true, false],
    ['deepseek.v3-v1:0', false, true, false],
    ['deepseek.v3.1', false, false, false],
    ['deepseek.v3.2', false, true, false],
    ['qwen.qwen3-235b-a22b-2507-v1:0', false, true, false],
    ['qwen.qwen3-32b-v1:0', false, true, false],
    ['qwen.qwen3-coder-480b-a35b-v1:0', false, false, false],
    ['qwen.qwen3-coder-next', false, false, false],
    ['qwen.qwen3-next-80b-a3b', false, false, false],
    ['qwen.qwen3-next-80b-a3b-thinking', false, true, false],
    ['qwen.qwen3-vl-235b-a22b', false, false, true],
    ['moonshot.kimi-k2-thinking', false, true, false],
    ['moonshotai.kimi-k2.5', false, false, true],
    ['moonshotai.kimi-k3', false, true, true],
    ['minimax.minimax-m2', false, false, false],
    ['minimax.minimax-m2.5', false, true, false],
    ['zai.glm-5', false, true, false],
    ['nvidia.nemotron-super-3-120b', false, true, false],
    ['nvidia.nemotron-nano-12b-v2', false, false, true],
    ['nvidia.nemotron-nano-9b-v2', false, false, false],
    ['google.gemma-3-4b-it', false, false, true],
    ['google.gemma-4-31b', false, true, true],
    ['google.gemma-9-1b', false, false, false],
  ])('%s: developer %s, thinks %s, sees %s', async (modelId, developer, thinks, sees) => {
    expect(
      await messagesOf(
        [
          { role: 'developer', content: 'a' },
          { role: 'user', content: 'b' },
        ],
        modelId,
      ),
    ).toEqual([
      { role: developer ? 'developer' : 'system', content: 'a' },
      { role: 'user', content: 'b' },
    ])
    expect((await translateBody({ reasoning_effort: 'low' }, { modelId })).error === undefined).toBe(thinks)
    expect((await translateBody(user([IMAGE]), { modelId })).error === undefined).toBe(sees)
  })

  test('Kimi K2 Thinking takes texts as one', async () => {
    const parts = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]

    expect(await messagesOf(user(parts).messages!, 'moonshot.kimi-k2-thinking')).toEqual([
      { role: 'user', content: 'a\nb' },
    ])
    expect(await messagesOf(user(parts).messages!)).toEqual([{ role: 'user', content: parts }])
  })
})
