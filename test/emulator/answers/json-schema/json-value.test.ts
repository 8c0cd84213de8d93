import { expect, test } from 'vitest'
import { excerpt, isNestedDeeper } from '../../../../emulator/answers/json-schema/json-value.ts'
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

test('levels are arrays and objects within each other', () => {
  expect(isNestedDeeper(1, 0)).toBe(false)
  expect(isNestedDeeper([], 0)).toBe(true)
  expect(isNestedDeeper({ a: [1], b: 2 }, 2)).toBe(false)
  expect(isNestedDeeper({ a: 1, b: [{}] }, 2)).toBe(true)
  expect(isNestedDeeper(parseKeepingNumbers('[1.0]'), 1)).toBe(false)
})

test('an excerpt is bounded and well-formed', () => {
  expect(excerpt('short')).toBe('short')
  expect(excerpt('x'.repeat(1_000_000))).toBe(`${'x'.repeat(200)}…`)
  expect(excerpt(`x${'😀'.repeat(200)}`).isWellFormed()).toBe(true)
})
