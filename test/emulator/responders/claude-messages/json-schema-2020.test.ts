import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSchema2020 } from '../../../../emulator/responders/claude-messages/json-schema-2020.ts'
import { isJsonObject, type Json } from '../../../../translator/formats/json-text.ts'
import { objectFrom } from '../../../support/responders.ts'

const DRAFT = 'https://json-schema.org/draft/2020-12'
const VOCABULARIES = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'content', 'format-annotation']

// The draft's own meta-schema is the second witness.
const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })
const isValid = ajv.getSchema(`${DRAFT}/schema`)!

function wordsOf(vocabulary: string): string[] {
  const schema: unknown = ajv.getSchema(`${DRAFT}/meta/${vocabulary}`)?.schema
  return isJsonObject(schema) && isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : []
}

test.each([
  ['an empty schema', '{}', true],
  ['words that nobody knows', '{"discriminator":{"a":1},"nullable":true}', true],
  ['another draft', '{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"a":true}}', true],
  ['a number as it stands', '{"minimum":1.0,"maxLength":5.0,"multipleOf":1e-3}', true],
  ['a type that is none', '{"type":"strin"}', false],
  ['no type of several', '{"type":[]}', false],
  ['a type twice', '{"type":["null","null"]}', false],
  ['required as a flag', '{"required":true}', false],
  ['a name required twice', '{"required":["a","a"]}', false],
  ['items of an older draft', '{"items":[{}]}', false],
  ['a property that is no schema', '{"properties":{"a":1}}', false],
  ['a property deep inside', '{"anyOf":[{"not":{"properties":{"a":null}}}]}', false],
  ['no alternatives', '{"oneOf":[]}', false],
  ['a length below zero', '{"minLength":-1}', false],
  ['a step of zero', '{"multipleOf":0}', false],
  ['a bound in a string', '{"minimum":"1"}', false],
])('%s: %s is a schema: %s', (_name, schema, expected) => {
  expect(isSchema2020(objectFrom(schema))).toBe(expected)
})

test("the draft's meta-schema finds the same in every value", () => {
  const words = VOCABULARIES.flatMap(wordsOf)
  const leaf = fc.constantFrom<Json[]>(null, true, 0, 1, -1, 1.5, 'string', 'object', '', '#', 'a', [], {})
  const { value } = fc.letrec<{ value: Json; list: Json[]; object: Json }>((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, leaf, tie('object'), tie('list')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc
      .dictionary(fc.constantFrom(...words, 'other'), tie('value'), { maxKeys: 3 })
      .map((object) => ({ ...object })),
  }))
  const property = fc.property(value, (schema) => isSchema2020(schema) === isValid(schema))
  expect(words.length).toBeGreaterThan(50)
  expect(() => fc.assert(property, { numRuns: 3000 })).not.toThrow()
})
