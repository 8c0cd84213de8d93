import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyFilesIn } from '../../support/body-files.ts'
import { newBucket } from '../../support/buckets.ts'
import { putText } from '../../support/put-text.ts'
import { elementOf, send } from '../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../support/s3-server.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(async () => await server[Symbol.asyncDispose]())

describe('what is asked for in the query', () => {
  it('may have characters beyond ASCII, those of Latin-1', async () => {
    const bucket = newBucket(server.store)
    await putText(server.store, bucket, 'a', 'hello')
    const path = `/${bucket}/a?response-content-disposition=${encodeURIComponent('attachment; filename=ä.csv')}`
    const { headers } = await send(server.port, { method: 'GET', path })
    expect(headers['content-disposition']).toBe('attachment; filename=ä.csv')
  })

  it.each(['a%0d%0ax-evil:%201', '%E9%8D%B5'])('is refused where it is no header: %s', async (value) => {
    const bucket = newBucket(server.store)
    await putText(server.store, bucket, 'a', 'hello')
    const path = `/${bucket}/a?response-content-type=${value}`
    const answer = await send(server.port, { method: 'GET', path })
    expect([answer.status, elementOf(answer.body, 'Code')]).toEqual([400, 'InvalidArgument'])
    expect(answer.headers['x-evil']).toBeUndefined()
  })
})

describe('streams', () => {
  it('a reader that goes away lets go of the file', async () => {
    await using own = await startS3Server()
    const bucket = newBucket(own.store)
    await putText(own.store, bucket, 'a', 'x'.repeat(20_000_000))
    const outgoing = request({ port: own.port, path: `/${bucket}/a` })
    outgoing.on('error', () => undefined).end()
    await new Promise<void>((resolve) => {
      outgoing.on('response', (incoming) => incoming.once('data', () => resolve()))
    })
    await own.store.objects.delete(bucket, [{ key: 'a' }])
    outgoing.destroy()
    await expect.poll(async () => await bodyFilesIn(own.folder)).toEqual([])
    expect(own.logged).toEqual([])
  })
})
