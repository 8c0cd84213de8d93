import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isJsonObject,
  isObjectInJson,
  mayHoldFragileNumbers,
  parseKeepingNumbers,
  textOfMembers,
  toNumber,
  type Json,
} from '../../../translator/formats/json-text.ts'
import { numberText, objectText, valueText } from '../../support/json-arbitraries.ts'
import { hasPython, runPython, WITHOUT_PYTHON } from '../../support/python.ts'

test('only objects are JSON objects', () => {
  expect([{}, { a: 1 }].every(isJsonObject)).toBe(true)
  expect([null, [], 'a', 1, true, undefined].some(isJsonObject)).toBe(false)
})

test('a number that was kept as its text is a number, and no object', () => {
  const values = [1.5, ...(parseKeepingNumbers('[1.50,-1E1,{"a":1.0},"1",null,[1]]') as Json[]), JSON.rawJSON('"1a"')]

  expect(values.map(toNumber)).toEqual([1.5, 1.5, -10, undefined, undefined, undefined, undefined, undefined])
  expect(values.map(isObjectInJson)).toEqual([false, false, false, true, false, false, false, false])
})

test('members come out byte for byte as they stand in the text', () => {
  const members = textOfMembers(' {"a" : 1.0E+5 ,\t"b":"x\\"}\\u00e9", "c":{"d":[1,{"e":"}]"}]},"f":-0,"g":[ ]\n}\r\n')

  expect([...members]).toEqual([
    ['a', '1.0E+5'],
    ['b', '"x\\"}\\u00e9"'],
    ['c', '{"d":[1,{"e":"}]"}]}'],
    ['f', '-0'],
    ['g', '[ ]'],
  ])
})

test('names are read as JSON strings, and the last of two equal ones wins', () => {
  expect([...textOfMembers('{"\\u0061":1,"a":2,"__proto__":3,"":4}')]).toEqual([
    ['a', '2'],
    ['__proto__', '3'],
    ['', '4'],
  ])
})

test('an empty object has no members', () => {
  expect([...textOfMembers('{}'), ...textOfMembers(' { } ')]).toEqual([])
})

test('the text of every member of any object is found where it stands', () => {
  fc.assert(
    fc.property(objectText(), ({ text, members }) => {
      const expected = new Map<string, string>(members.map(([, name, value]) => [JSON.parse(name), value]))

      expect(textOfMembers(text)).toEqual(expected)
    }),
  )
})

test('an object put together from the texts of its members equals the one that they were taken from', () => {
  fc.assert(
    fc.property(objectText(), ({ text }) => {
      const members = Array.from(textOfMembers(text), ([name, value]) => `${JSON.stringify(name)}:${value}`)

      expect(JSON.parse(`{${members.join(',')}}`)).toEqual(JSON.parse(text))
    }),
  )
})

test.each([
  ['quotes', '\\"'],
  ['backslashes', '\\\\'],
  ['brackets', '[{'],
])('a string of a million %s is passed in linear time', (_name, piece) => {
  const value = `"${piece.repeat(1_000_000)}"`

  expect(textOfMembers(`{"a":${value},"b":1}`).get('a') === value).toBe(true)
})

test('a hundred thousand levels of arrays are passed without a deep stack', () => {
  const value = '['.repeat(100_000) + ']'.repeat(100_000)

  expect(textOfMembers(`{"a":${value}}`).get('a') === value).toBe(true)
})

test('numbers that JavaScript would change keep their text', () => {
  const text = '[9007199254740993,1.0,-0,1E400,1e5,0.0000001,100000000000000000000000,-0.0,0.1]'

  expect(JSON.stringify(parseKeepingNumbers(text))).toBe(text)
})

test('numbers that JavaScript would not change stay numbers', () => {
  expect(parseKeepingNumbers('{"a":[1,-2.5,0.000001,123456789012345]}')).toEqual({
    a: [1, -2.5, 0.000001, 123456789012345],
  })
})

test('every number of any value keeps its text', () => {
  fc.assert(
    fc.property(fc.array(numberText()), (numbers) => {
      const text = `[${numbers.join(',')}]`

      expect(JSON.stringify(parseKeepingNumbers(text))).toBe(text)
    }),
  )
})

test('a value read with its numbers kept equals the value', () => {
  fc.assert(
    fc.property(valueText(), (text) => {
      expect(JSON.parse(JSON.stringify(parseKeepingNumbers(text)))).toEqual(JSON.parse(text))
    }),
  )
})

test('the last of two equal names wins also where numbers are kept', () => {
  expect(JSON.stringify(parseKeepingNumbers('{"a":[1.0,{"b":2.0}],"a":{"0":3.0},"b":1,"b":1.0}'))).toBe(
    '{"a":{"0":3.0},"b":1.0}',
  )
})

test('what is no JSON is refused also where numbers are kept', () => {
  expect(() => parseKeepingNumbers('{"a":01}')).toThrow(SyntaxError)
})

test.each([
  '1e5',
  '1E5',
  '1.0',
  '-0',
  '-0.0',
  '0.10',
  '9007199254740993',
  '0.1234567890123456',
  '0.0000001',
  '-0.00000015',
])('the number %s is told to be fragile', (number) => {
  expect(mayHoldFragileNumbers(`{"a":[${number}]}`)).toBe(true)
})

test.each(['0', '1', '-1', '10', '-0.5', '0.05', '100.25', '0.000001', '123456789012345', '-123.456'])(
  'the number %s is told to be safe',
  (number) => {
    expect(mayHoldFragileNumbers(`{"a":[${number}]}`)).toBe(false)
  },
)

test('no number that JavaScript would change is missed', () => {
  const changed = numberText().filter((text) => JSON.stringify(JSON.parse(text)) !== text)
  fc.assert(
    fc.property(changed, (number) => {
      expect(mayHoldFragileNumbers(`{"a":${number}}`)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['a fraction of a million ones', `.${'1'.repeat(1_000_000)}`],
  ['a million fractions that are safe', '.00000123456789a'.repeat(100_000)],
  ['a million dots', '.'.repeat(1_000_000)],
  ['a million minus signs', '-'.repeat(1_000_000)],
])('%s are searched in linear time', (_name, text) => {
  expect(mayHoldFragileNumbers(text)).toBe(/1{16}/.test(text))
})

test('Python reads the same number texts out of our text as out of the text that we read', ({ skip }) => {
  skip(!hasPython, WITHOUT_PYTHON)
  const numbers = fc.sample(numberText(), { numRuns: 2000, seed: 20261121 })
  const text = `{"numbers":[${numbers.join(', ')}]}`
  const script = `
import json, sys
print(json.dumps(json.load(sys.stdin, parse_int=str, parse_float=str)["numbers"]))`

  expect(runPython(script, JSON.stringify(parseKeepingNumbers(text)))).toEqual(numbers)
})
