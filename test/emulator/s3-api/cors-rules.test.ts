import { expect, test } from 'vitest'
import { letsPageIn } from '../../../emulator/s3-api/cors-rules.ts'

const page = { origin: 'https://my.app', method: 'GET', headers: [] }
const rule = (...AllowedOrigins: string[]) => ({ AllowedMethods: ['GET'], AllowedOrigins })

test.each(['*', 'h*', 'http*', 'https://*', '*:8443', 'https://*:8443'])(
  '%s is for everybody, and lets no stranger in',
  (pattern) => {
    expect(letsPageIn([rule(pattern)], page)).toBe(false)
    expect(letsPageIn([rule(pattern)], { ...page, origin: 'https://my.app:8443' })).toBe(false)
  },
)

test.each(['https://my.app', 'https://*.app', 'https://my.*', '*my.app'])('%s names hosts', (pattern) => {
  expect(letsPageIn([rule(pattern)], page)).toBe(true)
})

test('a page that is named is let in, whatever stands before its name', () => {
  expect(letsPageIn([rule('*', 'https://my.app')], page)).toBe(true)
  expect(letsPageIn([rule('*'), rule('https://my.app')], page)).toBe(true)
})
