import { describe, expect, test } from 'vitest'
import { isForeignHost, isForeignOrigin } from '../../emulator/trusted-names.ts'

const nobody = { hosts: [], origins: [] }

describe('a host', () => {
  test.each([
    '127.0.0.1:4747',
    'localhost:4747',
    'LOCALHOST',
    'localhost.',
    '[::1]:4747',
    '192.168.1.5:80',
    'outcrop:4747',
    'my_service-1',
    'data.localhost:4747',
    'host.docker.internal:4747',
    's3.eusc-de-east-1.amazonaws.eu',
    'data.s3.localhost',
    'bedrock.us-east-1.amazonaws.com',
    'data.S3.amazonaws.com:443',
    's3.cn-north-1.amazonaws.com.cn',
    undefined,
  ])('%s is ours', (host) => {
    expect(isForeignHost({ host }, nobody)).toBe(false)
  })

  test.each([
    'evil.example:4747',
    'evil.example.',
    'internal.example',
    'localhost.evil.example',
    'data.s3.evil.example',
    '127.0.0.1.nip.io',
    'evillocalhost.example',
    'evil-amazonaws.com',
    'amazonaws.com.evil.example',
    's3.amazonaws.com.cn.example',
    'a b',
    'evil.example:port',
    '.',
    '',
  ])('"%s" is foreign', (host) => {
    expect(isForeignHost({ host }, nobody)).toBe(true)
  })

  test('of the list is ours, with any port, and so are the buckets below it', () => {
    const trusted = { hosts: ['outcrop.test:80'], origins: [] }
    for (const host of ['Outcrop.Test:4747', 'data.s3.outcrop.test'])
      expect(isForeignHost({ host }, trusted)).toBe(false)
    for (const host of ['evil-outcrop.test', 'outcrop.test.evil.example'])
      expect(isForeignHost({ host }, trusted)).toBe(true)
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
