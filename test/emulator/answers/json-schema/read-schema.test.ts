import { describe, expect, test } from 'vitest'
import type { Json } from '../../../../translator/formats/json-text.ts'
import { make, makeMany, makeText, refusalOf } from '../../../support/schemas.ts'

describe('references', () => {
  test('definitions are found under both names, and through escaped pointers', () => {
    const $defs = { 'a/b': { 'c~d': { const: 1 } }, list: { prefixItems: [{ const: 2 }, { const: 3 }] } }

    expect(make({ $defs, $ref: '#/$defs/a~1b/c~0d' })).toBe(1)
    expect(make({ $defs, $ref: '#/%24defs/list/prefixItems/1' })).toBe(3)
    expect(make({ definitions: { x: { const: 4 } }, $ref: '#/definitions/x' })).toBe(4)
    expect(make({ components: { schemas: { x: { const: 5 } } }, $ref: '#/components/schemas/x' })).toBe(5)
  })

  test('keywords beside a reference hold too', () => {
    expect(make({ $defs: { x: { type: 'integer', minimum: 3 } }, $ref: '#/$defs/x', maximum: 3 })).toBe(3)
  })

  test.each(['T0', '#here', 'https://example.com/s#/properties/b', '#'])(
    'a schema is found by what it is called: %s',
    ($ref) => {
      const schema = {
        $id: 'https://example.com/s',
        properties: { b: { $id: 'T0', $anchor: 'here', const: 1 }, c: { $ref } },
        required: ['b'],
        additionalProperties: false,
      }

      expect(make(schema)).toSatisfy((value: { b: Json; c?: Json }) => value.b === 1 && (value.c === 1 || $ref === '#'))
    },
  )

  test.each([
    'https://example.com/schema',
    '#name',
    '#/$defs/missing',
    '#/type',
    '#/$defs/constructor',
    '#/%E0%A4%A',
    'other.json#/a',
  ])('what %s refers to is not there and counts as anything', (reference) => {
    const schema = { $defs: {}, type: 'object', properties: { a: { $ref: reference, minimum: 3, maximum: 3 } } }

    expect(make(schema)).toEqual({ a: 3 })
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
    expect(make({ anyOf: [{ type: 'array', items: { $ref: '#' }, minItems: 1 }, { const: 7 }] })).toSatisfy(
      (value: Json) => JSON.stringify(value).includes('7'),
    )
  })

  test.each([
    [
      { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] },
      'it asks for values within each other without end',
    ],
    [{ type: 'array', items: { $ref: '#' }, minItems: 1 }, 'it asks for values within each other without end'],
    [{ $ref: '#' }, 'it refers to itself without end, or goes too deep'],
    [{ allOf: [{ $ref: '#' }] }, 'it refers to itself without end, or goes too deep'],
  ])('the endless schema %j is refused', (schema, reason) => {
    expect(refusalOf(schema)).toBe(reason)
  })
})

describe('words', () => {
  test('those that nobody knows, and notes, are passed over', () => {
    const notes =
      'title description $schema $id id $comment deprecated readOnly writeOnly strict nullable example x-order $async $vocabulary constructor toString discriminator'
    const schema = Object.fromEntries(notes.split(' ').map((keyword) => [keyword, 'words']))

    expect(make({ ...schema, $schema: 'http://json-schema.org/draft-04/schema#', const: 1 })).toBe(1)
    expect(make({ type: 'string', nullable: true, $async: true, format: 5, examples: 'words' })).toBeTypeOf('string')
  })

  test('tuples of draft 7 are made', () => {
    const tuple = { type: 'array', items: [{ const: 1 }, { const: 2 }], additionalItems: false }

    expect(make(tuple)).toEqual([1, 2])
    expect(make({ ...tuple, additionalItems: { const: 3 }, minItems: 4 })).toEqual([1, 2, 3, 3])
    expect(refusalOf({ ...tuple, minItems: 3 })).toBe('the value must NOT have more than 2 items')
  })

  test('dependencies of draft 7 hold', () => {
    const schema = {
      properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 } },
      dependencies: { a: ['b'], b: { required: ['c'] } },
    }

    expect(makeMany(schema)).toEqual(Array.from({ length: 50 }, () => ({ a: 1, b: 2, c: 3 })))
    expect(refusalOf({ ...schema, required: ['a'], not: { required: ['c'] } })).toMatch(
      /required property 'c'|when property a is present|NOT be valid/,
    )
  })

  test('recursion of 2019 and of 2020 is a reference', () => {
    expect(make({ type: 'object', properties: { a: { $recursiveRef: '#' } } })).toEqual({})
    expect(make({ $defs: { x: { $anchor: 'y', const: 1 } }, properties: { a: { $dynamicRef: '#y' } } })).toEqual({
      a: 1,
    })
  })

  test('names that JavaScript has a use for are names like others', () => {
    const schema = '{"type":"object","properties":{"__proto__":{"const":1}},"required":["__proto__","toString"]}'

    expect(makeText(schema)).toMatch(/^\{"__proto__":1,"toString":"synthetic toString [0-9a-f]{4}"\}$/)
  })
})

describe('what is no schema', () => {
  test.each([
    [{ type: 'text' }, 'type must be JSONType or JSONType[]: text'],
    [{ type: 5 }, 'type must be JSONType or JSONType[]: 5'],
    [{ enum: 'a' }, 'its enum is malformed: "a"'],
    [{ enum: [] }, 'enum must have non-empty array'],
    [{ properties: [] }, 'its properties is malformed: []'],
    [{ properties: { a: 1 } }, 'its properties is malformed: 1'],
    [{ properties: { a: null } }, 'its properties is malformed: null'],
    [{ required: 'a' }, 'its required is malformed: "a"'],
    [{ required: [1.5] }, 'its required is malformed: [1.5]'],
    [{ items: 'a' }, 'its items is malformed: "a"'],
    [{ allOf: {} }, 'its allOf is malformed: {}'],
    [{ anyOf: [{}, { minLength: '1' }] }, 'its minLength is malformed: "1"'],
    [{ minimum: '1' }, 'its minimum is malformed: "1"'],
    [{ uniqueItems: 1 }, 'its uniqueItems is malformed: 1'],
    [{ pattern: 5 }, 'its pattern is malformed: 5'],
    [{ not: 5 }, 'its not is malformed: 5'],
    [{ $ref: 1 }, 'its $ref is malformed: 1'],
    [{ patternProperties: { '(': {} } }, 'error parsing regexp: missing closing ): `(`'],
  ])('%j is refused', (schema, reason) => {
    expect(refusalOf(schema)).toBe(reason)
  })

  test('a definition that nothing refers to is no matter', () => {
    expect(make({ $defs: { x: { type: 'text' } }, const: 1 })).toBe(1)
  })
})
