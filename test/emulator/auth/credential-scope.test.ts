import { describe, expect, test } from 'vitest'
import { callerOf, credentialScopeOf } from '../../../emulator/auth/credential-scope.ts'

const signed = (credential: string) => ({
  url: '/',
  headers: { authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=0f` },
})
const defaults = { region: 'us-east-1', account: '000000000000' }

describe('the scope of a signature', () => {
  test('is read from the Authorization header', () => {
    expect(credentialScopeOf(signed('AKIDEXAMPLE/20260101/eu-west-1/bedrock/aws4_request'))).toEqual({
      accessKeyId: 'AKIDEXAMPLE',
      region: 'eu-west-1',
      service: 'bedrock',
    })
  })

  test('is read from a presigned query', () => {
    const url = '/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260101%2Fus-west-2%2Fs3%2Faws4_request'
    expect(credentialScopeOf({ url, headers: {} })).toMatchObject({ region: 'us-west-2', service: 's3' })
  })

  test.each([
    [{ url: '/', headers: {} }],
    [{ url: '/', headers: { authorization: 'Bearer token' } }],
    [{ url: '/', headers: { authorization: 'AWS AKID:signature' } }],
    [signed('AKID/20260101/us-east-1/bedrock')],
    [signed('AKID')],
    [{ url: '/?X-Amz-Credential=', headers: {} }],
  ])('is absent in %j', (request) => {
    expect(credentialScopeOf(request)).toBeUndefined()
  })
})

describe('the caller', () => {
  test('has the region of the scope, and the access key as account when it is twelve digits', () => {
    expect(callerOf(signed('123456789012/20260101/eu-west-1/bedrock/aws4_request'), defaults)).toEqual({
      region: 'eu-west-1',
      account: '123456789012',
    })
  })

  test('has the default account with any other access key', () => {
    expect(callerOf(signed('AKIDEXAMPLE/20260101/eu-west-1/bedrock/aws4_request'), defaults).account).toBe(
      '000000000000',
    )
  })

  test('has both of the link that a short-term API key is made of', () => {
    const query =
      '/?Action=CallWithBearerToken&X-Amz-Credential=123456789012%2F20260101%2Feu-west-1%2Fbedrock%2Faws4_request'
    const key = `bedrock-api-key-${Buffer.from(`bedrock.amazonaws.com${query}&Version=1`).toString('base64')}`
    const caller = callerOf({ url: '/', headers: { authorization: `Bearer ${key}` } }, defaults)
    expect(caller).toEqual({ region: 'eu-west-1', account: '123456789012' })
    expect(callerOf({ url: '/', headers: { authorization: `Bearer bedrock-api-key-AAAA` } }, defaults)).toEqual(
      defaults,
    )
  })

  test('has the defaults without a signature, and for a region that can be none', () => {
    expect(callerOf({ url: '/', headers: { authorization: 'Bearer token' } }, defaults)).toEqual(defaults)
    expect(callerOf(signed('AKID/20260101/US_EAST/bedrock/aws4_request'), defaults).region).toBe('us-east-1')
  })
})
