import { describe, expect, it } from 'vitest'
import { parseQuery, parseTarget } from '../../../emulator/s3-api/target.ts'

describe('bucket and key', () => {
  it.each([
    ['/', '', ''],
    ['/?x-id=ListBuckets', '', ''],
    ['/bucket', 'bucket', ''],
    ['/bucket/', 'bucket', ''],
    ['/bucket?list-type=2', 'bucket', ''],
    ['/bucket/key', 'bucket', 'key'],
    ['/bucket/a/b/', 'bucket', 'a/b/'],
    ['/bucket//', 'bucket', '/'],
    ['/bucket//a', 'bucket', '/a'],
    ['/bucket/a//b', 'bucket', 'a//b'],
    ['/bucket/../a/./b', 'bucket', '../a/./b'],
    ['/bucket/a%2Fb', 'bucket', 'a/b'],
    ['/bucket/a+b%2B', 'bucket', 'a+b+'],
    ['/bucket/a%2520b', 'bucket', 'a%20b'],
    ['/bucket/%F0%9F%94%91?versionId=null', 'bucket', '🔑'],
    ['/bucket/a%3Fb%23', 'bucket', 'a?b#'],
    ['/bucket/a?b?c', 'bucket', 'a'],
    ['/bucket/%00', 'bucket', '\0'],
  ])('of %s', (url, bucket, key) => {
    expect(parseTarget(url)).toEqual({ bucket, key })
  })

  it.each(['/bucket/%', '/bucket/%zz', '/bucket/%E9', '/bucket/%C0%80', '/%zz/key', '//key'])(
    'cannot be had of %s',
    (url) => {
      expect(() => parseTarget(url)).toThrow(expect.objectContaining({ code: 'InvalidURI', status: 400 }))
    },
  )

  it('the key has at most 1,024 bytes', () => {
    expect(parseTarget(`/bucket/${'%C3%A9'.repeat(512)}`).key).toHaveLength(512)
    expect(() => parseTarget(`/bucket/a${'%C3%A9'.repeat(512)}`)).toThrow(
      expect.objectContaining({ code: 'KeyTooLongError', resource: { Size: '1025', MaxSizeAllowed: '1024' } }),
    )
  })
})

it('a query is read as forms are', () => {
  expect([...parseQuery('/bucket?prefix=a+b%2B&delimiter=%2F&acl')]).toEqual([
    ['prefix', 'a b+'],
    ['delimiter', '/'],
    ['acl', ''],
  ])
  expect([...parseQuery('/bucket')]).toEqual([])
})
