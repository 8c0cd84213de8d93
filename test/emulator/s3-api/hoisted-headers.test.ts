import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { presign } from '../../support/presign.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

/** A put to a URL that was signed with these headers in its query. */
async function put(hoisted: Record<string, string>, headers: Record<string, string> = {}) {
  const bucket = newBucket(server.store)
  const path = await presign(server.endpoint, { method: 'PUT', path: `/${bucket}/a`, headers: hoisted })
  const answer = await send(server.port, { method: 'PUT', path, headers, body: 'hello' })
  return { answer, object: server.store.objects.find(bucket, 'a') }
}

describe('headers in the query of a URL', () => {
  it('are those of the request', async () => {
    const { object } = await put({ 'x-amz-meta-who': 'you & me', 'x-amz-storage-class': 'STANDARD_IA' })
    expect(object?.attributes).toMatchObject({ metadata: { who: 'you & me' }, storageClass: 'STANDARD_IA' })
  })

  it('give way to those that the request has', async () => {
    const { object } = await put({ 'x-amz-meta-who': 'you' }, { 'x-amz-meta-who': 'me' })
    expect(object?.attributes.metadata).toEqual({ who: 'me' })
  })

  it('are read past where they are a checksum, which was made before there was a body', async () => {
    const { answer } = await put({ 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-sdk-checksum-algorithm': 'CRC32' })
    expect(answer.status).toBe(200)
  })

  it('are refused where they could not be a header', async () => {
    const path = `/${newBucket(server.store)}/a?x-amz-meta-a=1%0D%0Ab%3A%202`
    const answer = await send(server.port, { method: 'PUT', path, body: 'hello' })
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([400, 'InvalidArgument'])
  })
})
