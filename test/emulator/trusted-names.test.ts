import { describe, expect, test } from 'vitest'
import { isForeignHost, isForeignOrigin } from '../../emulator/trusted-names.ts'

const nobody = { hosts: [], origins: [] }

describe('a host', () => {
  test.each(['127.0.0.1:4747', 'localhost:4747', 'LOCALHOST', '[::1]:4747', '192.168.1.5:80', undefined])(
    '%s is ours',
    (host) => {
      expect(isForeignHost({ host }, nobody)).toBe(false)
    },
  )

  test.each(['evil.example:4747', 'localhost.evil.example', '127.0.0.1.nip.io', 'outcrop', ''])(
    '%s is foreign',
    (host) => {
      expect(isForeignHost({ host }, nobody)).toBe(true)
    },
  )

  test('of the list is ours, with any port', () => {
    expect(isForeignHost({ host: 'Outcrop:4747' }, { hosts: ['outcrop'], origins: [] })).toBe(false)
  })
})

describe('an origin', () => {
  test('is ours when it is the page of this very server, or when there is none', () => {
    expect(isForeignOrigin({ host: '127.0.0.1:4747', origin: 'http://127.0.0.1:4747' }, nobody)).toBe(false)
    expect(isForeignOrigin({ host: '127.0.0.1:4747' }, nobody)).toBe(false)
  })

  test.each(['http://evil.example', 'null', 'http://127.0.0.1:9999', 'https://127.0.0.1:4747'])(
    '%s is foreign',
    (origin) => {
      expect(isForeignOrigin({ host: '127.0.0.1:4747', origin }, nobody)).toBe(true)
    },
  )

  test('under a rebound name is foreign, although it equals the host', () => {
    expect(isForeignOrigin({ host: 'evil.example:4747', origin: 'http://evil.example:4747' }, nobody)).toBe(true)
  })

  test('of the list is ours', () => {
    expect(isForeignOrigin({ host: 'x', origin: 'http://a.test' }, { hosts: [], origins: ['http://a.test'] })).toBe(
      false,
    )
  })
})
