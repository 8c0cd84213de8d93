import { describe, expect, test } from 'vitest'
import {
  NOVA_2,
  user,
  assistant,
  text,
  image,
  call,
  result,
  schema,
  tools,
  checkNova,
  novaAsk,
} from '../../../support/nova-records.ts'
import { objectFrom, refused } from '../../../support/responders.ts'

describe('what Nova reads', () => {
  test('a record that says little gets the most tokens of its model', () => {
    expect(novaAsk({})).toEqual({
      kind: 'chat',
      turns: [{ role: 'user', text: 'Hello' }],
      mediaCount: 0,
      tools: [],
      forcedTool: undefined,
      schema: undefined,
      jsonObject: false,
      maxTokens: 10_000,
      stopSequences: [],
      choiceCount: 1,
      reasoning: false,
    })
    expect(novaAsk({}, NOVA_2).maxTokens).toBe(64_000)
  })

  test('texts, media, results and limits of a long one', () => {
    const ask = novaAsk({
      system: [text('Be brief.'), text('Be kind.')],
      messages: [
        user(text('How is it'), image(), text('in Oslo?')),
        assistant(text('I look.'), call()),
        user(result('a', text('Sunny'), { json: { degrees: 3 } }, image()), text('So?')),
        assistant(call('b')),
        user(result('b')),
      ],
      inferenceConfig: { maxTokens: 9, stopSequences: ['END'] },
      ...tools({ any: {} }),
    })
    expect(ask).toMatchObject({
      turns: [
        { role: 'system', text: 'Be brief.\nBe kind.' },
        { role: 'user', text: 'How is it\nin Oslo?' },
        { role: 'assistant', text: 'I look.\nget_weather({"city":"Oslo"})' },
        { role: 'tool', text: 'Sunny\n{"degrees":3}' },
        { role: 'user', text: 'So?' },
        { role: 'assistant', text: 'get_weather({"city":"Oslo"})' },
        { role: 'tool', text: '' },
      ],
      mediaCount: 2,
      tools: [{ name: 'get_weather', schema }],
      forcedTool: 'any',
      maxTokens: 9,
      stopSequences: ['END'],
    })
  })

  test('a tool that is named, and one of its own that is not ours', () => {
    expect(novaAsk(tools({ tool: { name: 'get_weather' } })).forcedTool).toEqual({ name: 'get_weather' })
    expect(novaAsk(tools()).forcedTool).toBeUndefined()
    expect(novaAsk({ toolConfig: { tools: [{ systemTool: { name: 'nova_grounding' } }] } }, NOVA_2).tools).toEqual([])
  })

  test('older names, and numbers as they stood', () => {
    expect(novaAsk(objectFrom('{"inferenceConfig":{"max_new_tokens":12}}')).maxTokens).toBe(12)
    expect(checkNova(objectFrom('{"inferenceConfig":{"maxTokens":12.0}}'))).toEqual(
      refused(
        'Malformed input request: #/inferenceConfig/maxTokens: expected type: Integer, found: BigDecimal, please reformat your input and try again.',
      ),
    )
  })

  test('whether thoughts are wanted, in either place', () => {
    expect(novaAsk({ reasoningConfig: { type: 'enabled' } }, NOVA_2).reasoning).toBe(true)
    expect(novaAsk({ inferenceConfig: { reasoningConfig: { type: 'enabled' } } }, NOVA_2).reasoning).toBe(true)
    expect(novaAsk({ reasoningConfig: { type: 'disabled' } }, NOVA_2).reasoning).toBe(false)
  })
})
