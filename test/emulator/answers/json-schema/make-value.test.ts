import { describe, expect, test } from 'vitest'
import { make, makeMany } from '../../../support/schemas.ts'

describe('what is made', () => {
  test('other random numbers give other strings and numbers', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' }, size: { type: 'number' } } }

    expect(make(schema, 1)).not.toEqual(make(schema, 2))
  })

  test.each<[string, 'string' | 'number' | 'boolean']>([
    ['string', 'string'],
    ['integer', 'number'],
    ['number', 'number'],
    ['boolean', 'boolean'],
  ])('a value of type %s is a %s', (type, kind) => {
    expect(make({ type })).toBeTypeOf(kind)
  })

  test.each([
    [{ properties: { a: { type: 'integer' } } }, { a: expect.any(Number) }],
    [{ required: ['a'] }, { a: expect.any(String) }],
    [{ prefixItems: [{ type: 'string' }, { type: 'boolean' }] }, [expect.any(String), expect.any(Boolean)]],
    [{ minimum: 7, maximum: 7 }, 7],
    [{ minLength: 3 }, expect.any(String)],
    [{}, expect.stringMatching(/^synthetic value/)],
    [{ title: 'A title' }, expect.any(String)],
  ])('where no type is named, the keywords tell it: %j', (schema, expected) => {
    expect(make(schema)).toEqual(expected)
  })

  test('optional members are there, and nothing that is not declared', () => {
    const schema = { type: 'object', properties: { a: { const: 1 }, b: { const: 2 } }, required: ['a'] }

    expect(make(schema)).toEqual({ a: 1, b: 2 })
  })

  test('an optional member that no value satisfies is left out', () => {
    expect(make({ type: 'object', properties: { a: false, b: { const: 1 }, c: { allOf: [false] } } })).toEqual({ b: 1 })
  })

  test('a required member that is not declared has a value by additionalProperties', () => {
    expect(make({ type: 'object', required: ['a'], additionalProperties: { const: 5 } })).toEqual({ a: 5 })
  })

  test('a map of values has one entry to look at', () => {
    expect(make({ type: 'object', additionalProperties: { const: 5 } })).toEqual({ key: 5 })
  })

  test('null is the last choice among types and branches', () => {
    expect(make({ type: ['null', 'integer'] })).toBeTypeOf('number')
    expect(make({ anyOf: [{ type: 'null' }, { type: 'integer' }] })).toBeTypeOf('number')
    expect(make({ anyOf: [{ const: null }, { type: 'integer', minimum: 2, maximum: 1 }] })).toBeNull()
  })

  test('every branch of a choice is taken for some seed', () => {
    const values = Array.from({ length: 50 }, (_, seed) =>
      make({ anyOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] }, seed),
    )

    expect(new Set(values)).toEqual(new Set(['a', 'b', 'c']))
  })

  test('exactly one branch of oneOf holds', () => {
    expect(make({ oneOf: [{ type: 'integer' }, { type: 'number' }] })).not.toSatisfy(Number.isInteger)
    expect(make({ oneOf: [{ type: 'number' }, { type: 'number', multipleOf: 2 }] })).toSatisfy(
      (n: number) => n % 2 !== 0,
    )
  })

  test('members that would make a second branch of oneOf hold are left out', () => {
    const schema = {
      properties: { a: { const: 1 }, b: { const: 2 } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    }

    expect([{ a: 1 }, { b: 2 }]).toContainEqual(make(schema))
  })

  test('all schemas of allOf hold together', () => {
    const schema = {
      type: 'object',
      properties: { age: { type: 'number', minimum: 18 } },
      allOf: [{ properties: { age: { type: 'integer', maximum: 18 } } }, { required: ['age'] }],
    }

    expect(make(schema)).toEqual({ age: 18 })
  })

  test('additionalProperties of one part forbids what another part declares', () => {
    const schema = {
      allOf: [{ properties: { a: { const: 1 } }, additionalProperties: false }, { properties: { b: { const: 2 } } }],
    }

    expect(make(schema)).toEqual({ a: 1 })
  })

  test('a default is taken where it satisfies, and else an example', () => {
    expect(make({ type: 'string', default: 'given', examples: ['other'] })).toBe('given')
    expect(make({ type: 'string', default: 5, examples: [6, 'example'] })).toBe('example')
    expect(make({ type: 'string', default: 5, examples: [6] })).toMatch(/^synthetic/)
    expect(make({ anyOf: [{ type: 'string' }, { type: 'null' }], default: null })).toBeNull()
    expect(make({ allOf: [{ default: 'x' }, { minLength: 2 }] })).not.toBe('x')
  })

  test('different items are made also where a default is there, and of all that an enum has', () => {
    const items = make({ type: 'array', items: { type: 'string', default: 'given' }, uniqueItems: true, minItems: 3 })

    expect(new Set(Array.isArray(items) ? items : []).size).toBe(3)
    expect(make({ type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 })).toHaveLength(3)
  })

  test('as many members as are wanted are made', () => {
    expect(make({ minProperties: 2 })).toEqual({ key1: expect.any(String), key2: expect.any(String) })
    const schema = { properties: { a: { const: 1 }, b: { const: 2 } }, minProperties: 3 }
    expect(make(schema)).toEqual({ a: 1, b: 2, key1: expect.any(String) })
  })

  test.each([
    [{ type: 'integer', minimum: 1, maximum: 2, not: { const: 1 } }, 2],
    [JSON.parse('{"enum":["a","b"],"if":{"const":"a"},"then":false}'), 'b'],
    [{ properties: { a: { const: 1 }, b: { const: 2 } }, maxProperties: 1, required: ['a'] }, { a: 1 }],
    [{ properties: { a: { const: 1 }, b: { const: 2 } }, dependentRequired: { b: ['c'] } }, { a: 1 }],
    [{ type: 'array', items: { enum: [1, 2] }, contains: { const: 2 }, minItems: 4 }, expect.arrayContaining([1, 2])],
  ])('words that nothing is made by are satisfied by luck: %j', (schema, value) => {
    expect(makeMany(schema)).toContainEqual(value)
  })
})
