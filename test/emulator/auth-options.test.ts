import { inspect } from 'node:util'
import { describe, expect, it, test } from 'vitest'
import { ConfigError, startOutcrop } from '../../index.ts'
import { toConfig } from '../../emulator/config.ts'
import { sendTo } from '../support/raw-http.ts'

const KEYS = { accessKeyId: 'AKIDOUTCROP', secretAccessKey: 'a/secret+of=ours' }

test('signatures are not asked for unless one wants it, and then the default credentials are known', () => {
  const { auth, credentials } = toConfig({})
  expect(auth).toBe('off')
  expect(credentials).toMatchObject([{ accessKeyId: 'outcrop', secretAccessKey: 'outcrop' }])
})

test('credentials of the configuration take the place of the default ones', () => {
  const [first, ...others] = toConfig({
    auth: 'verify',
    credentials: [{ ...KEYS, account: '111122223333' }],
  }).credentials
  expect(first).toMatchObject({ ...KEYS, account: '111122223333' })
  expect(others).toEqual([])
})

test('programs get the first of them', async () => {
  await using outcrop = await startOutcrop({ credentials: [{ ...KEYS, sessionToken: 'token' }] })
  expect(outcrop.environment).toMatchObject({
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_SESSION_TOKEN: 'token',
  })
  expect(outcrop.aws.credentials).toEqual({ ...KEYS, sessionToken: 'token' })
})

test('no secret is in what the admin API or a log says of the configuration', async () => {
  await using outcrop = await startOutcrop({
    credentials: [{ ...KEYS, sessionToken: 'token9', bearerToken: 'bearer9' }],
  })
  const { body } = await sendTo(outcrop.url, { method: 'GET', path: '/_outcrop/config' })
  expect(JSON.parse(body)).toMatchObject({ auth: 'off', credentials: [{ accessKeyId: KEYS.accessKeyId }] })
  for (const text of [body, inspect(outcrop.config, { depth: 9, showHidden: true })])
    for (const secret of [KEYS.secretAccessKey, 'token9', 'bearer9']) expect(text).not.toContain(secret)
})

describe('is refused in one line that does not repeat a secret', () => {
  it.each([
    [{ auth: 'on' }, 'auth is "on", but must be one of off, parse, verify'],
    [{ credentials: [] }, 'credentials is [], but there must be one at least'],
    [{ credentials: ['a:b'] }, /^credentials is "string", but must be an object with the members accessKeyId,/],
    [{ credentials: [{ accessKeyId: 'A' }] }, /^credentials is \["accessKeyId"\], but a credential has/],
    [{ credentials: [{ ...KEYS, secret: 'x' }] }, /^credentials is "secret", but its members are accessKeyId,/],
    [
      { credentials: [{ ...KEYS, secretAccessKey: 'with a $blank' }] },
      /^credentials\.secretAccessKey is "string", but must be a text that fits/,
    ],
    [{ credentials: [{ ...KEYS, account: '12' }] }, /^credentials\.account is "string", but must/],
  ])('%j', (options, message) => {
    expect(() => toConfig(options as object)).toThrow(ConfigError)
    expect(() => toConfig(options as object)).toThrow(message)
    expect(() => toConfig(options as object)).not.toThrow(/blank/)
  })
})
