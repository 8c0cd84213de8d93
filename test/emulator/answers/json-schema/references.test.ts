import { expect, test } from 'vitest'
import type { Json } from '../../../../translator/formats/json-text.ts'
import { make, refusalOf } from '../../../support/schemas.ts'

test('definitions are found under both names, and through escaped pointers', () => {
  const $defs = { 'a/b': { 'c~d': { const: 1 } }, list: { prefixItems: [{ const: 2 }, { const: 3 }] } }

  expect(make({ $defs, $ref: '#/$defs/a~1b/c~0d' })).toBe(1)
  expect(make({ $defs, $ref: '#/%24defs/list/prefixItems/1' })).toBe(3)
  expect(make({ definitions: { x: { const: 4 } }, $ref: '#/definitions/x' })).toBe(4)
})

test('keywords beside a reference hold too', () => {
  expect(make({ $defs: { x: { type: 'integer', minimum: 3 } }, $ref: '#/$defs/x', maximum: 3 })).toBe(3)
})

test('a member that recurs is left out where it may be, and bounded where it may not', () => {
  const node = {
    type: 'object',
    properties: {
      next: { $ref: '#' },
      other: { anyOf: [{ $ref: '#' }, { type: 'null' }] },
      children: { type: 'array', items: { $ref: '#' } },
    },
    required: ['other', 'children'],
  }

  expect(make(node)).toEqual({ other: null, children: [] })
})

test('a cycle through a choice ends at the branch that does not recur', () => {
  expect(
    make({ anyOf: [{ $ref: '#' }, { type: 'array', items: { $ref: '#' }, minItems: 1 }, { const: 7 }] }),
  ).toSatisfy((value: Json) => JSON.stringify(value).includes('7'))
})

test.each([
  [
    { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] },
    'requires values within each other without end',
  ],
  [{ type: 'array', items: { $ref: '#' }, minItems: 1 }, 'requires values within each other without end'],
  [{ $ref: '#' }, 'refers to itself without end'],
  [{ allOf: [{ $ref: '#' }] }, 'refers to itself without end'],
])('the endless schema %j is refused', (schema, reason) => {
  expect(refusalOf(schema)).toBe(reason)
})

test.each([
  'https://example.com/schema',
  '#name',
  '#/$defs/missing',
  '#/type',
  '#/$defs/constructor',
  '#/%E0%A4%A',
  'other.json#/a',
])('the reference %s is refused', (reference) => {
  const schema = { $defs: {}, type: 'object', properties: { a: { $ref: reference } } }

  expect(refusalOf(schema)).toMatch(/^(?:refers to ".*", which is no schema within it|has a malformed "\$ref")$/)
})
