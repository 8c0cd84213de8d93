import { randomBytes } from 'node:crypto'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { elementOf } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, pick, type Behaviour } from './behaviour.ts'
import type { Subject } from './subject.ts'

const get = async (s3: Subject, bucket: string, query = '') =>
  await s3.send({ method: 'GET', path: `/${bucket}/a${query}` })

const OVERRIDES = {
  'content-type': 'text/csv',
  'content-disposition': 'attachment; filename=a.csv',
  'cache-control': 'no-store',
  'content-encoding': 'br',
  'content-language': 'fr',
  expires: 'Thu, 01 Jan 2026 00:00:00 GMT',
}

const answers: Behaviour[] = [
  behaviour(
    'the query replaces headers, in this one answer',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'x' })
      const query = Object.entries(OVERRIDES).map(([name, value]) => `response-${name}=${encodeURIComponent(value)}`)
      const { headers } = await get(s3, bucket, `?${query.join('&')}`)
      const names = Object.keys(OVERRIDES) as (keyof typeof headers)[]
      return [pick(headers, ...names), (await get(s3, bucket)).headers['content-type']]
    },
    [OVERRIDES, 'text/plain'],
  ),
  behaviour(
    'a line break in the query becomes no header',
    async (s3) => {
      const answer = await get(s3, await s3.bucketWith({ a: 'x' }), '?response-content-type=a%0D%0Ax-evil%3A%201')
      return [outcomeOf(answer), answer.headers['x-evil']]
    },
    ['400 InvalidArgument', undefined],
  ),
  ...each(
    [
      ['the version null is the object', '?versionId=null', '200'],
      ['another version is not there', '?versionId=3', '400 InvalidArgument'],
    ],
    async (s3, query) => outcomeOf(await get(s3, await s3.bucketWith({ a: 'x' }), query)),
  ),
  behaviour(
    'GET has what HEAD has',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'hello' })
      const heads = [await get(s3, bucket), await s3.send({ method: 'HEAD', path: `/${bucket}/a` })]
      return heads.map(({ status, headers }) => [
        status,
        headers['content-length'],
        headers['etag'],
        headers['content-type'],
      ])
    },
    Array.from({ length: 2 }, () => [200, '5', '"5d41402abc4b2a76b9719d911017c592"', 'text/plain']),
  ),
  behaviour(
    'HEAD on the wire has a length and no body',
    async (s3) => {
      const bucket = await s3.bucketWith({ a: 'hello' })
      const answer = await s3.sendBytes({ method: 'HEAD', path: `/${bucket}/a`, headers: { connection: 'close' } })
      return [/\r\ncontent-length: 5\r\n/i.test(answer), answer.endsWith('\r\n\r\n')]
    },
    [true, true],
  ),
  ...each(
    ['GET', 'HEAD', 'DELETE'].map(
      (method) =>
        [
          `${method} with a type and an empty body is like any other`,
          method,
          method === 'DELETE' ? '204' : '200',
        ] as const,
    ),
    async (s3, method) => {
      const bucket = await s3.bucketWith({ a: 'x' })
      const headers = { 'content-type': 'application/json', 'content-length': '0' }
      return outcomeOf(await s3.send({ method, path: `/${bucket}/a`, headers }))
    },
  ),
]

const missing: Behaviour[] = [
  behaviour(
    'GET of a missing object is an error that names the key',
    async (s3) => {
      const answer = await s3.send({ method: 'GET', path: `/${await s3.newBucket()}/a/%3Cb%3E%26` })
      return [outcomeOf(answer), elementOf(answer.body, 'Key')]
    },
    ['404 NoSuchKey', 'a/&lt;b&gt;&amp;'],
  ),
  behaviour(
    'HEAD of a missing object is 404, and has no body',
    async (s3) => pick(await s3.send({ method: 'HEAD', path: `/${await s3.newBucket()}/a` }), 'status', 'body'),
    { status: 404, body: '' },
  ),
  behaviour(
    'GET of an object in a missing bucket is an error of the bucket',
    async (s3) => {
      const bucket = s3.newName()
      const answer = await get(s3, bucket)
      return [outcomeOf(answer), elementOf(answer.body, 'BucketName') === bucket]
    },
    ['404 NoSuchBucket', true],
  ),
]

const streams: Behaviour[] = [
  behaviour(
    'a large object comes whole, also when it is overwritten meanwhile',
    async (s3) => {
      const Bucket = await s3.newBucket()
      const bytes = randomBytes(6 * 1024 * 1024)
      await s3.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body: bytes }))
      const { Body } = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'a' }))
      await s3.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'other' }))
      return Buffer.from(await Body!.transformToByteArray()).equals(bytes)
    },
    true,
  ),
]

export const reading: Behaviour[] = [...answers, ...missing, ...streams]
