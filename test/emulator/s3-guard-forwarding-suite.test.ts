import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startOutcrop } from '../../index.ts'
import { sendTo } from '../support/raw-http.ts'
import { signedHeaders } from '../support/sign-request.ts'
import { describeS3 } from '../suites/s3.ts'
import { NOT_FORWARDED } from '../suites/s3/groups.ts'
import { signChunks, signHeaders } from '../suites/s3/sign.ts'
import { Subject } from '../suites/s3/subject.ts'

const NEAR = { accessKeyId: 'near', secretAccessKey: 'near-secret' }
/** What the suite says of owners is of this account. */
const FAR = { accessKeyId: '111122223333', secretAccessKey: 'far-secret' }
const region = 'us-east-1'

/** Two of them, of which each verifies: what clients send, and what goes on. */
async function startBoth() {
  const far = await startOutcrop({ auth: 'verify', credentials: [FAR] })
  vi.stubEnv('AWS_ACCESS_KEY_ID', FAR.accessKeyId)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', FAR.secretAccessKey)
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, undefined)
  const near = await startOutcrop({ auth: 'verify', credentials: [NEAR], s3: far.url })
  const close = async (): Promise<void> => {
    await near.close()
    await far.close()
    vi.unstubAllEnvs()
  }
  return { near, far, close }
}

describe('another S3 where signatures are verified in front of it and by it', () => {
  describeS3(
    async () => {
      const { near, close } = await startBoth()
      return new Subject({ endpoint: near.url, signer: { ...NEAR, region } }).onClose(close)
    },
    {},
    { without: NOT_FORWARDED },
  )

  it.each([
    ['a chunk changed', 'bbbb', 'bbba'],
    ['the last byte changed', '\r\nc\r\n', '\r\nd\r\n'],
    ['the last signature changed', '\r\n0;chunk-signature=', '\r\n0;chunk-signature=0'],
  ])('a body in chunks with %s does not get there', async (_what, from, to) => {
    const { near, far, close } = await startBoth()
    onTestFinished(close)
    const { host } = new URL(near.url)
    const put = async (path: string, headers: Record<string, string>, body?: Buffer) =>
      await sendTo(near.url, { method: 'PUT', path, headers, ...(body && { body }) })
    await put('/chunks', signedHeaders({ method: 'PUT', path: '/chunks', host, service: 's3' }, NEAR))
    const chunks = ['a'.repeat(10_000), 'b'.repeat(20_000), 'c']
    const declared = {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': String(chunks.join('').length),
    }
    const headers = signHeaders({ method: 'PUT', path: '/chunks/key', host, headers: declared }, { ...NEAR, region })
    const good = signChunks(chunks, headers, { ...NEAR, region })
    const body = Buffer.from(
      good
        .toString('latin1')
        .replace(from, to)
        .replace(/(0;chunk-signature=[0-9a-f]{64})[0-9a-f]/, '$1'),
      'latin1',
    )
    expect(body.equals(good)).toBe(false)

    const answer = await put('/chunks/key', headers, body)

    expect(answer.status).toBe(403)
    expect(answer.body).toContain('<Code>SignatureDoesNotMatch</Code>')
    const { host: farHost } = new URL(far.url)
    const asked = signedHeaders({ method: 'HEAD', path: '/chunks/key', host: farHost, service: 's3' }, FAR)
    expect((await sendTo(far.url, { method: 'HEAD', path: '/chunks/key', headers: asked })).status).toBe(404)
    expect((await put('/chunks/key', headers, good)).status).toBe(200)
  })
})
