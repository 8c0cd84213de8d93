import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatAnswer, Tool } from '../../../emulator/answers/answers.ts'
import { countTokens } from '../../../emulator/answers/count-tokens.ts'
import { SyntheticAnswers } from '../../../emulator/answers/synthetic.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { chatQuestion } from '../../support/questions.ts'
import { answer, answers, chatAnswerTo, CITY_TOOL, reasonOf, says } from '../../support/synthetic-answers.ts'

const countOutput = ({ choices }: ChatAnswer): number =>
  choices
    .flatMap(({ text, reasoning, calls }) => [
      text,
      reasoning ?? '',
      ...calls.map((call) => JSON.stringify(call.arguments)),
    ])
    .reduce((sum, text) => sum + countTokens(text), 0)

describe('what an answer depends on', () => {
  test('the same question and seed give the same answer', async () => {
    const question = chatQuestion({ reasoning: true, choiceCount: 3 })

    expect(await chatAnswerTo(question)).toEqual(await chatAnswerTo(question, new SyntheticAnswers({ seed: 'seed' })))
  })

  test('another seed gives another answer', async () => {
    expect(await chatAnswerTo(chatQuestion(), new SyntheticAnswers({ seed: 'other' }))).not.toEqual(await answer())
  })

  test('another input gives another answer', async () => {
    expect(await chatAnswerTo(chatQuestion({}, { fingerprint: 'f2' }))).not.toEqual(await answer())
  })

  test('answers do not depend on what else is asked, and come in the order of the questions', async () => {
    const [one, other] = [chatQuestion(), chatQuestion({ choiceCount: 2 }, { fingerprint: 'f2' })]

    expect(await answers.answer([other, one])).toEqual([await chatAnswerTo(other), await chatAnswerTo(one)])
  })

  test('choices differ', async () => {
    const { choices } = await answer({ choiceCount: 5 })

    expect(new Set(choices.map(({ text }) => text)).size).toBe(5)
    expect(choices[4]!.text).toMatch(/, choice 5 of 5\.$/)
  })

  test('no questions have no answers', async () => {
    expect(await answers.answer([])).toEqual([])
  })
})

test('output tokens are the count of exactly what was answered, and within the bound', async () => {
  const asks = fc.record({
    maxTokens: fc.option(fc.nat({ max: 120 }), { nil: undefined }),
    stopSequences: fc.array(fc.constantFrom('', ' ', 'Synthetic', '"', '}', 'Its', 'never said')),
    choiceCount: fc.integer({ min: 1, max: 4 }),
    reasoning: fc.boolean(),
    jsonObject: fc.boolean(),
    schema: fc.constantFrom(undefined, CITY_TOOL.schema),
    tools: fc.constant<Tool[]>([CITY_TOOL]),
    forcedTool: fc.constantFrom(undefined, 'any' as const, { name: 'find_weather' }),
  })
  await fc.assert(
    fc.asyncProperty(asks, async (ask) => {
      const result = await answer(ask)

      expect(result.choices).toHaveLength(ask.choiceCount)
      expect(result.outputTokens).toBe(countOutput(result))
      expect(result.outputTokens).toBeLessThanOrEqual((ask.maxTokens ?? Infinity) * ask.choiceCount || 0)
    }),
  )
})

test('input tokens are those of what is asked', async () => {
  const { inputTokens } = await answer({ turns: says(['user', 'abcd'], ['assistant', 'abcd']), mediaCount: 1 })

  expect(inputTokens).toBe(2 * (1 + 4) + 256)
})

describe('no answer', () => {
  test('a tool that is not there is no bug but no answer', async () => {
    expect(await reasonOf({ tools: [CITY_TOOL], forcedTool: { name: 'missing' } })).toBe(
      'Outcrop found no tool "missing" in the record',
    )
  })

  test('a schema that no value was found for is named with its tool, the place and what is wrong there', async () => {
    const p = { type: 'string', pattern: '^a$', maxLength: 0 }
    const tools = [{ name: 't', schema: { type: 'object', properties: { p }, required: ['p'] } }]

    expect(await reasonOf({ tools, forcedTool: 'any' })).toBe(
      'Outcrop could not make a synthetic value for the schema of tool "t": /p must NOT have more than 0 characters',
    )
    expect(await reasonOf({ tools })).toBeUndefined()
  })

  test('a schema that accepts no object is no answer', async () => {
    expect(await reasonOf({ tools: [{ name: 'x', schema: { type: 'string' } }], forcedTool: 'any' })).toBe(
      'Outcrop could not make a synthetic value for the schema of tool "x": the value must be object',
    )
  })

  test('the schema of the answer is named too', async () => {
    expect(await reasonOf({ schema: { not: {} } })).toBe(
      'Outcrop could not make a synthetic value for the schema of the answer: the value must NOT be valid',
    )
    expect(await reasonOf({ schema: { type: 'text' } })).toBe(
      'Outcrop could not make a synthetic value for the schema of the answer: type must be JSONType or JSONType[]: text',
    )
  })

  test('names that are quoted are cut', async () => {
    const tools = [{ name: 'n'.repeat(1_000_000), schema: { type: 'string' } }]

    expect((await reasonOf({ tools, forcedTool: 'any' }))!.length).toBeLessThan(400)
  })
})

describe('what would fill the memory or the stack', () => {
  const deep: JsonObject = JSON.parse(`${'{"items":'.repeat(20_000)}{}${'}'.repeat(20_000)}`)

  test('a schema that is nested too deeply is no answer, whether it is needed or not', async () => {
    expect(await reasonOf({ schema: deep })).toBe(
      'Outcrop could not read the schema of the answer: it is nested more than 200 levels deep',
    )
    expect(await reasonOf({ tools: [{ name: 'x', schema: deep }] })).toBe(
      'Outcrop could not read the schema of tool "x": it is nested more than 200 levels deep',
    )
  })

  test('a billion choices are no answer', async () => {
    expect(await reasonOf({ choiceCount: 1e9 })).toBe('Outcrop gives at most 128 answers to a record')
  })

  test('a prompt of tens of megabytes is answered', async () => {
    const turns = says(['user', `${' '.repeat(20_000_000)}${'long '.repeat(4_000_000)}`])

    expect((await answer({ turns })).inputTokens).toBe(10_000_004)
  })
})

test('a schema that is only wished for, and that nothing satisfies, leaves a text', async () => {
  const schema: JsonObject = {
    type: 'object',
    properties: { a: { type: 'string', minLength: 2, maxLength: 1 } },
    required: ['a'],
  }

  const { choices } = await answer({ schema, schemaIsWish: true })

  expect(choices[0]!.text).toMatch(/^\[outcrop:/)
})
