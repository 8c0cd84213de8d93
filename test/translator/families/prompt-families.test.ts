import { describe, expect, test } from 'vitest'
import type { Json } from '../../../translator/formats/json-text.ts'
import { PROMPT_MODELS } from '../../support/prompt-models.ts'
import { chatLine, translateBody, translateInputText } from '../../support/translation.ts'

const NO_TOOLS = 'This model is given one text, which has no place for tools.'
const TOOL = { type: 'function', function: { name: 'weather' } }

const DROPPED: [param: string, value: Json, why: string][] = [
  ['tool_choice', 'auto', 'Without tools there is nothing to choose.'],
  ['function_call', 'auto', 'Without tools there is nothing to choose.'],
  ['parallel_tool_calls', false, 'Without tools there is nothing to call.'],
  ['user', 'u', 'This model is told nothing of users.'],
  ['seed', 7, 'This model has no seed.'],
  ['verbosity', 'low', 'This model has no such parameter.'],
  ['metadata', { a: 'b' }, 'Notes of the client; Bedrock keeps none per record.'],
  ['store', true, 'Bedrock keeps nothing to store.'],
  ['service_tier', 'flex', 'A batch has no tiers.'],
  ['safety_identifier', 's', 'Bedrock has no such parameter.'],
  ['prompt_cache_key', 'k', 'Bedrock has no such parameter.'],
  ['prediction', { type: 'content', content: 'x' }, 'It only makes an answer come sooner.'],
]

const UNSUPPORTED: [param: string, value: Json, why: string][] = [
  ['response_format', { type: 'json_object' }, 'This model promises no form; ask for it in words.'],
  ['logit_bias', { '50256': -100 }, 'Tokens of another tokenizer mean nothing to this model.'],
  ['logprobs', true, 'This model does not tell probabilities.'],
  ['top_logprobs', 2, 'This model does not tell probabilities.'],
  ['web_search_options', {}, 'Models of Bedrock do not search the web.'],
  ['thinking', { type: 'enabled' }, 'No model of this family takes it.'],
]

const REFUSED: [param: string, value: Json, why: string][] = [
  ['tools', [TOOL], NO_TOOLS],
  ['functions', [{ name: 'weather' }], NO_TOOLS],
  ['modalities', ['text', 'audio'], 'Models of Bedrock batches answer in text.'],
]

describe.each(PROMPT_MODELS)('a model of $family', ({ modelId, member }) => {
  test.each(DROPPED)('is not told %s', async (param, value, why) => {
    const { losses, errors } = await translateInputText(chatLine({ [param]: value, max_tokens: 5 }), { modelId })

    expect(errors).toBe('')
    expect(losses).toEqual([{ param, action: 'dropped', why, lines: 1 }])
  })

  test.each(UNSUPPORTED)('refuses %s, or goes without it', async (param, value, why) => {
    const body = { [param]: value, max_tokens: 5 }

    const strict = await translateBody(body, { modelId })
    const lenient = await translateBody(body, { modelId, unsupported: 'drop' })

    expect(strict.error).toMatchObject({ param, message: `Unsupported parameter: '${param}'. ${why}` })
    expect(lenient.error).toBeUndefined()
    expect(lenient.dropped).toEqual([param])
    expect(lenient.modelInput).not.toHaveProperty(param)
  })

  test.each(REFUSED)('refuses %s always', async (param, value, why) => {
    const { error } = await translateBody({ [param]: value }, { modelId, unsupported: 'drop' })

    expect(error).toMatchObject({ param, message: `Unsupported parameter: '${param}'. ${why}` })
  })

  test('refuses the history of tools with its place', async () => {
    const call = { id: 'c', type: 'function', function: { name: 'weather', arguments: '{}' } }
    const messages = [
      { role: 'user', content: 'Oslo?' },
      { role: 'assistant', content: 'Let me look.' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c', content: 'rain' },
    ]

    const { error } = await translateBody({ messages }, { modelId, unsupported: 'drop' })

    expect(error).toMatchObject({ param: 'messages[2].tool_calls[0]', code: 'unsupported_value' })
  })

  test('refuses documents with their place', async () => {
    const file = { type: 'file', file: { file_data: 'data:text/plain,Hello' } }
    const content = [{ type: 'text', text: 'Sum it up.' }, file]

    const { error } = await translateBody({ messages: [{ role: 'user', content }] }, { modelId, unsupported: 'drop' })

    expect(error).toMatchObject({ param: 'messages[0].content[1]', code: 'unsupported_value' })
  })

  test('is told its own words for nothing', async () => {
    const body = { max_tokens: 5, temperature: null, stop: null, n: 1, logprobs: false, tools: [], stream: false }

    const { modelInput, dropped } = await translateBody(body, { modelId })

    expect(dropped).toEqual([])
    expect(JSON.stringify(modelInput)).not.toMatch(/null|messages|model|stream|"n"|tools/)
  })

  test('is not told where a prompt may be cached nor what was thought before, and that is said', async () => {
    const messages = [
      { role: 'user', content: [{ type: 'text', text: 'Oslo?', cache_control: { type: 'ephemeral' } }] },
      { role: 'assistant', content: 'Rain.', thinking_blocks: [{ type: 'thinking', thinking: 'Hm.' }] },
      { role: 'user', content: 'Bergen?' },
    ]

    const { modelInput, dropped } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(dropped).toEqual(expect.arrayContaining(['messages[].content[].prompt_cache_breakpoint']))
    expect(dropped).toEqual(expect.arrayContaining(['messages[].thinking_blocks']))
    expect(modelInput![member]).not.toContain('Hm.')
  })

  test('has its system messages before the first turn in their order', async () => {
    const messages = [
      { role: 'system', content: 'First rule.' },
      { role: 'developer', content: [{ type: 'text', text: 'Second rule.' }] },
      { role: 'user', content: 'Hello' },
    ]

    const { modelInput } = await translateBody({ messages, max_tokens: 5 }, { modelId })

    expect(modelInput![member]).toMatch(/First rule\.\nSecond rule\.[^]*Hello/)
  })
})
