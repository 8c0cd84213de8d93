import { text as textOf } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { startFarS3, startRecorder } from '../../support/far-end.ts'
import { startForwarding } from '../../support/forwarding.ts'
import { KEY_PARTS } from '../../support/listing-model.ts'
import { send } from '../../support/raw-http.ts'
import { runs } from '../../support/whole.ts'

const parts = fc.oneof(
  fc.constantFrom(...KEY_PARTS, '//', '/../', '%2F', '%', '+', ' ', '?', '#', "!'()*", '~'),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const keys = fc
  .array(parts, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((key) => key !== '' && key.isWellFormed())

test('any key goes there and comes back, and any prefix finds it', async () => {
  await using farEnd = await startFarS3()
  await using forwarding = await startForwarding(farEnd.remote)
  const client = forwarding.client()
  await fc.assert(
    fc.asyncProperty(keys, async (key) => {
      const Bucket = newBucket(farEnd.store)
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: key }))
      expect(farEnd.store.objects.find(Bucket, key)?.size).toBe(Buffer.byteLength(key))
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }))
      expect(await textOf(Body as Readable)).toBe(key)
      const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: key, EncodingType: 'url' }))
      expect(KeyCount).toBe(1)
    }),
    runs(150),
  )
})

describe('a URL', () => {
  let farEnd: Awaited<ReturnType<typeof startRecorder>>
  let forwarding: Awaited<ReturnType<typeof startForwarding>>
  beforeAll(async () => {
    farEnd = await startRecorder((response, { url }) => response.end(url))
    forwarding = await startForwarding(farEnd.remote)
  })
  afterAll(async () => {
    await forwarding[Symbol.asyncDispose]()
    await farEnd[Symbol.asyncDispose]()
  })

  it.each([
    ['/bucket/a/../b', '/bucket/a/../b'],
    ['/bucket/./a/.', '/bucket/./a/.'],
    ['/bucket//a//', '/bucket//a//'],
    ['/bucket/a%2Fb', '/bucket/a/b'],
    ['/bucket/a%2fb%25%3f', '/bucket/a/b%25%3F'],
    ['/bucket/a+b', '/bucket/a%2Bb'],
    ['/bucket/a%20b', '/bucket/a%20b'],
    ["/bucket/!'()*:@=&;,$~", '/bucket/%21%27%28%29%2A%3A%40%3D%26%3B%2C%24~'],
    ['/bucket/%c3%a9', '/bucket/%C3%A9'],
    ['/bucket/%E9', '/bucket/%E9'],
    ['/bucket/%00', '/bucket/%00'],
    ['/bucket/a%23b', '/bucket/a%23b'],
    ['/', '/'],
    ['/bucket?uploads', '/bucket?uploads'],
    ['/bucket?uploads=', '/bucket?uploads='],
    ['/bucket?list-type=2&prefix=a+b%2Bc%2F&delimiter=/', '/bucket?list-type=2&prefix=a%20b%2Bc%2F&delimiter=%2F'],
    ['/bucket?b=2&a=1&b=1&&', '/bucket?b=2&a=1&b=1'],
    ['/bucket?prefix=a=b?c', '/bucket?prefix=a%3Db%3Fc'],
    ['/bucket?prefix=%F0%9F%98%80', '/bucket?prefix=%F0%9F%98%80'],
    ['/bucket?constructor=1&hasOwnProperty=2', '/bucket?constructor=1&hasOwnProperty=2'],
    ['/bucket/key?x-id=GetObject&versionId=null', '/bucket/key?x-id=GetObject&versionId=null'],
  ])('%s is %s at the far end, signed', async (path, there) => {
    expect(await send(forwarding.port, { method: 'GET', path })).toMatchObject({ status: 200, body: there })
  })

  it.each(['/bucket/%zz', '/bucket/a%', '/bucket?prefix=%4', '/bucket?prefix=%E9'])('%s is refused', async (path) => {
    const answer = await send(forwarding.port, { method: 'GET', path })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('<Code>InvalidURI</Code>')
  })

  it('whose host names the bucket is path style at the far end', async () => {
    const headers = { host: 'data.s3.us-west-2.amazonaws.com' }
    const { body } = await send(forwarding.port, { method: 'GET', path: '/v1/key?x=1', headers })
    expect(body).toBe('/data/v1/key?x=1')
    expect(farEnd.seen.at(-1)!.headers.host).toBe(farEnd.remote.endpoint.host)
  })

  it('below /bedrock/files is what is below', async () => {
    const { body } = await send(forwarding.port, { method: 'GET', path: '/bedrock/files/bucket/key' })
    expect(body).toBe('/bucket/key')
  })
})
