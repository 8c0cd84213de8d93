import { describe, expect, test } from 'vitest'
import { jobEngine, novaLine, novaLines, type EngineOptions } from '../../support/job-engine.ts'

/** What becomes of a job over these files. */
async function validate(files: Record<string, string | Buffer>, s3Uri: string, options: EngineOptions = {}) {
  await using engine = jobEngine(options)
  for (const [key, text] of Object.entries(files)) await engine.put(key, text)
  const input = { s3Uri, s3InputFormat: undefined, s3BucketOwner: '000000000000' }
  const job = engine.create({ input })
  await engine.clock.advance(2 * 60_000)
  const { status, message, counts } = engine.current(job)
  return { status, message, total: counts.total, inputs: engine.jobs.inputs(job.jobArn).map(({ key }) => key) }
}

const failure = (message: string | RegExp) => ({
  status: 'Failed',
  message: typeof message === 'string' ? message : expect.stringMatching(message),
  total: 0,
  inputs: [],
})
const two = novaLines(2)

describe('the input', () => {
  test.each([
    [
      'is the one object that the URI names',
      { 'a.jsonl': two, 'a.jsonl.bak': two },
      's3://in-put/a.jsonl',
      ['a.jsonl'],
    ],
    [
      'is every .jsonl below a folder',
      { 'x/a.jsonl': two, 'x/b.jsonl': two, 'y/c.jsonl': two },
      's3://in-put/x/',
      ['x/a.jsonl', 'x/b.jsonl'],
    ],
    ['needs no slash behind the folder', { 'x/a.jsonl': two, 'xx/b.jsonl': two }, 's3://in-put/x', ['x/a.jsonl']],
    ['may be nested', { 'x/1/a.jsonl': two, 'x/2/3/a.jsonl': two }, 's3://in-put/x/', ['x/1/a.jsonl', 'x/2/3/a.jsonl']],
    [
      'leaves attachments out',
      { 'x/a.jsonl': two, 'x/p.png': 'PNG', 'x/a.jsonl.out': '{}', 'x/A.JSONL': '' },
      's3://in-put/x/',
      ['x/a.jsonl'],
    ],
    ['may be a whole bucket', { 'a.jsonl': two, 'x/b.jsonl': two }, 's3://in-put', ['a.jsonl', 'x/b.jsonl']],
  ])('%s', async (_name, files, s3Uri, inputs) => {
    expect(await validate(files, s3Uri)).toEqual({
      status: 'Scheduled',
      message: undefined,
      total: inputs.length * 2,
      inputs,
    })
  })

  test.each([
    [
      'a bucket that is not there',
      {},
      's3://no-such/a.jsonl',
      'Could not validate ListBucket permissions for S3URI s3://no-such/a.jsonl',
    ],
    [
      'an object that is not there',
      {},
      's3://in-put/a.jsonl',
      'Could not validate GetObject permissions to access S3 bucket: in-put at key a.jsonl',
    ],
    [
      'a folder without .jsonl',
      { 'x/a.json': two },
      's3://in-put/x/',
      'Batch job found no object that ends in .jsonl at S3URI s3://in-put/x/',
    ],
    [
      'an object of another name',
      { 'a.txt': two },
      's3://in-put/a.txt',
      'Batch job found no object that ends in .jsonl at S3URI s3://in-put/a.txt',
    ],
  ])('fails for %s', async (_name, files, s3Uri, message) => {
    expect(await validate(files, s3Uri)).toEqual(failure(message))
  })

  test('in a bucket of another region fails as if it could not be listed, unless the rule is relaxed', async () => {
    const run = async (options: EngineOptions) => {
      await using engine = jobEngine(options)
      engine.objects.buckets.create({ name: 'far-away', region: 'eu-west-1', account: '000000000000' })
      const input = { s3Uri: 's3://far-away/a.jsonl', s3InputFormat: undefined, s3BucketOwner: '000000000000' }
      return (await engine.runUntil(engine.create({ input }), 'Failed')).message
    }
    expect(await run({})).toBe('Could not validate ListBucket permissions for S3URI s3://far-away/a.jsonl')
    expect(await run({ relaxed: ['bucketRegion'] })).toMatch(/^Could not validate GetObject permissions/)
  })

  test('fails when the output bucket is not there', async () => {
    await using engine = jobEngine()
    await engine.put('records.jsonl', two)
    const output = { s3Uri: 's3://no-such/x', s3EncryptionKeyId: undefined, s3BucketOwner: '000000000000' }
    const job = await engine.runUntil(engine.create({ output }), 'Failed')
    expect(job.message).toBe(
      `Could not validate PutObject permissions to access S3 bucket: no-such at key x/${job.jobId}/`,
    )
  })
})

describe('a line', () => {
  test.each([
    ['with CRLF', two.replaceAll('\n', '\r\n'), 2],
    ['without a final line feed', two.trimEnd(), 2],
    ['behind a byte order mark', `\uFEFF${two}`, 2],
    ['that is blank is skipped', `\n${two}\n  \r\n\t\n`, 2],
    ['with U+2028 inside a string is one line', novaLine('A', 'a\u2028b\u0085c').replace('\\u2028', '\u2028'), 1],
    ['with the recordId of another', novaLine('A') + novaLine('A'), 2],
    ['without a recordId', novaLine(undefined), 1],
    ['with null as recordId', '{"recordId":null,"modelInput":{}}\n', 1],
    ['with further members', '{"recordId":"A","modelInput":{},"note":1}\n', 1],
  ])('%s is taken', async (_name, text, total) => {
    expect(await validate({ 'a.jsonl': text }, 's3://in-put/a.jsonl')).toMatchObject({ status: 'Scheduled', total })
  })

  test.each([
    ['that is cut off', `${two}{"recordId":"A","modelInput":{`, 'line 3 is not valid JSON'],
    ['that is an array', `${two}\n[]\n`, 'line 4 is not a JSON object'],
    ['that is a string', '"{}"\n', 'line 1 is not a JSON object'],
    ['without modelInput', '{"recordId":"A"}\n', 'line 1 has no modelInput'],
    ['with a modelInput that is none', '{"modelInput":[]}\n', 'line 1 has a modelInput that is not a JSON object'],
    ['with a number as recordId', '{"recordId":1,"modelInput":{}}\n', 'line 1 has a recordId that is not a string'],
    ['in another encoding', Buffer.from('{"modelInput":{"a":"\xe9"}}\n', 'latin1'), 'line 1 is not valid UTF-8'],
    ['with NaN', '{"modelInput":{"a":NaN}}\n', 'line 1 is not valid JSON'],
    ['of two records', `${novaLine('A').trimEnd()}${novaLine('B')}`, 'line 1 is not valid JSON'],
  ])('%s fails the job', async (_name, text, reason) => {
    const result = await validate({ 'x/a.jsonl': text }, 's3://in-put/x/')
    expect(result).toEqual(failure(`Batch job input file x/a.jsonl is malformed: ${reason}`))
  })

  test.each([
    [{ blankLines: 'refused' }, `${two}\n`, 'line 3 is empty'],
    [{ recordIds: 'alphanumeric' }, novaLine('req-1'), 'line 1 has the recordId "req-1", which is not alphanumeric'],
    [
      { duplicateRecordIds: 'refused' },
      novaLine('A') + novaLine('A'),
      'line 2 has the recordId "A" of an earlier record',
    ],
  ] as const)('is refused with the setting %j', async (unverified, text, reason) => {
    const result = await validate({ 'a.jsonl': text }, 's3://in-put/a.jsonl', { unverified })
    expect(result).toEqual(failure(`Batch job input file a.jsonl is malformed: ${reason}`))
  })
})

describe('a quota', () => {
  const size = Buffer.byteLength(two)
  test.each([
    ['minRecords', { minRecords: 3 }, 'Batch job contains less records (2) than the required minimum of: 3'],
    ['maxRecords', { maxRecords: 1 }, 'Batch job contains more records than the allowed maximum of: 1'],
    [
      'fileRecords',
      { fileRecords: 1 },
      'Batch job input file x/a.jsonl contains more records than the allowed maximum of: 1',
    ],
    [
      'fileSize',
      { fileSize: 9 },
      `Batch job input file x/a.jsonl has ${size} bytes, more than the allowed maximum of: 9`,
    ],
    ['jobSize', { jobSize: 9 }, `Batch job input has ${size} bytes, more than the allowed maximum of: 9`],
  ] as const)('%s fails the job, unless it is relaxed', async (rule, quotas, message) => {
    const files = { 'x/a.jsonl': two }
    const strict = await validate(files, 's3://in-put/x/', { quotas: { minRecords: 0, ...quotas }, relaxed: [] })
    expect(strict).toEqual(failure(message))
    const relaxed = await validate(files, 's3://in-put/x/', { quotas: { minRecords: 0, ...quotas }, relaxed: [rule] })
    expect(relaxed.status).toBe('Scheduled')
  })

  test('counts the records of all files', async () => {
    const files = { 'x/a.jsonl': novaLines(60), 'x/b.jsonl': novaLines(40) }
    expect(await validate(files, 's3://in-put/x/', { relaxed: [] })).toMatchObject({ status: 'Scheduled', total: 100 })
  })

  test('of AWS is one hundred records', async () => {
    const result = await validate({ 'a.jsonl': novaLines(99) }, 's3://in-put/a.jsonl', { relaxed: [] })
    expect(result).toEqual(failure('Batch job contains less records (99) than the required minimum of: 100'))
  })
})

test('a job without any record fails also where no minimum holds', async () => {
  expect(await validate({ 'a.jsonl': '' }, 's3://in-put/a.jsonl')).toEqual(
    failure('Batch job found no record at S3URI s3://in-put/a.jsonl'),
  )
  expect(await validate({ 'a.jsonl': '\n\n' }, 's3://in-put/a.jsonl')).toEqual(
    failure('Batch job found no record at S3URI s3://in-put/a.jsonl'),
  )
})

test('two files with one output fail where outputs lose their folders', async () => {
  const files = { 'x/1/a.jsonl': two, 'x/2/a.jsonl': two }
  const result = await validate(files, 's3://in-put/x/', { unverified: { nestedOutput: 'fileName' } })
  expect(result).toEqual(failure(/^Batch job has two input files whose output would be [a-z0-9]{12}\/a\.jsonl\.out$/))
})
