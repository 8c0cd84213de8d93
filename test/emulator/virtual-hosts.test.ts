import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startOutcrop, type Outcrop } from '../../index.ts'
import { elementOf, sendTo, type RawAnswer } from '../support/raw-http.ts'
import { presign, signHeaders } from '../suites/s3/sign.ts'

const SIGNER = { accessKeyId: '111122223333', secretAccessKey: 'secret', region: 'us-west-2' }

let outcrop: Outcrop
beforeAll(async () => {
  outcrop = await startOutcrop({ port: 0, logLevel: 'silent' })
  const client = new S3Client({ ...outcrop.aws, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: 'data.in-put' }))
  client.destroy()
})
afterAll(async () => await outcrop.close())

const send = async (host: string, method: string, path: string, body?: string): Promise<RawAnswer> => {
  const headers = signHeaders({ method, path, host }, SIGNER)
  return await sendTo(outcrop.url, { method, path, headers, ...(body !== undefined && { body }) })
}

const HOSTS = [
  'data.in-put.s3.us-west-2.amazonaws.com',
  'data.in-put.s3.amazonaws.com',
  'data.in-put.s3-us-west-2.amazonaws.com',
  'data.in-put.s3.dualstack.us-west-2.amazonaws.com',
  'data.in-put.s3.localhost:4747',
  'data.in-put.localhost:4747',
]

it.each(HOSTS)('a bucket is reached under %s, whatever its keys are', async (host) => {
  for (const key of ['a%20b/%C3%BC', 'v1/files', '_outcrop/health', 'model-invocation-job', 'bedrock/files/x']) {
    expect((await send(host, 'PUT', `/${key}`, key)).status).toBe(200)
    expect((await send(host, 'GET', `/${key}`)).body).toBe(key)
  }
  const { body } = await send(host, 'GET', '/?list-type=2&prefix=v1%2F')
  expect([elementOf(body, 'Name'), elementOf(body, 'Key')]).toEqual(['data.in-put', 'v1/files'])
})

it('a presigned URL of such a host reads and writes', async () => {
  const host = HOSTS[0]!
  const to = async (method: string, body?: string): Promise<RawAnswer> => {
    const path = presign({ method, path: '/v1/signed', host }, SIGNER)
    return await sendTo(outcrop.url, { method, path, headers: { host }, ...(body !== undefined && { body }) })
  }
  expect((await to('PUT', 'hello')).status).toBe(200)
  expect((await to('GET')).body).toBe('hello')
})

it.each([
  ['with the bucket in the host', 'data.in-put.s3.us-west-2.amazonaws.com', ''],
  ['with the bucket in the path', 'localhost:4747', '/data.in-put'],
  ['below a prefix', 'localhost:4747', '/bedrock/files/data.in-put'],
])('%s: an upload says where its object is, in the same style', async (_style, host, base) => {
  const path = `${base}/a%20b/%C3%BC`
  const { body } = await send(host, 'POST', `${path}?uploads=`)
  const uploadId = elementOf(body, 'UploadId')!
  const part = await send(host, 'PUT', `${path}?partNumber=1&uploadId=${uploadId}`, 'whole')
  const parts = `<Part><PartNumber>1</PartNumber><ETag>${part.headers['etag'] as string}</ETag></Part>`
  const upload = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`
  const completed = await send(host, 'POST', `${path}?uploadId=${uploadId}`, upload)
  const location = new URL(elementOf(completed.body, 'Location')!)
  expect(location.host).toBe(host)
  expect(location.pathname).toBe(`${base}/a%20b%2F%C3%BC`)
  expect((await send(location.host, 'GET', location.pathname)).body).toBe('whole')
})

it('the names of hosts are the same in capitals', async () => {
  expect((await send('data.in-put.localhost', 'PUT', '/key', 'text')).status).toBe(200)
  expect((await send('DATA.IN-PUT.LOCALHOST:4747', 'GET', '/key')).body).toBe('text')
  expect((await send('Data.in-put.S3.us-west-2.AmazonAWS.com', 'GET', '/key')).body).toBe('text')
})
