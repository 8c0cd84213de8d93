import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRecordId, toRecordId } from '../../../translator/batches/record-id.ts'

test.each([
  ['request-1', 'request-1'],
  ['a_B-9', 'a_B-9'],
  ['x'.repeat(64), 'x'.repeat(64)],
  ['x'.repeat(65), `zzx${'x'.repeat(65)}`],
  ['weather/1', 'zzxweatherz2f1'],
  ['', 'zzx'],
  ['zebra é', 'zzxz7aebraz20zc3za9'],
  ['zzxabc', 'zzxz7az7axabc'],
  ['zzp1n2xabc', 'zzxz7az7ap1n2xabc'],
])('the custom_id %j becomes the recordId %s', (customId, recordId) => {
  expect(toRecordId({ customId })).toBe(recordId)
})

test('parts of a line, and the wish for base64, stand before the custom_id', () => {
  expect(toRecordId({ customId: 'a', part: { index: 2, count: 10 }, isBase64: true })).toBe('zzp2n10bxa')
  expect(toRecordId({ customId: 'a', isBase64: true })).toBe('zzbxa')
})

test('a recordId that was not made here names itself', () => {
  for (const recordId of ['zzp0n9999999xa', 'zzp2n2xa', 'CALL0000001', 'zzx€', 'zzxz4', 'zz', 'é 1'])
    expect(parseRecordId(recordId)).toEqual({ customId: recordId })
})

const customId = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^zz[xpbn0-9z]{0,8}$/))
const part = fc.integer({ min: 2, max: 2048 }).chain((count) => fc.nat(count - 1).map((index) => ({ index, count })))

test('any custom_id comes back, with its part and its encoding', () => {
  fc.assert(
    fc.property(customId, fc.option(part, { nil: undefined }), fc.boolean(), (id, some, isBase64) => {
      const recordId = toRecordId({ customId: id, ...(some && { part: some }), isBase64 })

      expect(recordId).toMatch(/^[a-zA-Z0-9_-]+$/)
      expect(parseRecordId(recordId)).toEqual({
        customId: id,
        ...(some && { part: some }),
        ...(isBase64 && { isBase64: true }),
      })
    }),
    { numRuns: 1000 },
  )
})

test('no two keys share a recordId', () => {
  fc.assert(
    fc.property(customId, customId, (one, other) => {
      fc.pre(one !== other)
      expect(toRecordId({ customId: one })).not.toBe(toRecordId({ customId: other }))
    }),
    { numRuns: 1000 },
  )
})
