import { behaviour, outcomeOf, type Behaviour } from './behaviour.ts'

const V2 = { version: 2 }

/** As `aws s3 presign` and s3cmd still print them for some regions. */
const ofVersion2: Behaviour[] = [
  behaviour(
    'a URL of version 2 reads an object',
    async (s3) => {
      const bucket = await s3.bucketWith({ 'a b': 'hello' })
      const answer = await s3.sendPresigned({ method: 'GET', path: `/${bucket}/a%20b` }, V2)
      return [answer.status, answer.body]
    },
    [200, 'hello'],
  ),
  behaviour(
    'a URL of version 2 reads an object under another type and name',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'hello' })
      const words = 'response-content-type=text%2Fcsv&response-content-disposition=attachment%3B%20filename%3Da.csv'
      const { status, headers } = await s3.sendPresigned({ method: 'GET', path: `/${bucket}/a?${words}` }, V2)
      return [status, headers['content-type'], headers['content-disposition']]
    },
    [200, 'text/csv', 'attachment; filename=a.csv'],
  ),
  behaviour(
    'a URL of version 2 writes an object, with the type that it was signed for',
    async (s3) => {
      const bucket = await s3.newBucket()
      const headers = { 'content-type': 'text/csv' }
      const put = await s3.sendPresigned({ method: 'PUT', path: `/${bucket}/a`, headers, body: 'hello' }, V2)
      const { headers: stored, body } = await s3.send({ method: 'GET', path: `/${bucket}/a` })
      return [put.status, stored['content-type'], body]
    },
    [200, 'text/csv', 'hello'],
  ),
  behaviour(
    'a URL of version 2 asks about an object, and deletes it',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'hello', b: 'x' })
      const head = await s3.sendPresigned({ method: 'HEAD', path: `/${bucket}/a` }, V2)
      const removed = await s3.sendPresigned({ method: 'DELETE', path: `/${bucket}/a` }, V2)
      return [head.headers['content-length'], removed.status, await s3.keysIn(bucket)]
    },
    ['5', 204, ['b']],
  ),
  behaviour(
    'a URL of version 2 of a missing object says so',
    async (s3) => outcomeOf(await s3.sendPresigned({ method: 'GET', path: `/${await s3.newBucket()}/a` }, V2)),
    '404 NoSuchKey',
  ),
]

export const presigned: Behaviour[] = [
  behaviour(
    'a URL reads an object',
    async (s3) => {
      const bucket = await s3.bucketWith({ 'a b': 'hello' })
      const answer = await s3.sendPresigned({ method: 'GET', path: `/${bucket}/a%20b` })
      return [answer.status, answer.body]
    },
    [200, 'hello'],
  ),
  behaviour(
    'a URL reads part of an object, under another type',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'hello' })
      const path = `/${bucket}/a?response-content-type=text%2Fcsv`
      const { status, headers, body } = await s3.sendPresigned({ method: 'GET', path, headers: { range: 'bytes=1-2' } })
      return [status, headers['content-type'], body]
    },
    [206, 'text/csv', 'el'],
  ),
  behaviour(
    'a URL writes an object',
    async (s3) => {
      const bucket = await s3.newBucket()
      const headers = { 'content-type': 'text/csv' }
      const put = await s3.sendPresigned({ method: 'PUT', path: `/${bucket}/a`, headers, body: 'hello' })
      const { headers: stored, body } = await s3.send({ method: 'GET', path: `/${bucket}/a` })
      return [put.status, stored['content-type'], body]
    },
    [200, 'text/csv', 'hello'],
  ),
  behaviour(
    'a URL says metadata and tags of the object that it writes',
    async (s3) => {
      const bucket = await s3.newBucket()
      const path = `/${bucket}/a?x-amz-meta-word=you%20%26%20me&x-amz-tagging=b%3D2%26c%3D3&x-id=PutObject`
      const put = await s3.sendPresigned({ method: 'PUT', path, body: 'hello' })
      const { headers } = await s3.send({ method: 'HEAD', path: `/${bucket}/a` })
      return [put.status, headers['x-amz-meta-word'], headers['x-amz-tagging-count']]
    },
    [200, 'you & me', '2'],
  ),
  behaviour(
    'a checksum in a URL, made before there was a body, is read past',
    async (s3) => {
      const bucket = await s3.newBucket()
      const path = `/${bucket}/a?x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32`
      const put = await s3.sendPresigned({ method: 'PUT', path, body: 'hello' })
      return [outcomeOf(put), (await s3.send({ method: 'GET', path: `/${bucket}/a` })).body]
    },
    ['200', 'hello'],
  ),
  behaviour(
    'a line end in a URL becomes no header',
    async (s3) => {
      const bucket = await s3.newBucket()
      const path = `/${bucket}/a?x-amz-meta-a=1%0D%0Ax-evil%3A%201`
      await s3.sendPresigned({ method: 'PUT', path, body: 'hello' })
      return (await s3.send({ method: 'HEAD', path: `/${bucket}/a` })).headers['x-evil']
    },
    undefined,
  ),
  behaviour(
    'a URL of a missing object says so',
    async (s3) => outcomeOf(await s3.sendPresigned({ method: 'GET', path: `/${await s3.newBucket()}/a` })),
    '404 NoSuchKey',
  ),
  behaviour(
    'a URL deletes an object',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'hello', b: 'x' })
      const answer = await s3.sendPresigned({ method: 'DELETE', path: `/${bucket}/a` })
      return [answer.status, await s3.keysIn(bucket)]
    },
    [204, ['b']],
  ),
  behaviour(
    'a URL lists a bucket',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'x', 'b/1': 'x' })
      const path = `/${bucket}?list-type=2&prefix=b%2F`
      const { body } = await s3.sendPresigned({ method: 'GET', path })
      return Array.from(body.matchAll(/<Key>([^<]*)<\/Key>/g), ([, key]) => key)
    },
    ['b/1'],
  ),
  ...ofVersion2,
]
