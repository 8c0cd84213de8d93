import { expect, test } from 'vitest'
import { valueBySchema } from '../../../../emulator/answers/value-by-schema.ts'
import { createRandom } from '../../../../emulator/random.ts'
import type { JsonObject } from '../../../../translator/formats/json-text.ts'
import { make, refusalOf } from '../../../support/schemas.ts'

test.each([
  'pattern',
  'not',
  'if',
  'patternProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'contains',
  'unevaluatedProperties',
  'unevaluatedItems',
  'minProperties',
  'maxProperties',
  'additionalItems',
  '$dynamicRef',
  'constructor',
  'toString',
])('the keyword %s is named', (keyword) => {
  expect(refusalOf({ type: 'string', [keyword]: {} })).toBe(
    `uses the keyword "${keyword}", for which no synthetic value can be made`,
  )
})

test.each([
  { type: 'object', properties: { a: { pattern: 'x' } } },
  { anyOf: [{ type: 'string' }, { pattern: 'x' }] },
  { oneOf: [{ type: 'string' }, { pattern: 'x' }] },
  { allOf: [{ pattern: 'x' }] },
  { type: 'array', items: { pattern: 'x' } },
  { type: 'array', prefixItems: [{ pattern: 'x' }] },
  { type: 'object', additionalProperties: { pattern: 'x' } },
  { $defs: { x: { pattern: 'x' } }, $ref: '#/$defs/x' },
])('an unknown keyword is found wherever it can be reached: %j', (schema) => {
  const reasons = Array.from({ length: 5 }, () => refusalOf(schema))

  expect(new Set(reasons)).toEqual(new Set(['uses the keyword "pattern", for which no synthetic value can be made']))
})

test('a definition that nothing refers to is no matter', () => {
  expect(make({ $defs: { x: { pattern: 'x' } }, const: 1 })).toBe(1)
})

test('annotations are passed over', () => {
  const annotations =
    'title description $schema $id $comment deprecated readOnly writeOnly strict nullable example x-order'
  const schema = Object.fromEntries(annotations.split(' ').map((keyword) => [keyword, 'words']))

  expect(make({ ...schema, const: 1 })).toBe(1)
})

test('a format is named when strings of it cannot be made, and passed over where no string is meant', () => {
  expect(refusalOf({ type: 'string', format: 'regex' })).toBe(
    'uses the format "regex", for which no synthetic value can be made',
  )
  expect(refusalOf({ format: 'regex' })).toContain('"regex"')
  expect(make({ type: 'integer', format: 'int64' })).toBeTypeOf('number')
})

test.each([
  [{ type: 'text' }, 'type'],
  [{ type: [] }, 'type'],
  [{ enum: 'a' }, 'enum'],
  [{ properties: [] }, 'properties'],
  [{ properties: { a: 1 } }, 'properties'],
  [{ required: 'a' }, 'required'],
  [{ required: [1] }, 'required'],
  [{ items: [{}] }, 'items'],
  [{ anyOf: [] }, 'anyOf'],
  [{ allOf: {} }, 'allOf'],
  [{ minLength: -1 }, 'minLength'],
  [{ maxItems: 1.5 }, 'maxItems'],
  [{ minimum: '1' }, 'minimum'],
  [{ exclusiveMinimum: true }, 'exclusiveMinimum'],
  [{ multipleOf: 0 }, 'multipleOf'],
  [{ uniqueItems: 1 }, 'uniqueItems'],
  [{ $ref: 1 }, '$ref'],
  [{ examples: 'a' }, 'examples'],
])('the malformed schema %j is told by its keyword', (schema, keyword) => {
  expect(refusalOf(schema)).toBe(`has a malformed "${keyword}"`)
})

test('names that are quoted are cut', () => {
  expect(refusalOf({ ['k'.repeat(1_000_000)]: 1 })).toHaveLength(
    'uses the keyword , for which no synthetic value can be made'.length + 103,
  )
})

test('a schema nested too deeply is refused without a deep stack', () => {
  const deep: JsonObject = JSON.parse(`${'{"items":'.repeat(100_000)}{}${'}'.repeat(100_000)}`)

  expect(() => valueBySchema(deep, createRandom('s'))).toThrow('the schema is nested more than 200 levels deep')
})

test('a long chain of references is refused without a deep stack', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [`d${index}`, { $ref: `#/$defs/d${index + 1}` }]),
  )

  expect(refusalOf({ $defs: { ...$defs, d5000: {} }, $ref: '#/$defs/d0' })).toBe('is nested more than 200 levels deep')
})
