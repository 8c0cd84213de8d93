import { describe, expect, test } from 'vitest'
import { ALL_OPERATIONS } from '../../../emulator/bedrock-api/all-operations.ts'
import type { Api } from '../../../emulator/journal/observation.ts'
import type { NamedRequest } from '../../../emulator/journal/observed-messages.ts'
import { OperationNames } from '../../../emulator/journal/operation-names.ts'

const names = new OperationNames()
const nameOf = (api: Api, request: Partial<NamedRequest>): Promise<string | undefined> =>
  new Promise((resolve) => names.find(api, { method: 'GET', url: '/', headers: {}, keptBody: '', ...request }, resolve))

describe('every operation of Bedrock is told by its method and path', () => {
  test.each(ALL_OPERATIONS.map(({ name, method, uri }) => [name, method, uri] as const))(
    '%s',
    async (name, method, uri) => {
      const url = uri.replaceAll(/\{[A-Za-z]+\}/g, 'arn%3Aaws%3Ax%2Fy')
      expect(await nameOf('bedrock', { method, url: `${url}?maxResults=1` })).toBe(name)
    },
  )
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
] as const)('%s %s %s is %s', async (api, method, url, name) => {
  expect(await nameOf(api, { method, url })).toBe(name)
})

test('a copy is told by its header', async () => {
  const headers = { 'x-amz-copy-source': '/a/b' }
  expect(await nameOf('s3', { method: 'PUT', url: '/data/key', headers })).toBe('CopyObject')
})

test('a path that is long takes no longer than its length says', async () => {
  const begun = performance.now()
  for (const { uri, method } of ALL_OPERATIONS) {
    const url = uri.replaceAll(/\{[A-Za-z]+\}/g, 'a/'.repeat(4000))
    await nameOf('bedrock', { method, url })
  }
  expect(performance.now() - begun).toBeLessThan(2000)
})
