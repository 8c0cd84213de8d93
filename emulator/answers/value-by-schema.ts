import type { Json, JsonObject } from '../../translator/formats/json-text.ts'
import type { Random } from '../random.ts'
import { Budget } from './json-schema/budget.ts'
import { isNestedDeeper, isObject } from './json-schema/json-value.ts'
import { makeValue } from './json-schema/make-value.ts'
import type { MakeContext, Place } from './json-schema/place.ts'
import { readSchema } from './json-schema/read-schema.ts'
import { satisfies } from './json-schema/satisfies.ts'
import type { SchemaNode } from './json-schema/schema.ts'
import { contradiction, nestedTooDeep } from './json-schema/schema-error.ts'

/** Most arrays and objects within each other that a schema may have. */
export const MOST_LEVELS = 200

const WHOLE: Place = {
  pointer: '',
  name: 'value',
  depth: 0,
  around: new Set(),
  isOptional: false,
  isBare: false,
  takesSuggestions: true,
}

function make(root: JsonObject, random: Random, ...further: SchemaNode[]): Json {
  if (isNestedDeeper(root, MOST_LEVELS)) throw nestedTooDeep(MOST_LEVELS)
  const schema = readSchema(root)
  const context: MakeContext = {
    random,
    budget: new Budget(),
    makeWithin: (schemas, place) => makeValue(schemas, place, context),
  }
  const value = makeValue([schema, ...further], WHOLE, context)
  if (!satisfies(value, schema, new Budget())) throw contradiction('has no value that was found', '')
  return value
}

/**
 * A value that satisfies a schema, and is a function of the schema and the random numbers alone. Throws a SchemaError when
 * there is none, or when the schema goes beyond the subset that is made here, of the words of JSON Schema 2020-12
 * (json-schema.org/draft/2020-12): `type`, `enum`, `const`, `properties`, `required`, `additionalProperties`, `items`,
 * `prefixItems`, `minItems`, `maxItems`, `uniqueItems`, `minLength`, `maxLength`, `format` (date-time, date, time, email,
 * uuid, uri, hostname, ipv4, ipv6), `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`, `allOf`,
 * `anyOf`, `oneOf`, and `$ref` as a JSON pointer into the schema itself. `default` and `examples` are used where they
 * satisfy; annotations are passed over; at most 200 levels, 1,000,000 characters in strings, 100,000 steps of work.
 */
export const valueBySchema = (schema: JsonObject, random: Random): Json => make(schema, random)

/** The same for a schema whose values must be objects, as those of tools are: throws a SchemaError where none is. */
export function objectBySchema(schema: JsonObject, random: Random): JsonObject {
  const value = make(schema, random, { type: ['object'] })
  if (!isObject(value)) throw contradiction('has no object for a value', '')
  return value
}
