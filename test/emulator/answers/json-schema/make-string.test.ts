import { expect, test } from 'vitest'
import { make, manyStrings } from '../../../support/schemas.ts'

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

test('a string that has no room for its name goes without, and one without room for words is letters', () => {
  expect(make({ type: 'string', maxLength: 15 })).toMatch(/^synthetic [0-9a-f]{4}$/)
  expect(make({ type: 'string', maxLength: 10 })).toMatch(/^[a-z]{8}$/)
  expect(make({ type: 'string', maxLength: 2 })).toMatch(/^[a-z]{2}$/)
  expect(make({ type: 'string', maxLength: 0 })).toBe('')
})

test('long strings are drawn out, counted in code points', () => {
  expect(make({ type: 'string', minLength: 500, maxLength: 500 })).toHaveLength(500)
  const named = make({ type: 'object', properties: { '😀😀': { type: 'string', minLength: 40, maxLength: 40 } } })
  expect(Array.from(String(Object.values(named ?? {})[0]))).toHaveLength(40)
})

test.each([
  ['date-time', /^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ['date', /^2026-\d\d-\d\d$/],
  ['time', /^\d\d:\d\d:\d\dZ$/],
  ['duration', /^PT\d+M$/],
  ['email', /^synthetic\.[0-9a-f]{4}@example\.com$/],
  ['uri', /^https:\/\/example\.com\/synthetic\/[0-9a-f]{4}$/],
  ['hostname', /^synthetic-[0-9a-f]{4}\.example\.com$/],
  ['ipv4', /^192\.0\.2\.\d{1,3}$/],
  ['ipv6', /^2001:db8::[0-9a-f]{1,4}$/],
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/],
])('a string of format %s looks like one', (format, look) => {
  const strings = manyStrings({ type: 'string', format })

  expect(strings.filter((text) => !look.test(text))).toEqual([])
  expect(new Set(strings).size).toBeGreaterThan(20)
})

test('a format that nobody knows says nothing, and lengths say more than a format', () => {
  expect(make({ type: 'string', format: 'regex' })).toMatch(/^synthetic value/)
  expect(make({ type: 'integer', format: 'int64' })).toBeTypeOf('number')
  expect(make({ type: 'string', format: 'uuid', maxLength: 5 })).toMatch(/^[a-z]{5}$/)
})
