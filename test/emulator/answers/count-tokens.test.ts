import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countInputTokens, countTokens, firstTokens } from '../../../emulator/answers/count-tokens.ts'
import { chatQuestion } from '../../support/questions.ts'

const anyText = (): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.string(), fc.constantFrom('é', 'я', '東', '😀', '\ud83d', '\ude00', ' ')))
    .map((pieces) => pieces.join(''))

test.each([
  ['', 0],
  ['a', 1],
  ['abcd', 1],
  ['abcde', 2],
  ['The printer does not print on Mondays.', 10],
  ['Принтер не', 5],
  ['東京の天気', 4],
  ['😀😀', 2],
])('the text %j has %i tokens', (text, tokens) => {
  expect(countTokens(text)).toBe(tokens)
})

test('tokens of two texts add up, but for the rounding', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (one, other) => {
      const sum = countTokens(one.toWellFormed()) + countTokens(other.toWellFormed())

      expect(sum - countTokens(one.toWellFormed() + other.toWellFormed())).toBeOneOf([0, 1])
    }),
  )
})

test('the first tokens of a text are its longest start that has so many', () => {
  fc.assert(
    fc.property(anyText(), fc.nat({ max: 30 }), (text, count) => {
      const first = firstTokens(text, count)
      const [next] = text.slice(first.length)

      expect(text.startsWith(first)).toBe(true)
      expect(countTokens(first)).toBeLessThanOrEqual(count)
      expect(next === undefined || countTokens(first + next) > count).toBe(true)
    }),
  )
})

test('no cut goes through a surrogate pair', () => {
  const text = '😀'.repeat(5)

  expect([0, 1, 2, 5, 6].map((count) => firstTokens(text, count).length)).toEqual([0, 2, 4, 10, 10])
  expect(firstTokens(`abc${text}`, 1)).toBe('abc')
})

test('all tokens of a text are the text, and none of them is nothing', () => {
  expect(firstTokens('abcdefgh', Infinity)).toBe('abcdefgh')
  expect(firstTokens('abcdefgh', 2)).toBe('abcdefgh')
  expect(firstTokens('abcdefgh', 0)).toBe('')
  expect(firstTokens('abcdefgh', -1)).toBe('')
})

test('input tokens are those of the texts, and some for each turn, medium and tool', () => {
  const turns = [
    { role: 'system' as const, text: 'abcd' },
    { role: 'user' as const, text: 'abcdefgh' },
  ]
  const tools = [{ name: 'abcd', schema: { type: 'object' } }]

  expect(countInputTokens(chatQuestion({ turns: [] }).ask)).toBe(0)
  expect(countInputTokens(chatQuestion({ turns }).ask)).toBe(3 + 2 * 4)
  expect(countInputTokens(chatQuestion({ turns, mediaCount: 2 }).ask)).toBe(11 + 2 * 256)
  expect(countInputTokens(chatQuestion({ turns, tools }).ask)).toBe(11 + 8 + 1 + 5)
  expect(countInputTokens(chatQuestion({ turns, schema: { type: 'object' } }).ask)).toBe(11 + 5)
})
