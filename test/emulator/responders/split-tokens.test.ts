import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitTokens } from '../../../emulator/responders/split-tokens.ts'

test('a text is split into pieces of about one length', () => {
  expect(splitTokens('abcdefg', 3)).toEqual([
    { text: 'ab', start: 0, end: 2 },
    { text: 'cd', start: 2, end: 4 },
    { text: 'efg', start: 4, end: 7 },
  ])
})

test('a short text has empty pieces, and no piece is none', () => {
  expect(splitTokens('a', 2)).toEqual([
    { text: '', start: 0, end: 0 },
    { text: 'a', start: 0, end: 1 },
  ])
  expect(splitTokens('a', 0)).toEqual([])
  expect(splitTokens('', 1)).toEqual([{ text: '', start: 0, end: 0 }])
})

test('there are at most 8,192 pieces, however long the text', () => {
  const pieces = splitTokens('a'.repeat(100_000), 100_000)
  expect(pieces).toHaveLength(8192)
  expect(pieces.at(-1)!.end).toBe(100_000)
})

test('the pieces are the text again, and no character is split', () => {
  const texts = fc.string({ unit: 'binary' })
  const property = fc.property(texts, fc.integer({ min: 1, max: 50 }), (text, count) => {
    const pieces = splitTokens(text, count)
    expect(pieces).toHaveLength(count)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.every((piece) => piece.text.isWellFormed())).toBe(text.isWellFormed())
  })
  fc.assert(property)
})
