import { describe, expect, test } from 'vitest'
import { maskHeader, maskUrl } from '../../../emulator/journal/mask.ts'

const SCOPE = 'AKID/20260101/us-east-1/s3/aws4_request'

describe('of a header that says who asks', () => {
  test.each([
    [
      `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=host;x-amz-date, Signature=0123abcd`,
      `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=host;x-amz-date, Signature=***`,
    ],
    [
      `AWS4-HMAC-SHA256 Credential=${SCOPE},Signature=0123abcd,SignedHeaders=host`,
      `AWS4-HMAC-SHA256 Credential=${SCOPE}, Signature=***, SignedHeaders=host`,
    ],
    ['AWS4-HMAC-SHA256 0123abcd', 'AWS4-HMAC-SHA256 ***'],
    ['AWS AKID:0123abcd=', 'AWS AKID:***'],
    ['AWS 0123abcd', 'AWS ***'],
    ['Bearer sk-0123abcd', 'Bearer ***'],
    ['Basic 0123abcd', 'Basic ***'],
    ['sk-0123abcd', '***'],
    ['', '***'],
  ])('%s becomes %s', (value, masked) => {
    expect(maskHeader('Authorization', value)).toBe(masked)
  })
})

test.each([
  'x-amz-security-token',
  'X-Amz-Server-Side-Encryption-Customer-Key',
  'x-amz-copy-source-server-side-encryption-customer-key',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-goog-api-key',
  'x-portkey-api-key',
  'x-bf-vk',
  'x-litellm-api-key',
  'x-auth-token',
  'x-amz-meta-db-password',
  'x-amz-mfa',
])('the header %s is not shown', (name) => {
  expect(maskHeader(name, 'hidden')).toBe('***')
})

test.each([
  'host',
  'x-amz-date',
  'x-amz-content-sha256',
  'x-amz-server-side-encryption-customer-key-md5',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-copy-source',
  'x-amz-meta-author',
])('the header %s is shown', (name) => {
  expect(maskHeader(name, 'seen')).toBe('seen')
})

describe('of a URL', () => {
  test.each([
    [`/a?X-Amz-Credential=${SCOPE}&X-Amz-Signature=0123&x=y`, `/a?X-Amz-Credential=${SCOPE}&X-Amz-Signature=***&x=y`],
    ['/a?x-amz-security-token=abc&X-Amz-Security-Token=abc', '/a?x-amz-security-token=***&X-Amz-Security-Token=***'],
    ['/a?AWSAccessKeyId=AKID&Signature=0123%3D&Expires=1', '/a?AWSAccessKeyId=AKID&Signature=***&Expires=1'],
    ['/a?X-Amz-Sign%61ture=0123', '/a?X-Amz-Sign%61ture=***'],
    ['/a?X-Amz-%zz=0123', '/a?X-Amz-%zz=***'],
    ['/a?x-amz-server-side-encryption-customer-key=0123', '/a?x-amz-server-side-encryption-customer-key=***'],
    ['/a?api_key=0123&list-type=2&continuation-token=t', '/a?api_key=***&list-type=2&continuation-token=t'],
    ['/a?uploads', '/a?uploads'],
    ['/a?Signature', '/a?Signature'],
    ['/Signature=0123', '/Signature=0123'],
    ['http://user:0123@host/a', 'http://***@host/a'],
    [
      '/?WebIdentityToken=a.b&TokenCode=123456&SAMLAssertion=x',
      '/?WebIdentityToken=***&TokenCode=***&SAMLAssertion=***',
    ],
  ])('%s becomes %s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked)
    expect(maskHeader('Referer', url)).toBe(masked)
  })
})

test('a long name takes no longer than its length says', () => {
  const name = `x-amz-meta-${'token'.repeat(20_000)}!`
  const begun = performance.now()
  expect(maskHeader(name, 'seen')).toBe('seen')
  expect(performance.now() - begun).toBeLessThan(2000)
})
