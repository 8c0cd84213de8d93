import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { S3Client } from '@aws-sdk/client-s3'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { checkBucket } from '../../../emulator/doctor/bucket.ts'
import { answeringServer } from '../../support/answering-server.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'
import { keysOf, putText } from '../../support/store.ts'

const { signal } = new AbortController()
const READ = { region: 'us-east-1', isWritten: false }
const WRITE = { region: 'us-east-1', isWritten: true }

let server: S3Server
beforeEach(async () => {
  server = await startS3Server()
  server.store.buckets.create({ name: 'here', region: 'us-east-1', account: '111122223333' })
  server.store.buckets.create({ name: 'far', region: 'eu-west-1', account: '111122223333' })
  return async () => await server[Symbol.asyncDispose]()
})

test('a bucket is listed and read', async () => {
  await putText(server.store, 'here', 'a/b c', 'text')
  await putText(server.store, 'far', 'empty', '')
  expect(await checkBucket(server.client(), { bucket: 'here', ...READ }, signal)).toEqual({
    status: 'ok',
    finding: 'here is in us-east-1: listing and reading work; --write tries to write, too',
  })
  expect(await checkBucket(server.client(), { ...READ, bucket: 'far', region: 'eu-west-1' }, signal)).toMatchObject({
    status: 'ok',
  })
})

test('nothing is written unless asked for, and then nothing is left', async () => {
  const empty = await checkBucket(server.client(), { bucket: 'here', ...READ }, signal)
  expect(empty.finding).toContain('there is nothing to read')
  expect(await checkBucket(server.client(), { bucket: 'here', ...WRITE }, signal)).toEqual({
    status: 'ok',
    finding: 'here is in us-east-1: listing works, there is nothing to read, writing works',
  })
  expect(await keysOf(server.store, 'here')).toEqual([])
})

test('a bucket that is not there is a warning', async () => {
  expect(await checkBucket(server.client(), { bucket: 'nowhere', ...READ }, signal)).toEqual({
    status: 'warning',
    finding: 'nowhere does not exist',
    remedy: 'outcrop start makes it, if it may; or name another with --buckets',
  })
})

test('a bucket of another region is a warning, as jobs there fail', async () => {
  expect(await checkBucket(server.client(), { bucket: 'far', ...READ }, signal)).toMatchObject({
    status: 'warning',
    finding: expect.stringContaining('far is in eu-west-1'),
    remedy: expect.stringContaining('--region eu-west-1'),
  })
})

type Refuses = (method: string, query: URLSearchParams, path: string) => boolean

/** An S3 with one bucket and one object, where some requests are refused. */
async function lookAt(
  refuses: Refuses,
  options = WRITE,
  [status, body] = [403, '<Error><Code>AccessDenied</Code></Error>'],
) {
  const asked: string[] = []
  const answer: RequestListener = ({ method = '', url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://x')
    asked.push(`${method} ${pathname}`)
    if (refuses(method, searchParams, pathname))
      response.writeHead(status, { 'x-amz-bucket-region': 'eu-west-1' }).end(body)
    else if (searchParams.has('list-type'))
      response.end('<ListBucketResult><Contents><Key>one</Key></Contents></ListBucketResult>')
    else response.writeHead(method === 'DELETE' ? 204 : 200, { 'x-amz-bucket-region': 'us-east-1' }).end()
  }
  const { origin: endpoint } = await answeringServer(answer)
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials })
  onTestFinished(() => client.destroy())
  return { asked, finding: await checkBucket(client, { bucket: 'here', ...options }, signal) }
}

test.each<[string, Refuses, RegExp]>([
  ['s3:ListBucket', (_method, query) => query.has('list-type'), /^here: listing is not allowed$/],
  [
    's3:GetObject',
    (method, _query, path) => method === 'GET' && path === '/here/one',
    /^here: reading one is not allowed$/,
  ],
  ['s3:PutObject', (method) => method === 'PUT', /^here: writing is not allowed$/],
  ['s3:DeleteObject', (method) => method === 'DELETE', /^here: removing outcrop-doctor-[0-9a-f-]{36} is not allowed$/],
])('without the right to %s it is wrong, and the right is named', async (right, refuses, words) => {
  expect((await lookAt(refuses)).finding).toEqual({
    status: 'wrong',
    finding: expect.stringMatching(words),
    remedy: expect.stringContaining(`allow ${right} on here`),
  })
})

test("a bucket of somebody else's is wrong", async () => {
  const { finding } = await lookAt((method) => method === 'HEAD')
  expect(finding).toMatchObject({
    status: 'wrong',
    finding: 'here is there, but may not be used with these credentials',
  })
  const rights = (text: string): string[] => [...new Set(text.match(/s3:[A-Z][A-Za-z]+/g))]
  const documented = readFileSync(new URL('../../../docs/s3.md', import.meta.url), 'utf8')
  expect(rights((finding as { remedy: string }).remedy)).toEqual(rights(documented))
})

test.each([
  ['EU', 'eu-west-1'],
  ['garage', 'no region'],
])('a bucket whose location is %s is where jobs find it', async (location, region) => {
  const { origin: endpoint } = await answeringServer(({ url = '' }, response) => {
    const isLocation = new URL(url, 'http://x').searchParams.has('location')
    response.end(isLocation ? `<LocationConstraint xmlns="x">${location}</LocationConstraint>` : '<ListBucketResult/>')
  })
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials })
  onTestFinished(() => client.destroy())
  expect((await checkBucket(client, { bucket: 'here', ...READ }, signal)).finding).toContain(`here is in ${region}: `)
})

test('a bucket whose region must be asked elsewhere is wrong, and the region is told', async () => {
  expect((await lookAt(() => true, READ, [301, ''])).finding).toEqual({
    status: 'wrong',
    finding: 'here is in eu-west-1',
    remedy: 'choose --region eu-west-1, or another bucket',
  })
})

test('an S3 that fails is wrong, and what may have been written is removed', async () => {
  const { asked, finding } = await lookAt((method) => method === 'PUT', WRITE, [500, ''])
  expect(finding).toMatchObject({ status: 'wrong', finding: expect.stringMatching(/^here: writing fails: .*500/) })
  const written = asked.find((line) => line.startsWith('PUT'))!
  expect(asked.at(-1)).toBe(written.replace('PUT', 'DELETE'))
})

test('when the time is over while it writes, what was written is removed all the same', async () => {
  const ending = new AbortController()
  const removed = Promise.withResolvers<string>()
  const { origin: endpoint } = await answeringServer(({ method, url = '' }, response) => {
    if (method === 'PUT') return ending.abort()
    if (method === 'DELETE') removed.resolve(url)
    response
      .writeHead(200, { 'x-amz-bucket-region': 'us-east-1' })
      .end(url.includes('list-type') ? '<ListBucketResult/>' : '')
    return undefined
  })
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials })
  onTestFinished(() => client.destroy())
  const finding = await checkBucket(client, { bucket: 'here', ...WRITE }, ending.signal)
  expect(finding).toMatchObject({ status: 'wrong', finding: expect.stringMatching(/^here: writing fails: /) })
  expect(await removed.promise).toMatch(/^\/here\/outcrop-doctor-/)
})
