import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attempt } from '../../../emulator/answers/json-schema/place.ts'
import { ContradictionError } from '../../../emulator/answers/json-schema/schema-error.ts'
import { objectBySchema, valueBySchema } from '../../../emulator/answers/value-by-schema.ts'
import { createRandom } from '../../../emulator/random.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { anySchema, satisfiableSchema } from '../../support/schema-arbitraries.ts'
import { make, makeText } from '../../support/schemas.ts'

// Another reading of the formats than the emulator's own.
const ajvOptions = {
  strict: false,
  ownProperties: true,
  formats: {
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)) && /T.*Z$/.test(text),
    date: (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && /^[0-9-]{10}$/.test(text),
    time: (text: string) => !Number.isNaN(Date.parse(`2026-01-01T${text}`)) && text.endsWith('Z'),
    email: /^[^@\s]+@[^@\s]+\.[a-z]+$/,
    uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    uri: (text: string) => URL.canParse(text),
    hostname: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i,
    ipv4: (text: string) => URL.parse(`http://${text}`)?.hostname === text,
    ipv6: (text: string) => URL.canParse(`http://[${text}]`),
  },
}

/** Ajv's objections to a value as it is written. */
function objectionsTo(value: Json, schema: JsonObject): unknown {
  const validate = new Ajv2020(ajvOptions).compile(schema)
  try {
    validate(JSON.parse(JSON.stringify(value)))
  } catch (error) {
    // A schema that comes back to itself over one and the same value: Ajv goes on without end.
    if (!(error instanceof RangeError)) throw error
  }
  return validate.errors ?? []
}

describe('for any schema', () => {
  test('a value is made, and another validator accepts it', () => {
    fc.assert(
      fc.property(satisfiableSchema(), fc.nat(), (schema, seed) => {
        expect(objectionsTo(valueBySchema(schema, createRandom(seed)), schema)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('a value is never wrong: where keywords exclude each other there is none', () => {
    fc.assert(
      fc.property(anySchema(), fc.nat(), (schema, seed) => {
        const made = attempt(() => valueBySchema(schema, createRandom(seed)))

        expect('value' in made ? objectionsTo(made.value, schema) : []).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('the same random numbers give the same value', () => {
    fc.assert(
      fc.property(satisfiableSchema(), fc.nat(), (schema, seed) => {
        expect(valueBySchema(schema, createRandom(seed))).toEqual(valueBySchema(schema, createRandom(seed)))
      }),
    )
  })
})

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
    expect(make({ type: 'object', properties: { a: false, b: { const: 1 }, c: { enum: [] } } })).toEqual({ b: 1 })
  })

  test('a required member that is not declared has a value by additionalProperties', () => {
    expect(make({ type: 'object', required: ['a'], additionalProperties: { const: 5 } })).toEqual({ a: 5 })
  })

  test('a map of values has one entry to look at', () => {
    expect(make({ type: 'object', additionalProperties: { const: 5 } })).toEqual({ key: 5 })
  })

  test('names that JavaScript has a use for are names like others', () => {
    const schema = '{"type":"object","properties":{"__proto__":{"const":1}},"required":["__proto__","toString"]}'

    expect(makeText(schema)).toMatch(/^\{"__proto__":1,"toString":"synthetic toString [0-9a-f]{4}"\}$/)
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

  test('different items are made also where a default is there', () => {
    const items = make({ type: 'array', items: { type: 'string', default: 'given' }, uniqueItems: true, minItems: 3 })

    expect(new Set(Array.isArray(items) ? items : []).size).toBe(3)
  })
})

describe('schemas of tools', () => {
  test.each([
    {},
    { type: ['object', 'null'] },
    { $defs: { x: { type: 'object' } }, $ref: '#/$defs/x' },
    { required: ['a'] },
  ])('an object is made by %j', (schema) => {
    expect(objectBySchema(schema, createRandom('s'))).toBeTypeOf('object')
  })

  test.each([{ type: 'string' }, { const: 1 }, { enum: ['a'] }])('what accepts no object is refused: %j', (schema) => {
    expect(() => objectBySchema(schema, createRandom('s'))).toThrow(ContradictionError)
  })

  test('a default that is no object is not taken', () => {
    expect(objectBySchema({ default: 'text' }, createRandom('s'))).toEqual({})
  })
})
