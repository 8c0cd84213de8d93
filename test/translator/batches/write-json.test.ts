import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writePlainJson } from '../../../translator/batches/write-json.ts'
import { parseKeepingNumbers, type Json } from '../../../translator/formats/json-text.ts'

/** Characters that a line without a backslash may hold, and those that our own words have beside them. */
const text = fc.string({ unit: fc.constantFrom('a', 'é', 'Ã', '\u00a0', '\u007f', '"', '\\', '\n', '/', '{', ',') })
const name = fc.oneof(fc.constantFrom('a', '10', '__proto__', 'toJSON', 'é'), fc.string({ unit: 'grapheme-ascii' }))
const plainName = name.filter((some) => !/["\\]/.test(some))

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.double(),
    fc.constantFrom(null, true, false, undefined, -0, 1e21, Number.POSITIVE_INFINITY),
    fc.constant(JSON.rawJSON('1.0')),
    fc.array(tie('value')),
    fc.dictionary(plainName, tie('value'), { noNullPrototype: true }),
  ),
})).value

test('what is written is what JSON.stringify writes', () => {
  fc.assert(
    fc.property(value, (some) => {
      expect(writePlainJson([some as Json])).toBe(JSON.stringify([some]))
    }),
  )
})

test('a member named __proto__ is written as any other', () => {
  const line = '{"__proto__":{"a":1},"n":12345678901234567890,"list":[]}'

  expect(writePlainJson(parseKeepingNumbers(line))).toBe(line)
})

test('what is nested deeply is written too', () => {
  const line = `${'[{"a":'.repeat(200)}1${'}]'.repeat(200)}`

  expect(writePlainJson(JSON.parse(line) as Json)).toBe(line)
})
