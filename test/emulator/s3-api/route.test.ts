import { describe, expect, it } from 'vitest'
import { findOperation } from '../../../emulator/s3-api/route.ts'
import { parseQuery, parseTarget } from '../../../emulator/s3-api/target.ts'

const nameOf = (method: string, url: string, headers: Record<string, string> = {}): string | undefined =>
  findOperation({ ...parseTarget(url), method, query: parseQuery(url), headers })?.name

const COPY = { 'x-amz-copy-source': 'a/b' }

describe('an operation is found', () => {
  it.each([
    ['GET', '/', 'ListBuckets'],
    ['GET', '/?x-id=ListBuckets', 'ListBuckets'],
    ['PUT', '/b', 'CreateBucket'],
    ['HEAD', '/b/', 'HeadBucket'],
    ['DELETE', '/b', 'DeleteBucket'],
    ['GET', '/b?location', 'GetBucketLocation'],
    ['GET', '/b', 'ListObjects'],
    ['GET', '/b?list-type=2&prefix=a', 'ListObjectsV2'],
    ['GET', '/b?list-type=1', 'ListObjects'],
    ['POST', '/b?delete=', 'DeleteObjects'],
    ['PUT', '/b/k', 'PutObject'],
    ['PUT', '/b/k?x-id=PutObject', 'PutObject'],
    ['GET', '/b/k', 'GetObject'],
    ['GET', '/b/k?partNumber=1', 'GetObject'],
    ['GET', '/b/k?versionId=null', 'GetObject'],
    ['HEAD', '/b/k', 'HeadObject'],
    ['DELETE', '/b/k', 'DeleteObject'],
    ['POST', '/b/k?uploads', 'CreateMultipartUpload'],
    ['PUT', '/b/k?uploadId=u&partNumber=1', 'UploadPart'],
    ['POST', '/b/k?uploadId=u', 'CompleteMultipartUpload'],
    ['DELETE', '/b/k?uploadId=u', 'AbortMultipartUpload'],
    ['GET', '/b/k?uploadId=u&max-parts=2', 'ListParts'],
    ['GET', '/b?uploads', 'ListMultipartUploads'],
    ['GET', '/b?versions', 'ListObjectVersions'],
    ['GET', '/b?analytics', 'ListBucketAnalyticsConfigurations'],
    ['GET', '/b?analytics&id=1', 'GetBucketAnalyticsConfiguration'],
    ['GET', '/b/k?acl', 'GetObjectAcl'],
    ['PUT', '/b?acl', 'PutBucketAcl'],
    ['GET', '/b/k?attributes', 'GetObjectAttributes'],
    ['POST', '/b/k?select&select-type=2', 'SelectObjectContent'],
  ])('%s %s is %s', (method, url, name) => {
    expect(nameOf(method, url)).toBe(name)
  })

  it('by the object that it copies from', () => {
    expect(nameOf('PUT', '/b/k', COPY)).toBe('CopyObject')
    expect(nameOf('PUT', '/b/k?uploadId=u&partNumber=1', COPY)).toBe('UploadPartCopy')
  })
})

it.each([
  ['POST', '/'],
  ['POST', '/b'],
  ['POST', '/b/k'],
  ['PATCH', '/b/k'],
  ['DELETE', '/'],
])('there is no operation for %s %s', (method, url) => {
  expect(nameOf(method, url)).toBeUndefined()
})
