import * as fc from 'fast-check'

/** Texts that have broken programs before, and such as make sense somewhere. */
const TEXTS = [
  [
    '',
    ' ',
    '0',
    '-1',
    '1',
    '7',
    '100',
    '1001',
    '2147483648',
    '999999999999999',
    '9'.repeat(30),
    '1e309',
    'NaN',
    '0x10',
  ],
  [
    'null',
    'true',
    'false',
    '[]',
    '{}',
    '*',
    '"',
    "'",
    '<x>&amp;',
    '\\',
    '${a}',
    '%',
    '%zz',
    '%00',
    '\0',
    '%E9',
    '%ff%fe',
  ],
  ['..', '../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '%2e%2e/', '//', '/.', 'a/../b', 'C:\\boot.ini'],
  ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', '__proto__[a]'],
  [
    '\u00e9',
    '\u00ff\u0080',
    '\ud83d\ude00',
    '\ud83d',
    '\u202e',
    '\ufeff',
    '\u2028',
    'a'.repeat(64),
    'a'.repeat(1100),
    'a-'.repeat(1500),
  ],
  [
    'fuzz-bucket',
    'in-put',
    'a/key',
    'fuzz-bucket/a%20key',
    '/fuzz-bucket/key?versionId=null',
    'arn:aws:s3:::fuzz-bucket',
  ],
  ['arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/abcdefghijkl', 'abcdefghijkl', 'amazon.nova-lite-v1:0'],
  ['arn:aws:iam::123456789012:role/batch', 's3://in-put/a.jsonl', 'anthropic.claude-3-haiku-20240307-v1:0'],
  ['2026-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', 'Wed, 21 Oct 2026 07:28:00 GMT', '2026-02-31T24:00:60Z'],
  ['bytes=0-', 'bytes=-0', 'bytes=5-2', 'bytes=0-1,3-4', 'W/"a"', '"a"', 'chunked', 'gzip', 'identity', 'aws-chunked'],
  [
    'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  ],
  ['UNSIGNED-PAYLOAD', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'x-amz-checksum-crc32'],
  [
    'CRC32',
    'CRC64NVME',
    'SHA256',
    'COMPOSITE',
    'FULL_OBJECT',
    'ENABLED',
    'AES256',
    'aws:kms',
    'COPY',
    'REPLACE',
    'AAAAAA==',
  ],
  [
    'private',
    'public-read',
    'STANDARD',
    'GLACIER',
    'url',
    'a=b&c=d',
    '=&=&',
    'eu-west-1',
    'us-east-1',
    'Completed',
    'Ascending',
  ],
  [
    '2h',
    '-2h',
    '1e999h',
    'all',
    'jobs',
    's3',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-7',
    'text',
  ],
].flat()

export const hostileText = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
)

/** Bytes, one for each character, of what may stand within a line of a request: it may be no HTTP, but is one line. */
export const inLine = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[\r\n]/g, '~')

/** A text in a URL: as it is, percent-encoded, or so once too often. */
export const inUrl = fc
  .tuple(hostileText, fc.constantFrom('raw', 'encoded', 'encoded', 'twice'))
  .map(([text, form]) => {
    const bytes = inLine(text)
    // A blank would end the URL, and what is behind it be taken for the version of HTTP: still one line.
    if (form === 'raw') return bytes
    const encoded = encode(bytes)
    return form === 'encoded' ? encoded : encode(encoded)
  })

const encode = (bytes: string): string =>
  bytes.replaceAll(/[^A-Za-z0-9._~/-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

/** One thing most of the time, and others once in a while. */
export const rarely = <T>(seldom: fc.Arbitrary<T>, mostly: T, weight: number): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(mostly) }, { weight: 1, arbitrary: seldom })
