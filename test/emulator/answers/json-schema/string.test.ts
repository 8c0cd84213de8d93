import { expect, test } from 'vitest'
import { make } from '../../../support/schemas.ts'

test('strings say that they are synthetic, and what they are for', () => {
  const schema = {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'array', items: { type: 'string' } } },
  }

  expect(make(schema)).toEqual({
    city: expect.stringMatching(/^synthetic city [0-9a-f]{4}$/),
    days: expect.arrayContaining([expect.stringMatching(/^synthetic days [0-9a-f]{4}$/)]),
  })
})

test('short strings are letters, and long ones are drawn out, counted in code points', () => {
  expect(make({ type: 'string', maxLength: 2 })).toMatch(/^[a-z]{2}$/)
  expect(make({ type: 'string', maxLength: 0 })).toBe('')
  expect(make({ type: 'string', minLength: 500, maxLength: 500 })).toHaveLength(500)
  const cut = make({ type: 'object', properties: { ['😀'.repeat(30)]: { type: 'string', maxLength: 20 } } })
  expect(Object.values(cut ?? {})).toEqual([expect.stringMatching(/^synthetic 😀{5} [0-9a-f]{4}$/u)])
})
