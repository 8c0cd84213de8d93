import { describe, expect, test } from 'vitest'
import { ALL_OPERATIONS } from '../../../emulator/bedrock-api/all-operations.ts'
import { operationNameOf } from '../../../emulator/journal/operation-name.ts'

describe('every operation of Bedrock is told by its method and path', () => {
  test.each(ALL_OPERATIONS.map(({ name, method, uri }) => [name, method, uri] as const))('%s', (name, method, uri) => {
    const url = uri.replaceAll(/\{[A-Za-z]+\}/g, 'arn%3Aaws%3Ax%2Fy')
    expect(operationNameOf('bedrock', { method, url: `${url}?maxResults=1`, headers: {} }, '')).toBe(name)
  })
})

test.each([
  [
    'bedrock',
    'GET',
    '/model-invocation-job/arn:aws:bedrock:us-east-1:1:model-invocation-job/a',
    'GetModelInvocationJob',
  ],
  ['bedrock', 'POST', '/model-invocation-job/arn:x/a/stop', 'StopModelInvocationJob'],
  ['bedrock', 'PUT', '/model-invocation-job', undefined],
  ['bedrock', 'GET', '/', undefined],
  ['s3', 'GET', '/', 'ListBuckets'],
  ['s3', 'GET', '/data?list-type=2', 'ListObjectsV2'],
  ['s3', 'GET', '/data?versioning', 'GetBucketVersioning'],
  ['s3', 'POST', '/data/key?uploads', 'CreateMultipartUpload'],
  ['s3', 'PUT', '/data/key?X-Amz-Copy-Source=/a/b', 'CopyObject'],
  ['s3', 'POST', '/data', 'PostObject'],
  ['s3', 'GET', '/data/%zz', undefined],
  ['s3', 'BREW', '/data', undefined],
  ['gateway', 'POST', '/v1/batches', undefined],
  ['sts', 'GET', '/?Action=AssumeRole', 'AssumeRole'],
  ['sts', 'GET', '/?Action=GetRole', undefined],
] as const)('%s %s %s is %s', (api, method, url, name) => {
  expect(operationNameOf(api, { method, url, headers: {} }, '')).toBe(name)
})

test('a copy is told by its header', () => {
  const headers = { 'x-amz-copy-source': '/a/b' }
  expect(operationNameOf('s3', { method: 'PUT', url: '/data/key', headers }, '')).toBe('CopyObject')
})

test('a path that is long takes no longer than its length says', () => {
  const begun = performance.now()
  for (const { uri, method } of ALL_OPERATIONS) {
    const url = uri.replaceAll(/\{[A-Za-z]+\}/g, 'a/'.repeat(4000))
    operationNameOf('bedrock', { method, url, headers: {} }, '')
  }
  expect(performance.now() - begun).toBeLessThan(2000)
})
