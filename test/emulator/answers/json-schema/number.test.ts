import { expect, test } from 'vitest'
import { make } from '../../../support/schemas.ts'

test('multiples of a fraction are short numbers', () => {
  const values = Array.from({ length: 50 }, (_, seed) => make({ type: 'number', multipleOf: 1.1 }, seed))

  expect(values.filter((value) => JSON.stringify(value).length > 6)).toEqual([])
})

test.each([
  [{ type: 'integer', minimum: -5, maximum: -5 }, -5],
  [{ type: 'integer', exclusiveMinimum: 4, exclusiveMaximum: 6 }, 5],
  [{ type: 'integer', minimum: 1, maximum: 20, allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }, 12],
  [{ type: 'integer', minimum: 2, maximum: 5, multipleOf: 1.5 }, 3],
  [{ type: 'number', minimum: -0.5, maximum: 0.5, multipleOf: 7 }, 0],
  [{ type: 'number', minimum: 0.1, maximum: 0.1 }, 0.1],
  [{ type: 'number', allOf: [{ minimum: 1 }, { minimum: 3 }, { maximum: 3 }, { maximum: 9 }] }, 3],
])('the only number by %j is %d', (schema, number) => {
  expect(make(schema)).toBe(number)
})

test('no zero has a sign', () => {
  expect(Object.is(make({ type: 'integer', minimum: -0.5, maximum: 0.5 }), 0)).toBe(true)
})

test('numbers without bounds are small, and those of type number have a fraction', () => {
  const numbers = Array.from({ length: 50 }, (_, seed) => make({ type: 'number' }, seed))

  expect(numbers.filter((number) => typeof number !== 'number' || number < 1 || number > 1001)).toEqual([])
  expect(numbers.filter((number) => Number.isInteger(number))).toEqual([])
})

test('numbers between bounds are not always the same', () => {
  const numbers = Array.from({ length: 50 }, (_, seed) => make({ type: 'integer', minimum: 1, maximum: 3 }, seed))

  expect(new Set(numbers)).toEqual(new Set([1, 2, 3]))
})
