import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsControls } from '../../../translator/formats/control-characters.ts'

const byte = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0x20, max: 0xff }) },
  fc.constantFrom(10, 13, 0, 9, 31),
)

test('a control character is found wherever it stands, and ends of lines are none', () => {
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 70 }), fc.nat({ max: 7 }), (bytes, offset) => {
      const part = Buffer.from([...Array.from({ length: offset }, () => 0), ...bytes, 0]).subarray(offset, -1)

      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      expect(holdsControls(part)).toBe(/[\0-\x09\x0b\x0c\x0e-\x1f]|\r(?!\n)/.test(part.toString('latin1')))
    }),
    { numRuns: 1000 },
  )
})
