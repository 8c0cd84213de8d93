import { expect, test } from 'vitest'
import { TextEnds } from '../../../translator/batches/text-ends.ts'

const JSON_TEXT = '["a\\"b","plain","c\\\\","d\\n"]'

test('a text ends at its own quote, wherever was looked before', () => {
  const ends = new TextEnds()
  const starts = [2, 9, 17, 23]
  for (const first of [...starts, JSON_TEXT.length])
    for (const start of starts) {
      ends.lookIn(JSON_TEXT)
      ends.nextBackslash(first)
      const end = ends.find(start)

      expect(JSON.parse(JSON_TEXT.slice(start - 1, end + 1))).toBe(JSON.parse(JSON_TEXT)[starts.indexOf(start)])
      expect(ends.hasEscape(start, end)).toBe(start !== 9)
    }
})

test('a text without an end has none', () => {
  const ends = new TextEnds()
  ends.lookIn('"a\\"')

  expect(ends.find(1)).toBe(-1)
})
