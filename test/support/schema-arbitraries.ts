import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../translator/formats/json-text.ts'

type Schema = JsonObject | boolean

/**
 * A value as it comes out of JSON.parse; without what Ajv gets wrong: the divisibility of huge numbers, and objects with
 * members named after what every object inherits. A name of one backslash is V8's trouble (nodejs/node#63785).
 */
const value = (): fc.Arbitrary<Json> =>
  fc
    .jsonValue({ maxDepth: 2 })
    .map((json) => JSON.stringify(json))
    .filter((text) => !/e\+|[0-9]{16}|toString|valueOf|constructor|__proto__|"\\\\":/.test(text))
    .map((text): Json => JSON.parse(text))

// Ajv does not tell `__proto__` from what every object inherits, so that name has a test of its own.
const name = (): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom('a', 'b', 'c', 'constructor', 'a/b', '~'), fc.stringMatching(/^[a-z 0-9é😀"]{0,5}$/u))

const objectOf = (members: [string, Json][]): JsonObject => Object.fromEntries(members)

const range = (least: number, most: number, widest: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.nat({ max: widest })).map(([low, width]) => [low, low + width])

const integerSchema = (): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.constant({ type: 'integer' }),
    range(-1e6, 1e6, 50).map(([minimum, maximum]) => ({ type: 'integer', minimum, maximum })),
    range(-1e6, 1e6, 50).map(([low, high]) => ({
      type: 'integer',
      exclusiveMinimum: low - 0.5,
      exclusiveMaximum: high + 1,
    })),
    fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -1e6, max: 1e6 })).map(([multipleOf, minimum]) => ({
      type: 'integer',
      multipleOf,
      minimum,
      maximum: minimum + multipleOf,
    })),
    fc.constantFrom({ type: 'integer', multipleOf: 0.5 }, { type: 'integer', multipleOf: 1.5, maximum: -1 }),
  )

const numberSchema = (): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.constant({ type: 'number' }),
    fc
      .tuple(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.double({ noNaN: true, min: 1e-3, max: 1e3 }))
      .map(([minimum, width]) => ({ type: 'number', exclusiveMinimum: minimum, maximum: minimum + width })),
    fc.constantFrom(
      { type: 'number', minimum: 0.1, maximum: 0.1 },
      { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1e-300 },
      { type: 'number', minimum: 1e300 },
      { type: 'number', multipleOf: 0.01, minimum: 5 },
      { type: 'number', exclusiveMaximum: -5 },
    ),
  )

const stringSchema = (): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.constant({ type: 'string' }),
    range(0, 200, 40).map(([minLength, maxLength]) => ({ type: 'string', minLength, maxLength })),
    fc
      .constantFrom('date-time', 'date', 'time', 'email', 'uuid', 'uri', 'hostname', 'ipv4', 'ipv6')
      .map((format) => ({ type: 'string', format })),
  )

const listedSchema = (): fc.Arbitrary<Schema> =>
  fc.oneof(
    fc.array(value(), { minLength: 1, maxLength: 5 }).map((values) => ({ enum: values })),
    value().map((json) => ({ const: json })),
    fc.constantFrom<Schema>(true, {}, { type: 'boolean' }, { type: 'null' }, { type: ['null', 'string', 'integer'] }),
  )

const leaf = (): fc.Arbitrary<Schema> => fc.oneof(integerSchema(), numberSchema(), stringSchema(), listedSchema())

const annotated = (schema: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> =>
  fc
    .tuple(schema, fc.option(fc.constantFrom('title', 'description', '$comment')), fc.option(value()))
    .map(([core, annotation, suggestion]) =>
      typeof core === 'boolean'
        ? core
        : {
            ...core,
            ...(annotation && { [annotation]: 'words' }),
            ...(suggestion !== null && { default: suggestion, examples: [suggestion] }),
          },
    )

function objectSchema(member: fc.Arbitrary<Schema>): fc.Arbitrary<JsonObject> {
  const members = fc.uniqueArray(fc.tuple(name(), member, fc.boolean()), { selector: ([key]) => key, maxLength: 5 })
  return fc.tuple(members, fc.option(fc.oneof(fc.constant(false), member))).map(([declared, others]) => ({
    type: 'object',
    properties: objectOf(declared.map(([key, schema]) => [key, schema])),
    required: declared.filter(([, , isRequired]) => isRequired).map(([key]) => key),
    ...(others !== null && { additionalProperties: others }),
  }))
}

const arraySchema = (item: fc.Arbitrary<Schema>): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc
      .tuple(item, range(0, 4, 3))
      .map(([items, [minItems, maxItems]]) => ({ type: 'array', items, minItems, maxItems })),
    fc
      .tuple(fc.array(item, { minLength: 1, maxLength: 3 }), fc.oneof(fc.constant(false), item))
      .map(([prefixItems, items]) => ({ type: 'array', prefixItems, items })),
    fc.nat({ max: 10 }).map((minItems) => ({
      type: 'array',
      items: { type: 'integer', minimum: 1, maximum: 10 },
      minItems,
      uniqueItems: true,
    })),
  )

const taggedUnion = (member: fc.Arbitrary<Schema>): fc.Arbitrary<JsonObject> =>
  fc.array(member, { minLength: 1, maxLength: 3 }).map((members) => ({
    oneOf: members.map((schema, index) => ({
      type: 'object',
      properties: { kind: { const: `kind ${index}` }, content: schema },
      required: ['kind', 'content'],
    })),
  }))

const bothOf = (member: fc.Arbitrary<Schema>): fc.Arbitrary<JsonObject> =>
  fc.tuple(member, member).map(([left, right]) => ({
    allOf: [
      { type: 'object', properties: { left }, required: ['left'] },
      { properties: { right }, required: ['right'], default: 'not an object' },
    ],
    required: ['further'],
  }))

/** Schemas of the whole subset that are put together so that some value satisfies each. */
export const satisfiableSchema = (): fc.Arbitrary<JsonObject> => {
  const schemas = fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      annotated(leaf()),
      fc.constantFrom({ $ref: '#/$defs/leaf' }, { $ref: '#/$defs/tree' }, { $ref: '#/$defs/a~1b%20c' }),
      annotated(objectSchema(tie('schema'))),
      annotated(arraySchema(tie('schema'))),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
      taggedUnion(tie('schema')),
      bothOf(tie('schema')),
    ),
  })).schema
  return fc.tuple(schemas, leaf()).map(([schema, ofLeaf]) => ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: { leaf: ofLeaf, 'a/b c': { type: 'boolean' }, tree: TREE },
    allOf: [schema],
  }))
}

const TREE: JsonObject = {
  type: 'object',
  properties: {
    label: { type: 'string' },
    children: { type: 'array', items: { $ref: '#/$defs/tree' } },
    parent: { anyOf: [{ $ref: '#/$defs/tree' }, { type: 'null' }] },
  },
  required: ['label', 'children', 'parent'],
  additionalProperties: false,
}

/** Keywords thrown together: for most of these, keywords exclude each other somewhere. */
export const anySchema = (): fc.Arbitrary<JsonObject> => {
  const bound = fc.integer({ min: -3, max: 6 })
  const count = fc.nat({ max: 4 })
  const type = fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean', 'null')
  const { schema } = fc.letrec<{ schema: Schema; node: JsonObject }>((tie) => ({
    schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), tie('node')),
    node: fc.record(
      {
        type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
        enum: fc.array(value(), { minLength: 1, maxLength: 3 }),
        const: value(),
        minimum: bound,
        exclusiveMaximum: bound,
        multipleOf: fc.constantFrom(0.1, 0.5, 1, 2, 3),
        minLength: count,
        maxLength: count,
        minItems: count,
        maxItems: count,
        uniqueItems: fc.boolean(),
        items: tie('schema'),
        prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        properties: fc.array(fc.tuple(name(), tie('schema')), { maxLength: 3 }).map(objectOf),
        required: fc.uniqueArray(name(), { maxLength: 2 }),
        additionalProperties: tie('schema'),
        allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        $ref: fc.constantFrom('#', '#/$defs/a', '#/$defs/b'),
        default: value(),
      },
      { requiredKeys: [] },
    ),
  }))
  return fc.tuple(schema, schema, schema).map(([a, b, root]) => ({ $defs: { a, b }, allOf: [root] }))
}
