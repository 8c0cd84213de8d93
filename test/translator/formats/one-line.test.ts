import { expect, test } from 'vitest'
import { toOneLine } from '../../../translator/formats/one-line.ts'

test.each([
  ['a line feed', 'a\r\nb', 'a b'],
  ['an escape', 'a\u001b[2Jb', 'a [2Jb'],
  ['a control character of the upper half', 'a\u009bb', 'a b'],
  ['a change of direction', 'a\u202e\u2066\u200f\u061cb', 'a b'],
  ['a separator of lines', 'a\u2028\u2029b', 'a b'],
  ['what is printed', 'é “日本” 😀\u00a0', 'é “日本” 😀\u00a0'],
])('%s is told in one line', (_what, text, told) => {
  expect(toOneLine(text)).toBe(told)
})
