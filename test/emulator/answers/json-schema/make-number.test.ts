import { expect, test } from 'vitest'
import { make, makeMany, refusalOf } from '../../../support/schemas.ts'

test('multiples of a fraction are short numbers', () => {
  const texts = makeMany({ type: 'number', multipleOf: 1.1 }).map((value) => JSON.stringify(value))

  expect(texts.filter((text) => text.length > 6)).toEqual([])
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

test('bounds of draft 4 that are exclusive are so', () => {
  const schema = { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: true }

  expect(new Set(makeMany(schema))).toEqual(new Set([2]))
  expect(new Set(makeMany({ ...schema, exclusiveMinimum: false, exclusiveMaximum: false }))).toEqual(new Set([1, 2, 3]))
})

test('no zero has a sign', () => {
  expect(Object.is(make({ type: 'integer', minimum: -0.5, maximum: 0.5 }), 0)).toBe(true)
})

test('numbers without bounds are small, and those of type number have a fraction', () => {
  const numbers = makeMany({ type: 'number' })

  expect(numbers.filter((number) => typeof number !== 'number' || number < 1 || number > 1001)).toEqual([])
  expect(numbers.filter((number) => Number.isInteger(number))).toEqual([])
})

test('numbers between bounds are not always the same', () => {
  expect(new Set(makeMany({ type: 'integer', minimum: 1, maximum: 3 }))).toEqual(new Set([1, 2, 3]))
})

test.each([
  [{ type: 'integer', minimum: 0.1, maximum: 0.9 }, 'the value must be integer'],
  [{ type: 'number', exclusiveMinimum: 5, maximum: 5 }, 'the value must be > 5'],
  [{ type: 'integer', minimum: 1, maximum: 6, multipleOf: 7 }, 'the value must be multiple of 7'],
  [{ type: 'number', multipleOf: 0 }, 'the value must be multiple of 0'],
])('where there is none Ajv says why: %j', (schema, reason) => {
  expect(refusalOf(schema)).toBe(reason)
})
