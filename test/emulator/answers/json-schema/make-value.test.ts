import { expect, test } from 'vitest'
import { make, refusalOf } from '../../../support/schemas.ts'

test.each([
  [{ minimum: 5, maximum: 4 }, 'has a minimum above its maximum'],
  [{ type: 'string', minLength: 5, maxLength: 4 }, 'has a minLength above its maxLength'],
  [{ type: 'array', minItems: 5, maxItems: 4 }, 'has a minItems above its maxItems'],
  [{ type: 'integer', minimum: 0.1, maximum: 0.9 }, 'has bounds or divisors that no number was found to satisfy'],
  [{ exclusiveMinimum: 5, maximum: 5 }, 'has bounds or divisors that no number was found to satisfy'],
  [
    { type: 'integer', minimum: 1, maximum: 6, multipleOf: 7 },
    'has bounds or divisors that no number was found to satisfy',
  ],
  [{ type: 'string', format: 'uuid', maxLength: 5 }, 'has a format and a length that exclude each other'],
  [{ type: 'string', allOf: [{ format: 'email' }, { format: 'uuid' }] }, 'has no value that was found'],
  [{ enum: [] }, 'has an enum or a const of which no value is allowed'],
  [{ enum: [1, 2], type: 'string' }, 'has an enum or a const of which no value is allowed'],
  [{ enum: [1, 2], const: 3 }, 'has an enum or a const of which no value is allowed'],
  [{ allOf: [{ type: 'string' }, { type: 'integer' }] }, 'has types that exclude each other'],
  [{ allOf: [true, false] }, 'allows no value'],
  [{ type: 'object', properties: { 'a/b': false }, required: ['a/b'] }, 'allows no value at "/a~1b"'],
  [{ type: 'object', required: ['a'], additionalProperties: false }, 'allows no value at "/a"'],
  [{ type: 'array', minItems: 2, prefixItems: [{ const: 1 }], items: false }, 'allows no value at "/1"'],
  [
    { type: 'array', minItems: 3, items: { type: 'boolean' }, uniqueItems: true },
    'has too few different values for its uniqueItems',
  ],
  [
    { oneOf: [{ type: 'string' }, { type: 'string' }] },
    'has no value that was found to satisfy exactly one branch of its oneOf',
  ],
])('the contradiction in %j is said', (schema, reason) => {
  expect(refusalOf(schema)).toBe(reason)
})

test.each([
  { type: 'array', minItems: 1e9 },
  { type: 'string', minLength: 1e9 },
  { type: 'array', minItems: 1000, items: { type: 'string', minLength: 10_000 } },
  { type: 'array', minItems: 1000, items: { type: 'array', minItems: 1000 } },
])('more than can be held is refused at once: %j', (schema) => {
  expect(refusalOf(schema)).toBe('asks for a value that is too large, or too hard to find')
})

test('a value is picked from a long list in linear time', () => {
  const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`)

  expect(make({ enum: values })).toBeOneOf(values)
  expect(make({ enum: [...values, 1], type: 'integer' })).toBe(1)
})

test('choices within choices that all fail are given up', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `d${index}`,
      { anyOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}`, title: 'again' }] },
    ]),
  )

  expect(
    refusalOf({ $defs: { ...$defs, d40: { allOf: [{ type: 'string' }, { type: 'null' }] } }, $ref: '#/$defs/d0' }),
  ).toBe('asks for a value that is too large, or too hard to find')
})
