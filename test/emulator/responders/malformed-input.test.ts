import { describe, expect, test } from 'vitest'
import { malformedInput } from '../../../emulator/responders/malformed-input.ts'
import type { InputSchema } from '../../../emulator/responders/malformed-input/input-schema.ts'
import { deepObject, objectFrom, refused } from '../../support/responders.ts'

/** What is said between the frame's words; `undefined` when nothing is wrong. */
const said = (schema: InputSchema, input: string): string | undefined =>
  malformedInput(schema)(objectFrom(input))
    ?.errorMessage.replace(/^Malformed input request: /, '')
    .replace(/, please reformat your input and try again\.$/, '')

const member = (schema: InputSchema): InputSchema => ({ properties: { a: schema } })

test('a refusal is a 400 in the frame of the service', () => {
  const check = malformedInput({ type: 'object', required: ['messages'] })
  expect(check({})).toEqual(
    refused('Malformed input request: #: required key [messages] not found, please reformat your input and try again.'),
  )
  expect(check({ messages: [] })).toBeUndefined()
})

test('a model may end its refusals in words of its own', () => {
  expect(malformedInput({ required: ['a'] }, 'try again.')({})).toEqual(
    refused('Malformed input request: #: required key [a] not found, try again.'),
  )
})

describe('a word of the schema that is violated says so', () => {
  test.each<[string, InputSchema, string, string]>([
    ['type of a list', { type: 'array' }, '"x"', 'expected type: JSONArray, found: String'],
    ['type of an object', { type: 'object' }, '[]', 'expected type: JSONObject, found: JSONArray'],
    ['type of a string', { type: 'string' }, '{}', 'expected type: String, found: JSONObject'],
    ['type of a boolean', { type: 'boolean' }, '"true"', 'expected type: Boolean, found: String'],
    ['type of a number', { type: 'number' }, 'null', 'expected type: Number, found: Null'],
    ['type of an integer', { type: 'integer' }, '1.5', 'expected type: Integer, found: BigDecimal'],
    ['type of null', { type: 'null' }, '"x"', 'expected: null, found: String'],
    ['a string in the place of an object', { type: 'string' }, 'true', 'expected type: String, found: Boolean'],
    ['a small number', { type: 'string' }, '2147483647', 'expected type: String, found: Integer'],
    ['a large number', { type: 'string' }, '2147483648', 'expected type: String, found: Long'],
    ['a huge number', { type: 'string' }, '9223372036854775808', 'expected type: String, found: BigInteger'],
    ['minLength', { minLength: 1 }, '""', 'expected minLength: 1, actual: 0'],
    ['maxLength', { maxLength: 2 }, '"abc"', 'expected maxLength: 2, actual: 3'],
    ['pattern', { pattern: '^[a-z]+$' }, '"A"', 'string [A] does not match pattern ^[a-z]+$'],
    ['minimum', { minimum: 0 }, '-1', '-1 is not greater or equal to 0'],
    ['maximum', { maximum: 1 }, '2', '2 is not less or equal to 1'],
    ['maximum of a number as it stood', { maximum: 1 }, '2.0', '2.0 is not less or equal to 1'],
    ['minItems', { minItems: 1 }, '[]', 'expected minimum item count: 1, found: 0'],
    ['maxItems', { maxItems: 1 }, '[1,2]', 'expected maximum item count: 1, found: 2'],
    ['minProperties', { minProperties: 1 }, '{}', 'minimum size: [1], found: [0]'],
    ['maxProperties', { maxProperties: 1 }, '{"a":1,"b":2}', 'maximum size: [1], found: [2]'],
    ['required', { required: ['b'] }, '{}', 'required key [b] not found'],
    ['additionalProperties', { additionalProperties: false }, '{"b":1}', 'extraneous key [b] is not permitted'],
    ['enum', { enum: ['x'] }, '"y"', 'y is not a valid enum value'],
    ['enum, of an object', { enum: ['x'] }, '{"b":1.0}', '{"b":1.0} is not a valid enum value'],
    ['oneOf with two', { oneOf: [{}, {}] }, '1', '#: 2 subschemas matched instead of one'],
  ])('%s', (_name, schema, value, text) => {
    expect(said(member(schema), `{"a":${value}}`)).toBe(`#/a: ${text}`)
  })
})

describe('a word of the schema that holds says nothing', () => {
  test.each<[string, InputSchema, string]>([
    ['a type of several', { type: ['string', 'null'] }, 'null'],
    ['an integer beyond 64 bits', { type: 'integer' }, '12345678901234567890123'],
    ['a number as it stood', { type: 'number', minimum: 0, maximum: 1 }, '1.0'],
    ['characters of two code units', { maxLength: 2, minLength: 2 }, '"😀😀"'],
    ['bounds that are met', { minimum: 0, maximum: 0 }, '0'],
    ['an enum of numbers', { enum: [256, 512] }, '256'],
    ['words for other types', { minLength: 9, minItems: 9, minimum: 9, required: ['z'] }, 'true'],
    ['one of several', { oneOf: [{ type: 'string' }, { type: 'number' }] }, '1'],
    ['any of several', { anyOf: [{ type: 'string' }, { minimum: 1 }, { minimum: 0 }] }, '1'],
    ['a member that is not there', { properties: { b: { type: 'string' } } }, '{}'],
  ])('%s', (_name, schema, value) => {
    expect(said(member(schema), `{"a":${value}}`)).toBeUndefined()
  })
})

describe('several violations stand one after the other', () => {
  const llama: InputSchema = {
    type: 'object',
    properties: { prompt: {} },
    required: ['prompt'],
    additionalProperties: false,
  }

  test('as AWS printed them for a body of another family', () => {
    const body = '{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[],"system":"s"}'
    expect(said(llama, body)).toBe(
      '#: required key [prompt] not found#: extraneous key [system] is not permitted#: extraneous key [max_tokens] is not permitted#: extraneous key [messages] is not permitted#: extraneous key [anthropic_version] is not permitted',
    )
  })

  test('violations of alternatives first, all of them', () => {
    const schema: InputSchema = { ...llama, oneOf: [{ required: ['images'] }, { required: ['texts'] }] }
    expect(said(schema, '{"prompt":""}')).toBe('#: required key [images] not found#: required key [texts] not found')
    const parts: InputSchema = { anyOf: [{ type: 'string' }, { type: 'array', minItems: 1 }] }
    expect(said(member(parts), '{"a":[]}')).toBe(
      '#/a: expected type: String, found: JSONArray#/a: expected minimum item count: 1, found: 0',
    )
  })

  test('a type of several names each', () => {
    expect(said(member({ type: ['string', 'null'] }), '{"a":1}')).toBe(
      '#/a: expected type: String, found: Integer#/a: expected: null, found: Integer',
    )
  })

  test('a wrong type hides what else its words would say, but not a list of values', () => {
    expect(said(member({ type: 'string', minLength: 3, enum: ['abc'] }), '{"a":5}')).toBe(
      '#/a: expected type: String, found: Integer#/a: 5 is not a valid enum value',
    )
  })

  test('members of members and items of items have pointers', () => {
    const schema: InputSchema = { properties: { 'a/b~c': { items: { properties: { d: { maximum: 1 } } } } } }
    expect(said(schema, '{"a/b~c":[{"d":1},{"d":2},{"d":3}]}')).toBe(
      '#/a~1b~0c/1/d: 2 is not less or equal to 1#/a~1b~0c/2/d: 3 is not less or equal to 1',
    )
  })

  test('other members may have a schema too', () => {
    const schema: InputSchema = { properties: { a: {} }, additionalProperties: { type: 'string' } }
    expect(said(schema, '{"a":1,"b":2,"c":"d"}')).toBe('#/b: expected type: String, found: Integer')
  })
})

test('names of every object count as members only when they are there', () => {
  const schema: InputSchema = {
    type: 'object',
    required: ['constructor'],
    properties: { a: {} },
    additionalProperties: false,
  }
  expect(said(schema, '{"__proto__":1,"toString":2}')).toBe(
    '#: required key [constructor] not found#: extraneous key [__proto__] is not permitted#: extraneous key [toString] is not permitted',
  )
})

test('a refusal ends somewhere, however much is wrong', () => {
  const input = { a: Array.from({ length: 100_000 }, () => 'x') }
  const error = malformedInput(member({ items: { type: 'integer' } }))(input)
  expect(error?.errorMessage.length).toBeLessThan(5000)
  const named = malformedInput({ additionalProperties: false })({ ['x'.repeat(1_000_000)]: 1 })
  expect(named?.errorMessage.length).toBeLessThan(5000)
})

test('nesting without end is refused, wherever it stands', () => {
  const refusal = refused('The JSON is nested deeper than 500 levels.')
  expect(malformedInput({})(deepObject())).toEqual(refusal)
  expect(malformedInput(member({ enum: [1] }))({ a: deepObject() })).toEqual(refusal)
})
