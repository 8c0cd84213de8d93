import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError, toConfig } from '../../emulator/config.ts'

const fileWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'config.json'), text)
  return join(folder, 'config.json')
}

test('the defaults are those of a plain start', () => {
  expect(toConfig({})).toMatchObject({
    port: 4747,
    host: '127.0.0.1',
    data: undefined,
    clock: 'fast',
    seed: undefined,
    relaxed: [],
    region: 'us-east-1',
    accountId: '000000000000',
  })
})

test('texts of flags and variables mean what values in code mean', () => {
  const texts = toConfig({
    port: '0',
    phases: 'validating=2s,perRecord=10ms',
    seed: 7,
    relaxed: 'minRecords,jobSize',
    buckets: 'in-put, out-put',
  })
  const values = toConfig({
    port: 0,
    phases: { validating: 2000, perRecord: '10ms' },
    seed: '7',
    relaxed: ['minRecords', 'jobSize'],
    buckets: ['in-put', 'out-put'],
  })
  expect(texts).toEqual(values)
})

test('relaxed alone lifts every rule', () => {
  expect(toConfig({ relaxed: true }).relaxed).toEqual(toConfig({ relaxed: 'all' }).relaxed)
  expect(toConfig({ relaxed: true }).relaxed).toContain('bucketRegion')
})

test('phases keep the lengths of the clock that are not given', () => {
  const { phases } = toConfig({ clock: 'manual', phases: { validating: '1h' } })
  expect(phases).toMatchObject({ validating: 3_600_000, submitted: 90_000 })
})

test('a configuration file fills in what is not given beside it', () => {
  const config = fileWith(
    '{"port": 5000, "region": "eu-west-1", "quotas": {"minRecords": 10}, "unverified": {"tokenReuse": "conflict"}}',
  )
  expect(toConfig({ config, port: 6000 })).toMatchObject({
    port: 6000,
    region: 'eu-west-1',
    quotas: { minRecords: 10 },
    unverified: { tokenReuse: 'conflict', blankLines: 'skipped' },
  })
})

describe("a caller's default", () => {
  const defaults = { port: 0, logLevel: 'silent' } as const

  test('gives way to an option, then to the configuration file, and goes before the general default', () => {
    const config = fileWith('{"port": 5000}')
    expect(toConfig({ config, port: 6000 }, defaults)).toMatchObject({ port: 6000, logLevel: 'silent' })
    expect(toConfig({ config }, defaults)).toMatchObject({ port: 5000, logLevel: 'silent' })
    expect(toConfig({ port: undefined }, defaults)).toMatchObject({ port: 0, region: 'us-east-1' })
  })
})

test('a checked configuration can be given as options', () => {
  const config = toConfig({ clock: 'manual', phases: { validating: '1h' }, relaxed: 'jobSize', buckets: ['in-put'] })
  expect(toConfig(config)).toEqual(config)
})

describe('a bad value is refused in one line that names it and the rule', () => {
  test.each([
    [{ port: '99999' }, 'port is "99999", but must be a whole number from 0 to 65535'],
    [{ port: 1.5 }, 'port is 1.5, but must be a whole number from 0 to 65535'],
    [{ port: '' }, 'port is "", but must be a whole number from 0 to 65535'],
    [{ clock: 'slow' }, 'clock is "slow", but must be one of fast, realtime, manual'],
    [{ phases: 'validating' }, 'phases is "validating", but must be of the form name=value'],
    [
      { phases: 'validation=2s' },
      'phases is "validation", but its members are submitted, validating, scheduled, inProgress, perRecord, stopping',
    ],
    [
      { phases: { validating: 'soon' } },
      'phases.validating is "soon", but must be a duration such as 250ms, 30s, 5m or 2h, and at most 3650d',
    ],
    [
      { phases: 'perRecord=3651d' },
      'phases.perRecord is "3651d", but must be a duration such as 250ms, 30s, 5m or 2h, and at most 3650d',
    ],
    [
      { relaxed: 'minRecord' },
      'relaxed is "minRecord", but must be all, or some of minRecords, maxRecords, fileRecords, fileSize, jobSize, concurrentJobs, bucketRegion; a command after --relaxed needs -- before it',
    ],
    [{ region: 'nowhere' }, 'region is "nowhere", but must be a region such as us-east-1'],
    [{ accountId: '12' }, 'accountId is "12", but must be twelve digits'],
    [
      { buckets: 'A_b' },
      'buckets is "A_b", but must be a list of bucket names, each 3 to 63 of a-z, 0-9, dots and hyphens',
    ],
    [{ logLevel: 'loud' }, 'logLevel is "loud", but must be one of silent, error, warn, info, debug'],
    [{ unverified: { tokenReuse: 'x' } }, 'unverified.tokenReuse is "x", but must be one of newJob, conflict, sameArn'],
    [{ quotas: { minRecords: -1 } }, 'quotas.minRecords is -1, but must be a whole number from 0 to 9007199254740991'],
    [
      { quotas: { constructor: 1 } },
      'quotas is "constructor", but its members are minRecords, maxRecords, fileRecords, fileSize, jobSize, concurrentJobs',
    ],
  ])('%j', (options, message) => {
    expect(() => toConfig(options)).toThrow(new ConfigError(message))
  })

  test('an option that does not exist', () => {
    expect(() => toConfig({ prot: 1 } as object)).toThrow(/^there is no option prot; the options are port, host,/)
  })

  test('in a file, with the name of the file', () => {
    const config = fileWith('{"clock": 5}')
    expect(() => toConfig({ config })).toThrow(`in ${config}: clock is 5, but must be one of fast, realtime, manual`)
  })

  test.each([
    ['{', /cannot be read: /],
    ['[]', /must hold one JSON object$/],
  ])('a file with %s', (text, message) => {
    expect(() => toConfig({ config: fileWith(text) })).toThrow(message)
  })

  test('a file that is not there', () => {
    expect(() => toConfig({ config: '/nowhere/outcrop.json' })).toThrow(
      /^the configuration file \/nowhere\/outcrop\.json cannot be read: ENOENT/,
    )
  })
})
