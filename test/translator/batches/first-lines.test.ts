import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FirstLines } from '../../../translator/batches/first-lines.ts'

test('each text is found where it stood first, as a Map finds it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '日', '🎉', '\0'), maxLength: 4 })
  fc.assert(
    fc.property(fc.array(text, { size: 'large' }), (texts) => {
      const firstLines = new FirstLines()
      const lineOf = new Map<string, number>()

      const found = texts.map((some, index) => firstLines.findOrAdd(some, index + 1))

      const expected = texts.map((some, index) => {
        const before = lineOf.get(some)
        if (before === undefined) lineOf.set(some, index + 1)
        return before
      })
      expect(found).toEqual(expected)
    }),
  )
})

test('many texts are all found again', () => {
  const firstLines = new FirstLines()
  const ids = Array.from({ length: 20_000 }, (_, index) => `request-${index}`)

  expect(ids.every((id, index) => firstLines.findOrAdd(id, index + 1) === undefined)).toBe(true)
  expect(ids.every((id, index) => firstLines.findOrAdd(id, 0) === index + 1)).toBe(true)
})

test('a long text is one of them', () => {
  const firstLines = new FirstLines()
  const long = 'é'.repeat(100_000)

  firstLines.findOrAdd('short', 1)
  firstLines.findOrAdd(long, 2)

  expect([firstLines.findOrAdd(long, 3), firstLines.findOrAdd(`${long}e`, 4)]).toEqual([2, undefined])
})
