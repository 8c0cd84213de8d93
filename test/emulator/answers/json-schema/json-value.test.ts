import { expect, test } from 'vitest'
import { canonicalText, countCharacters, isNestedDeeper } from '../../../../emulator/answers/json-schema/json-value.ts'
import { ContradictionError } from '../../../../emulator/answers/json-schema/schema-error.ts'
import { parseKeepingNumbers } from '../../../../translator/formats/json-text.ts'
import { makeText } from '../../../support/schemas.ts'

test.each(['1.0', '9007199254740993', '-0', '1E400', '0.10'])('the constant %s is handed on as it stands', (number) => {
  expect(makeText(`{"const":${number}}`)).toBe(number)
  expect(makeText(`{"enum":[{"a":[${number}]}]}`)).toBe(`{"a":[${number}]}`)
  expect(makeText(`{"type":"number","default":${number}}`)).toBe(number)
})

test('bounds are read as numbers', () => {
  expect(makeText('{"type":"integer","minimum":5.0,"maximum":5.90}')).toBe('5')
  expect(makeText('{"type":"string","minLength":1e1,"maxLength":10.0}')).toHaveLength(12)
  expect(makeText('{"type":"integer","exclusiveMinimum":1E1,"exclusiveMaximum":12.0,"multipleOf":1.0}')).toBe('11')
})

test('a constant is told apart from its neighbour also above 2 to the 53', () => {
  expect(makeText('{"enum":[9007199254740992,9007199254740993],"const":9007199254740993}')).toBe('9007199254740993')
  expect(() => makeText('{"enum":[9007199254740992],"const":9007199254740993}')).toThrow(ContradictionError)
  expect(makeText('{"enum":[1.0],"const":1}')).toMatch(/^1(?:\.0)?$/)
})

test.each([
  ['1', '1.0'],
  ['0', '-0'],
  ['100', '1e2'],
  ['1000000000000000000000', '1e21'],
  ['0.1', '0.10'],
  ['{"a":1,"b":[2]}', '{"b":[2.0],"a":1}'],
  ['"\\u0061"', '"a"'],
])('%s equals %s', (one, other) => {
  expect(canonicalText(parseKeepingNumbers(one))).toBe(canonicalText(parseKeepingNumbers(other)))
})

test.each([
  ['1', '"1"'],
  ['0', 'false'],
  ['null', '"null"'],
  ['[1,2]', '[2,1]'],
  ['[[1],2]', '[1,[2]]'],
  ['{}', '[]'],
  ['{"a":1}', '{"a":1,"b":null}'],
  ['9007199254740992', '9007199254740993'],
  ['1E400', '1E401'],
])('%s does not equal %s', (one, other) => {
  expect(canonicalText(parseKeepingNumbers(one))).not.toBe(canonicalText(parseKeepingNumbers(other)))
})

test('characters are code points, and half a pair is one too', () => {
  expect(['', 'ab', '😀', 'a😀b', '\ud83d', '\ude00\ud83d', 'e\u0301'].map(countCharacters)).toEqual([
    0, 2, 1, 3, 1, 2, 2,
  ])
})

test('levels are arrays and objects within each other', () => {
  expect(isNestedDeeper(1, 0)).toBe(false)
  expect(isNestedDeeper([], 0)).toBe(true)
  expect(isNestedDeeper({ a: [1], b: 2 }, 2)).toBe(false)
  expect(isNestedDeeper({ a: 1, b: [{}] }, 2)).toBe(true)
  expect(isNestedDeeper(parseKeepingNumbers('[1.0]'), 1)).toBe(false)
})
