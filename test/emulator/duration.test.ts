import { expect, test } from 'vitest'
import { parseDuration } from '../../emulator/duration.ts'

test.each([
  ['250ms', 250],
  ['1.5s', 1500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['7d', 604_800_000],
  ['40', 40],
  [40, 40],
  ['0', 0],
  [' 2h ', 7_200_000],
  ['1.4ms', 1],
  ['1.5ms', 2],
  ['0.0001m', 6],
  ['0.0ms', 0],
  ['0.4ms', 1],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each(['', 'soon', '-5s', '5 s', '2w', '1e3', 'Infinity', '١s', Number.NaN, -1])('%s is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})
