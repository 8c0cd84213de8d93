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

describe('s3', () => {
  test('is the embedded store unless told otherwise, and then wants no image', () => {
    expect(toConfig({})).toMatchObject({ s3: 'embedded', s3Image: undefined, s3Reuse: false })
  })

  test('minio has the last release of MinIO for an image, or the one that is given', () => {
    const published = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z'
    expect(toConfig({ s3: 'minio' })).toMatchObject({ s3Image: published, s3Reuse: false })
    const own = { s3: 'minio', s3Image: 'registry.example:5000/minio@sha256:0123', s3Reuse: true }
    expect(toConfig(own)).toMatchObject(own)
    expect(toConfig({ ...own, s3Reuse: 'true' }).s3Reuse).toBe(true)
  })

  test.each([
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['https://S3.eu-west-1.amazonaws.com/', 'https://s3.eu-west-1.amazonaws.com'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('%s is a URL of an S3', (s3, expected) => {
    expect(toConfig({ s3 }).s3).toBe(expected)
  })

  test.each([
    ['minioo', '"minioo"'],
    ['ftp://127.0.0.1', '"ftp://127.0.0.1"'],
    ['http://127.0.0.1:9000/path', '"http://127.0.0.1:9000/path"'],
    ['http://127.0.0.1:99999', '"http://127.0.0.1:99999"'],
    ['http://127.0.0.1:9000?X-Amz-Signature=secret', '"http://127.0.0.1:9000?…"'],
    ['http://key:secret@127.0.0.1:9000', '"http://…@127.0.0.1:9000"'],
    ['http://key:sec@ret@127.0.0.1:9000', '"http://…@127.0.0.1:9000"'],
    [7, '7'],
  ])('%s is refused, without the secrets in it', (s3, said) => {
    expect(() => toConfig({ s3 })).toThrow(
      new ConfigError(
        `s3 is ${said}, but must be embedded, minio, or the URL of an S3 such as http://127.0.0.1:9000: http or https, without user, path and query; credentials come from the environment`,
      ),
    )
  })

  test.each([
    [{ s3Reuse: true }, 's3Reuse is true, but it is for s3: minio, and s3 is "embedded"'],
    [{ s3Reuse: 'true', s3: 'http://127.0.0.1:9000' }, 's3Reuse is true, but it is for s3: minio, and s3 is "http://127.0.0.1:9000"'],
    [{ s3Image: 'minio/minio' }, 's3Image is "minio/minio", but it is for s3: minio, and s3 is "embedded"'],
  ])('%j means nothing, and is refused', (options, message) => {
    expect(() => toConfig(options)).toThrow(new ConfigError(`${message}; give --s3 minio too, or leave it out`))
  }) // prettier-ignore

  test('an image must be the name of one, and a switch on or off', () => {
    expect(() => toConfig({ s3: 'minio', s3Image: '-v /:/host' })).toThrow(
      's3Image is "-v /:/host", but must be the name of an image of MinIO such as quay.io/minio/minio:',
    )
    expect(() => toConfig({ s3: 'minio', s3Reuse: 'yes' })).toThrow('s3Reuse is "yes", but must be true or false')
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
  const withMinio = toConfig({ s3: 'minio', s3Reuse: true })
  expect(toConfig(withMinio)).toEqual(withMinio)
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
      'relaxed is "minRecord", but must be all, or some of minRecords, maxRecords, fileRecords, fileSize, jobSize, concurrentJobs, bucketRegion, batchModels; a command after --relaxed needs -- before it',
    ],
    [{ region: 'nowhere' }, 'region is "nowhere", but must be a region such as us-east-1'],
    [{ accountId: '12' }, 'accountId is "12", but must be twelve digits'],
    [
      { buckets: 'A_b' },
      'buckets is "A_b", but must be a list of bucket names, each 3 to 63 of a-z, 0-9, dots and hyphens',
    ],
    [{ logFormat: 'xml' }, 'logFormat is "xml", but must be one of text, json'],
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
