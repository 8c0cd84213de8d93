import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valueBySchema } from '../../../emulator/answers/value-by-schema.ts'
import { createRandom } from '../../../emulator/random.ts'
import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { anySchema, satisfiableSchema } from '../../support/schema-arbitraries.ts'
import { make, makeMany, refusalOf } from '../../support/schemas.ts'
import { TOOL_SCHEMAS } from '../../support/tool-schemas.ts'
import { runs } from '../../support/whole.ts'

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#'

/** Ajv's objections to a value as it is written, by the schema as it stands. */
function objectionsTo(value: Json, schema: JsonObject): unknown {
  const options = { strict: false, ownProperties: true, validateFormats: false, validateSchema: false }
  const ajv = schema.$schema === DRAFT_7 ? new Ajv(options) : new Ajv2020(options)
  const validate = ajv.compile(schema)
  try {
    validate(JSON.parse(JSON.stringify(value)))
  } catch (error) {
    // A schema that comes back to itself over one and the same value: Ajv goes on without end.
    if (!(error instanceof RangeError)) throw error
  }
  return validate.errors ?? []
}

const objectionsOf = (schema: JsonObject, seed: number): unknown => {
  const made = valueBySchema(schema, createRandom(seed))
  return 'value' in made ? objectionsTo(made.value, schema) : made.reason
}

const madeBy = (schema: JsonObject, seed: number): Json | undefined => {
  const made = valueBySchema(schema, createRandom(seed))
  return 'value' in made ? made.value : undefined
}

describe('for any schema', () => {
  test('a value is made, and Ajv accepts it by the schema as it stands', () => {
    fc.assert(
      fc.property(satisfiableSchema(), fc.nat(), (schema, seed) => {
        expect(valueBySchema(schema, createRandom(seed))).toHaveProperty('value')
        expect(objectionsTo(madeBy(schema, seed)!, schema)).toEqual([])
      }),
      runs(200),
    )
  })

  test('a value is never wrong: where keywords exclude each other there is none', () => {
    fc.assert(
      fc.property(anySchema(), fc.nat(), (schema, seed) => {
        const value = madeBy(schema, seed)

        expect(value === undefined ? [] : objectionsTo(value, schema)).toEqual([])
      }),
      runs(300),
    )
  })

  test('the same random numbers give the same value', () => {
    fc.assert(
      fc.property(satisfiableSchema(), fc.nat(), (schema, seed) => {
        expect(madeBy(schema, seed)).toEqual(madeBy(schema, seed))
      }),
    )
  })

  test('what is no schema at all throws nothing', () => {
    const words =
      'type properties required items prefixItems enum const anyOf oneOf allOf $ref $defs minimum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties pattern format default examples not if then else contains additionalProperties additionalItems dependencies dependentRequired dependentSchemas patternProperties propertyNames unevaluatedProperties $id id $anchor $dynamicRef exclusiveMinimum'
    const { node } = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<Json>(null, true, false, 0, -1, 1e300, '', '#', '#/$defs/a', '(', 'object', 'array', 'string'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', ...words.split(' ')), tie('node'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...words.split(' ')), node, { maxKeys: 5 }), (schema) => {
        expect(Object.keys(valueBySchema(schema, createRandom(1)))).toHaveLength(1)
      }),
      runs(1000),
    )
  })
})

describe.each(Object.entries(TOOL_SCHEMAS))('a schema from practice: %s', (_, schema) => {
  test('a value of many members satisfies it with any seed', () => {
    for (let seed = 0; seed < 20; seed += 1) expect(objectionsOf(schema, seed)).toEqual([])
  })
})

test('bounds and dependencies of draft 4 hold', () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    id: 'http://example.com/range',
    type: 'object',
    properties: {
      rate: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
      unit: { $ref: '#/definitions/unit' },
    },
    definitions: { unit: { enum: ['C', 'F'] } },
    dependencies: { rate: ['unit'] },
    required: ['rate'],
  }

  expect(makeMany(schema)).toSatisfy((values: { rate: number; unit: string }[]) =>
    values.every(({ rate, unit }) => rate > 0 && rate < 1 && 'CF'.includes(unit)),
  )
})

test('what an order is made of can be read', () => {
  expect(make(TOOL_SCHEMAS['pydantic 2, nested models']!)).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    created: expect.stringMatching(/^2026-.*Z$/),
    address: {
      street: expect.stringMatching(/^synthetic street/),
      zip: expect.stringMatching(/^\d{5}/),
      country: 'US',
    },
    billing: null,
    lines: [{ sku: expect.stringMatching(/^[A-Z]{3}-\d{4}$/) }, { quantity: expect.any(Number) }],
    priority: 'low',
    span: [expect.any(Number), expect.any(Number)],
  })
})

describe('schemas of tools', () => {
  const objectBy = (schema: JsonObject): unknown => valueBySchema(schema, createRandom('s'), { mustBeObject: true })

  test.each([
    {},
    { type: ['object', 'null'] },
    { $defs: { x: { type: 'object' } }, $ref: '#/$defs/x' },
    { anyOf: [{ type: 'string' }, { type: 'object' }] },
  ])('an object is made by %j', (schema) => {
    expect(objectBy(schema)).toEqual({ value: {} })
  })

  test.each([{ type: 'string' }, { const: 1 }, { enum: ['a'] }])('what accepts no object is refused: %j', (schema) => {
    expect(refusalOf(schema, { mustBeObject: true })).toMatch(/^the value must be (?:object|string|equal to .+)$/)
  })

  test('a default that is no object is not taken', () => {
    expect(objectBy({ default: 'text' })).toEqual({ value: {} })
  })

  test('a schema that is met with and without an object is two', () => {
    expect(make({ description: 'shared' })).toBeTypeOf('string')
    expect(objectBy({ description: 'shared' })).toEqual({ value: {} })
    expect(make({ description: 'shared' })).toBeTypeOf('string')
  })
})

describe('what has no value is said, with its place', () => {
  test.each([
    [{ type: 'integer', minimum: 5, maximum: 4 }, 'the value must be <= 4'],
    [{ type: 'string', minLength: 5, maxLength: 4 }, 'the value must NOT have more than 4 characters'],
    [{ enum: [1, 2], type: 'string' }, 'the value must be string'],
    [{ allOf: [{ type: 'string' }, { type: 'integer' }] }, 'the value must be string'],
    [{ properties: { 'a/b': false }, required: ['a/b'] }, '/a~1b boolean schema is false'],
    [
      { properties: { p: { type: 'string', pattern: 'a', maxLength: 0 } }, required: ['p'] },
      '/p must NOT have more than 0 characters',
    ],
    [{ properties: { p: { enum: ['b'], pattern: '^a$' } }, required: ['p'] }, '/p must match pattern "^a$"'],
    [{ type: 'object', required: ['a'], additionalProperties: false }, 'the value must NOT have additional properties'],
    [{ oneOf: [{ type: 'string' }, { type: 'string' }] }, 'the value must match exactly one schema in oneOf'],
    [{ anyOf: [] }, 'the value must match a schema in anyOf'],
    [{ not: {} }, 'the value must NOT be valid'],
    [
      { type: 'array', items: { type: 'boolean' }, minItems: 3, uniqueItems: true },
      'the value must NOT have fewer than 3 items',
    ],
  ])('%j', (schema, reason) => {
    expect(refusalOf(schema)).toBe(reason)
  })

  test('an excerpt stands for what is long', () => {
    expect(refusalOf({ enum: ['b'], pattern: `^${'a'.repeat(4000)}$` })).toHaveLength(201)
  })
})

describe('what would take all memory, time or stack', () => {
  const deep: JsonObject = JSON.parse(`${'{"items":'.repeat(20_000)}{}${'}'.repeat(20_000)}`)
  const definitions = (count: number, toSchema: (next: string) => object, last: object): JsonObject => {
    const entries = Array.from({ length: count }, (_, index) => [`d${index}`, toSchema(`#/$defs/d${index + 1}`)])
    return JSON.parse(
      JSON.stringify({ $defs: Object.fromEntries([...entries, [`d${count}`, last]]), $ref: '#/$defs/d0' }),
    )
  }
  const members = (count: number): JsonObject => ({
    properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string' }])),
  })

  test.each<[string, JsonObject, string]>([
    ['a billion items', { type: 'array', minItems: 1e9 }, 'it asks for a value that is too large'],
    ['a billion characters', { type: 'string', minLength: 1e9 }, 'it asks for a value that is too large'],
    ['a billion members', { type: 'object', minProperties: 1e9 }, 'it asks for a value that is too large'],
    [
      'items that are large together',
      { type: 'array', minItems: 1000, items: { type: 'string', minLength: 10_000 } },
      'it asks for a value that is too large',
    ],
    [
      'items of many items',
      { type: 'array', minItems: 1000, items: { type: 'array', minItems: 1000 } },
      'it asks for a value that is too large',
    ],
    [
      'many items out of many values',
      { type: 'array', minItems: 5000, items: { enum: Array.from({ length: 50_000 }, (_item, index) => index) } },
      'it asks for a value that is too large',
    ],
    ['deep schemas', deep, 'it is nested more than 200 levels deep'],
    ['many parts', members(1001), 'it has more than 1000 parts'],
    ['a long chain', definitions(900, ($ref) => ({ $ref }), {}), 'it goes too deep'],
    [
      'choices within choices that all fail',
      definitions(40, ($ref) => ({ anyOf: [{ $ref }, { $ref, title: 'x' }] }), {
        allOf: [{ type: 'string' }, { type: 'null' }],
      }),
      'it takes too long to check a value by it',
    ],
    [
      'schemas that hold twice, and twice again',
      definitions(40, ($ref) => ({ allOf: [{ $ref }, { allOf: [{ $ref }] }] }), {}),
      'it takes too long to check a value by it',
    ],
    [
      'two members of each of two members',
      definitions(60, ($ref) => ({ required: ['a', 'b'], properties: { a: { $ref }, b: { $ref } } }), {}),
      'it asks for a value that is too large',
    ],
  ])('%s', (_, schema, reason) => {
    const started = performance.now()

    expect(valueBySchema(schema, createRandom('s'))).toEqual({ reason })
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('hundreds of members are made', () => {
    expect(Object.keys(make(members(990)) ?? {})).toHaveLength(990)
  })

  test('a value is picked from a long list', () => {
    const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`)

    expect(make({ enum: values })).toBeOneOf(values)
    expect(make({ enum: [...values, 1], type: 'integer' })).toBe(1)
  })

  test('more schemas than are kept are made by, again and again', () => {
    const schemas = Array.from({ length: 150 }, (_, index) => ({ const: index }))

    expect([...schemas, ...schemas].map((schema) => make(schema))).toEqual(
      [...schemas, ...schemas].map((schema) => schema.const),
    )
  })
})
