import { expect, test } from 'vitest'
import { ConfigError, readAdvance } from '../../emulator/option-readers.ts'

const NOW = Date.UTC(2026, 0)

test.each([
  ['2h', 7_200_000],
  [250, 250],
  ['1.5ms', 2],
])('a clock is turned by %s', (duration, milliseconds) => {
  expect(readAdvance(duration, NOW)).toBe(milliseconds)
})

test.each(['soon', -1, Number.NaN])('a clock is not turned by %s', (duration) => {
  expect(() => readAdvance(duration, NOW)).toThrow(
    new ConfigError(`${duration} is no duration such as 250ms, 30s, 5m or 2h`),
  )
})

test('a clock is turned up to the year 9999 and not beyond', () => {
  const days = (Date.UTC(9999, 0) - NOW) / 86_400_000
  expect(readAdvance(`${days}d`, NOW)).toBe(days * 86_400_000)
  expect(() => readAdvance(`${days}d`, NOW + 1)).toThrow(
    new ConfigError(`${days}d would turn the clock beyond the year 9998, the last one that times can be written for`),
  )
})
