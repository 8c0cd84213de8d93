import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseS3Uri, toFolder } from '../../../translator/formats/s3-uri.ts'

test('a URI is taken apart at the first slash after the bucket', () => {
  expect(parseS3Uri('s3://bucket/a/b.jsonl')).toEqual({ bucket: 'bucket', key: 'a/b.jsonl' })
  expect(parseS3Uri('s3://bucket/a/')).toEqual({ bucket: 'bucket', key: 'a/' })
  expect(parseS3Uri('s3://bucket//a')).toEqual({ bucket: 'bucket', key: '/a' })
})

test('a URI without a key names the whole bucket', () => {
  expect(parseS3Uri('s3://bucket')).toEqual({ bucket: 'bucket', key: '' })
  expect(parseS3Uri('s3://bucket/')).toEqual({ bucket: 'bucket', key: '' })
})

test.each(['', 's3:', 's3://', 's3:///key', 'S3://bucket/key', 'https://bucket/key', 'bucket/key', ' s3://bucket'])(
  '"%s" is no S3 URI',
  (uri) => {
    expect(parseS3Uri(uri)).toBeUndefined()
  },
)

test('any key comes back as it was, whatever is in it', () => {
  const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,60}[a-z0-9]$/)
  fc.assert(
    fc.property(bucket, fc.string({ unit: 'grapheme' }), (name, key) => {
      expect(parseS3Uri(`s3://${name}/${key}`)).toEqual({ bucket: name, key })
    }),
  )
})

test('a folder ends with one slash, and the whole bucket is no folder', () => {
  expect(toFolder('a/b')).toBe('a/b/')
  expect(toFolder('a/b/')).toBe('a/b/')
  expect(toFolder('')).toBe('')
})
