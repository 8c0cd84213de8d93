import { describe, expect, test } from 'vitest'
import { countTokens } from '../../../emulator/answers/count-tokens.ts'
import { answer, CITY_TOOL, says, textOf } from '../../support/synthetic-answers.ts'

describe('the most tokens', () => {
  test('a text that is longer than its bound is cut there', async () => {
    const whole = await textOf()

    const { choices, outputTokens } = await answer({ maxTokens: 10 })

    expect(choices).toMatchObject([{ text: whole.slice(0, 40), stopReason: 'maxTokens', stopSequence: undefined }])
    expect(outputTokens).toBe(10)
  })

  test('a text that just fits its bound ends by itself', async () => {
    const { outputTokens } = await answer()

    expect((await answer({ maxTokens: outputTokens })).choices[0]!.stopReason).toBe('end')
    expect((await answer({ maxTokens: outputTokens - 1 })).choices[0]!.stopReason).toBe('maxTokens')
  })

  test('without any tokens there is no text', async () => {
    expect((await answer({ maxTokens: 0 })).choices).toMatchObject([{ text: '', stopReason: 'maxTokens' }])
  })
})

describe('stop sequences', () => {
  test('the text ends before the sequence', async () => {
    const { choices } = await answer({ stopSequences: ['nowhere', ' to "'] })

    expect(choices).toMatchObject([
      { text: '[outcrop:nova] Synthetic answer', stopReason: 'stopSequence', stopSequence: ' to "' },
    ])
  })

  test('the sequence that is complete first counts, and the longest of those complete together', async () => {
    expect((await answer({ stopSequences: ['Synthetic answer', 'the'] })).choices).toMatchObject([
      { text: '[outcrop:nova] Syn', stopSequence: 'the' },
    ])
    expect((await answer({ stopSequences: ['answer', 'Synthetic answer', 'wer'] })).choices).toMatchObject([
      { text: '[outcrop:nova] ', stopSequence: 'Synthetic answer' },
    ])
  })

  test('a sequence at the very start leaves nothing', async () => {
    expect((await answer({ stopSequences: ['['] })).choices).toMatchObject([{ text: '', stopReason: 'stopSequence' }])
  })

  test('a sequence in what the user said ends the quote', async () => {
    expect(await textOf({ stopSequences: ['ticket'] })).toBe('[outcrop:nova] Synthetic answer to "Summarise the ')
  })

  test('an empty sequence is never met', async () => {
    expect((await answer({ stopSequences: [''] })).choices).toMatchObject([
      { stopReason: 'end', stopSequence: undefined },
    ])
  })

  test('a sequence that ends after the last token is not met', async () => {
    expect((await answer({ stopSequences: ['Synthetic'], maxTokens: 4 })).choices).toMatchObject([
      { text: '[outcrop:nova] S', stopReason: 'maxTokens' },
    ])
  })
})

describe('reasoning', () => {
  test('it says what was thought, beside the text', async () => {
    const { choices } = await answer({ reasoning: true })

    expect(choices).toMatchObject([
      {
        reasoning: expect.stringMatching(/^\[outcrop:nova\] Synthetic reasoning about "Summarise the ticket": .+\.$/),
        text: expect.stringMatching(/^\[outcrop:nova\] Synthetic answer/),
        stopReason: 'end',
      },
    ])
  })

  test('it takes from the tokens of the text', async () => {
    const thought = (await answer({ reasoning: true })).choices[0]!.reasoning!

    const { choices } = await answer({ reasoning: true, maxTokens: countTokens(thought) + 1 })

    expect(choices).toMatchObject([{ reasoning: thought, text: '[out', stopReason: 'maxTokens' }])
  })

  test('where it takes all tokens there is no text', async () => {
    const { choices, outputTokens } = await answer({ reasoning: true, maxTokens: 5 })

    expect(choices).toMatchObject([{ reasoning: '[outcrop:nova] Synth', text: '', stopReason: 'maxTokens' }])
    expect(outputTokens).toBe(5)
  })

  test('stop sequences do not end it', async () => {
    expect((await answer({ reasoning: true, stopSequences: ['Synthetic'] })).choices).toMatchObject([
      { reasoning: expect.stringContaining('Synthetic reasoning'), text: '[outcrop:nova] ' },
    ])
  })
})

describe('tools', () => {
  const otherTool = { name: 'other', schema: { type: 'object', properties: { size: { const: 5 } } } }

  test('a forced tool is called with arguments that satisfy its schema', async () => {
    const { choices } = await answer({ tools: [otherTool, CITY_TOOL], forcedTool: { name: 'find_weather' } })

    expect(choices).toEqual([
      {
        text: '',
        reasoning: undefined,
        reasoningTokens: 0,
        calls: [{ name: 'find_weather', arguments: { city: expect.stringMatching(/^synthetic city [0-9a-f]{4}$/) } }],
        stopReason: 'toolUse',
        stopSequence: undefined,
      },
    ])
  })

  test('where any tool must be called it is the first', async () => {
    expect((await answer({ tools: [otherTool, CITY_TOOL], forcedTool: 'any' })).choices).toMatchObject([
      { calls: [{ name: 'other', arguments: { size: 5 } }] },
    ])
  })

  test('where any tool must be called and none is the own one of the caller, the answer is a text', async () => {
    const { choices } = await answer({ tools: [], forcedTool: 'any' })

    expect(choices).toMatchObject([{ text: await textOf(), calls: [], stopReason: 'end' }])
  })

  test('a schema with a pattern has arguments too', async () => {
    const schema = { type: 'object', properties: { day: { pattern: '^\\d{4}-\\d{2}-\\d{2}$' } }, required: ['day'] }

    expect((await answer({ tools: [{ name: 'book', schema }], forcedTool: 'any' })).choices).toMatchObject([
      { calls: [{ arguments: { day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) } }] },
    ])
  })

  test('where the model may choose, no tool is called', async () => {
    expect((await answer({ tools: [CITY_TOOL] })).choices).toMatchObject([{ calls: [], stopReason: 'end' }])
  })

  test('each choice has its own call', async () => {
    const { choices } = await answer({ tools: [CITY_TOOL], forcedTool: 'any', choiceCount: 3 })

    expect(new Set(choices.map(({ calls }) => JSON.stringify(calls))).size).toBe(3)
  })

  test('thoughts come before a call', async () => {
    const { choices } = await answer({ tools: [CITY_TOOL], forcedTool: 'any', reasoning: true })

    expect(choices).toMatchObject([{ reasoning: expect.any(String), calls: [{ name: 'find_weather' }] }])
  })

  test('arguments that are longer than the bound are not given at all', async () => {
    const { choices, outputTokens } = await answer({ tools: [CITY_TOOL], forcedTool: 'any', maxTokens: 3 })

    expect(choices).toMatchObject([{ text: '', calls: [], stopReason: 'maxTokens' }])
    expect(outputTokens).toBe(0)
  })
})

describe('JSON', () => {
  const schema = { type: 'object', properties: { sentiment: { enum: ['good'] } }, required: ['sentiment'] }

  test('text by a schema satisfies it', async () => {
    expect(await textOf({ schema })).toBe('{"sentiment":"good"}')
    expect(await textOf({ schema: { const: 5 } })).toBe('5')
  })

  test('the schema says more than the wish for some object', async () => {
    expect(await textOf({ schema, jsonObject: true })).toBe('{"sentiment":"good"}')
  })

  test('some object holds the text that would have been', async () => {
    const turns = says(['user', 'Say "yes"'])

    expect(JSON.parse(await textOf({ jsonObject: true, turns }))).toEqual({ answer: await textOf({ turns }) })
  })

  test('it is cut like any text', async () => {
    expect((await answer({ schema, maxTokens: 2 })).choices).toMatchObject([
      { text: '{"sentim', stopReason: 'maxTokens' },
    ])
    expect((await answer({ schema, stopSequences: ['":'] })).choices).toMatchObject([
      { text: '{"sentiment', stopReason: 'stopSequence' },
    ])
  })

  test.each(['{', ' {\n', '{"sentiment":', '```json\n{', '{"sentiment":"good"}'])(
    'with the prefill %j it is whole',
    async (prefill) => {
      const rest = await textOf({ schema, turns: says(['user', 'Rate it'], ['assistant', prefill]) })

      expect(JSON.parse(prefill.replace('```json', '').trim() + rest)).toEqual({ sentiment: 'good' })
    },
  )

  test('a prefill that opens an object is closed also where nobody asked for JSON', async () => {
    const rest = await textOf({ turns: says(['user', 'Rate it'], ['assistant', '{']) })

    expect(JSON.parse(`{${rest}`)).toEqual({ answer: expect.stringMatching(/^\[outcrop:nova\] /) })
  })
})
