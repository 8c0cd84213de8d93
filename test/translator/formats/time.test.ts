import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toIsoTime } from '../../../translator/formats/time.ts'

test('a time is written with milliseconds and Z', () => {
  expect(toIsoTime(0)).toBe('1970-01-01T00:00:00.000Z')
  expect(toIsoTime(1_795_270_935_120)).toBe('2026-11-21T14:22:15.120Z')
})

test('a written time reads as the same millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (epochMilliseconds) => {
      expect(toIsoTime(epochMilliseconds)).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/)
      expect(Date.parse(toIsoTime(epochMilliseconds))).toBe(epochMilliseconds)
    }),
  )
})

test('a time that is no number is a bug, not a text', () => {
  expect(() => toIsoTime(Number.NaN)).toThrow(RangeError)
})
