import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBucket } from '../../support/buckets.ts'
import { startFarS3, startRecorder } from '../../support/far-end.ts'
import { startForwarding } from '../../support/forwarding.ts'
import { elementOf, send, sendBytes } from '../../support/raw-http.ts'
import { chunk, CRC32_OF_HELLO, signedChunk, signedTrailing, TRAILER, trailing } from '../../support/signed-chunks.ts'

const chunkedAs = (payload: string, decodedLength: number, more: Record<string, string> = {}) => ({
  'x-amz-content-sha256': payload,
  'content-encoding': 'aws-chunked',
  'x-amz-decoded-content-length': String(decodedLength),
  ...more,
})
const SIGNED = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'

describe('a body', () => {
  let farEnd: Awaited<ReturnType<typeof startRecorder>>
  let forwarding: Awaited<ReturnType<typeof startForwarding>>
  beforeAll(async () => {
    farEnd = await startRecorder()
    forwarding = await startForwarding(farEnd.remote)
  })
  afterAll(async () => {
    await forwarding[Symbol.asyncDispose]()
    await farEnd[Symbol.asyncDispose]()
  })

  async function forwarded(path: string, headers: Record<string, string>, body: string) {
    const answer = await send(forwarding.port, { method: 'PUT', path, headers, body })
    expect(answer).toMatchObject({ status: 200, body: '' })
    const { headers: there, body: bytes } = farEnd.seen.find(({ url }) => url === path)!
    return { headers: there, body: bytes.toString('latin1') }
  }

  it.each([SIGNED, `${SIGNED}-TRAILER`])(
    'of %s that says that it is larger than S3 takes does not pass',
    async (payload) => {
      const headers = chunkedAs(payload, 5 * 1024 ** 3 + 1)
      const { status, body } = await send(forwarding.port, { method: 'PUT', path: '/b/large', headers, body: '' })
      expect([status, elementOf(body, 'Code')]).toEqual([400, 'EntityTooLarge'])
      expect(farEnd.seen.some(({ url }) => url === '/b/large')).toBe(false)
    },
  )

  it('whose hash is declared passes with it', async () => {
    const hash = createHash('sha256').update('hello').digest('hex')
    const { headers, body } = await forwarded('/b/hashed', { 'x-amz-content-sha256': hash }, 'hello')
    expect(headers).toMatchObject({ 'x-amz-content-sha256': hash, 'content-length': '5' })
    expect(body).toBe('hello')
  })

  it('without a hash is declared unsigned', async () => {
    const { headers, body } = await forwarded('/b/plain', {}, 'hello')
    expect(headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD')
    expect(body).toBe('hello')
  })

  it('of unknown length stays so', async () => {
    const { headers, body } = await forwarded('/b/unknown', { 'transfer-encoding': 'chunked' }, 'hello')
    expect(headers['transfer-encoding']).toBe('chunked')
    expect(headers).not.toHaveProperty('content-length')
    expect(body).toBe('hello')
  })

  it('in unsigned chunks passes as it is', async () => {
    const encoded = chunk('hello') + trailing(CRC32_OF_HELLO)
    const sent = chunkedAs('STREAMING-UNSIGNED-PAYLOAD-TRAILER', 5, TRAILER)
    const { headers, body } = await forwarded('/b/unsigned', sent, encoded)
    expect(headers).toMatchObject({ ...sent, 'content-length': String(encoded.length) })
    expect(body).toBe(encoded)
  })

  it('in signed chunks is taken out of them', async () => {
    const encoded = signedChunk('a'.repeat(8192)) + signedChunk('hello') + signedChunk('')
    const { headers, body } = await forwarded('/b/signed', chunkedAs(SIGNED, 8197), encoded)
    expect(headers).toMatchObject({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'content-length': '8197' })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(headers).not.toHaveProperty('x-amz-decoded-content-length')
    expect(body).toBe(`${'a'.repeat(8192)}hello`)
  })

  it('in signed chunks keeps its other encodings, and may be empty', async () => {
    const sent = { ...chunkedAs(SIGNED, 0), 'content-encoding': 'aws-chunked,gzip' }
    const { headers, body } = await forwarded('/b/gzip', sent, signedChunk(''))
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': '0' })
    expect(body).toBe('')
  })

  it('in signed chunks with a trailing checksum goes on in unsigned ones, with the checksum', async () => {
    const text = 'abcdefgh'.repeat(20_000)
    const encoded = signedChunk(text.slice(0, 90_000)) + signedChunk(text.slice(90_000)) + signedTrailing('AAAAAA==')
    const { headers, body } = await forwarded(
      '/b/trailer',
      chunkedAs(`${SIGNED}-TRAILER`, text.length, TRAILER),
      encoded,
    )
    expect(headers).toMatchObject({
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '160000',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    })
    const chunks = [...body.matchAll(/([0-9a-f]+)\r\n((?:abcdefgh|[a-h])+)\r\n/g)]
    expect(chunks.map(([, size]) => Number.parseInt(size!, 16))).toEqual(chunks.map(([, , bytes]) => bytes!.length))
    expect(chunks.map(([, , bytes]) => bytes).join('')).toBe(text)
    expect(chunks.slice(0, -1).every(([, , bytes]) => bytes!.length >= 8192)).toBe(true)
    expect(body.endsWith(`\r\n${trailing('AAAAAA==')}`)).toBe(true)
  })

  it('in signed chunks is labelled as chunked, where the client does not say so', async () => {
    const sent = { ...chunkedAs(`${SIGNED}-TRAILER`, 5, TRAILER), 'content-encoding': 'gzip' }
    const { headers } = await forwarded('/b/gzip-trailer', sent, signedChunk('hello') + signedTrailing('AAAAAA=='))
    expect(headers['content-encoding']).toBe('aws-chunked,gzip')
  })

  it('that only its encoding calls chunked is taken out of its chunks', async () => {
    const sent = { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '5' }
    const { headers, body } = await forwarded('/b/labelled', sent, `${chunk('hello')}0\r\n\r\n`)
    expect(headers).not.toHaveProperty('content-encoding')
    expect(body).toBe('hello')
  })

  it.each([
    [
      'signed in a way that nobody decodes',
      { 'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' },
      '',
      501,
      'NotImplemented',
    ],
    ['in chunks of unknown length', { 'x-amz-content-sha256': SIGNED }, signedChunk(''), 411, 'MissingContentLength'],
    ['in chunks that are none', chunkedAs(SIGNED, 5), 'hello', 400, 'IncompleteBody'],
    [
      'in chunks that are longer than declared',
      chunkedAs(SIGNED, 3),
      signedChunk('hello') + signedChunk(''),
      400,
      'IncompleteBody',
    ],
    [
      'in chunks without the trailing headers announced',
      chunkedAs(`${SIGNED}-TRAILER`, 5, TRAILER),
      signedChunk('hello') + signedChunk(''),
      400,
      'MalformedTrailerError',
    ],
  ])('%s is refused', async (_, headers, body, status, code) => {
    const answer = await send(forwarding.port, { method: 'PUT', path: '/b/refused', headers, body })
    expect(answer.status).toBe(status)
    expect(elementOf(answer.body, 'Code')).toBe(code)
    expect(farEnd.seen.filter(({ url }) => url === '/b/refused')).toEqual([])
  })

  it('that waits for 100 Continue gets it', async () => {
    const head =
      'PUT /b/expected HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n'
    const answer = await sendBytes(forwarding.port, `${head}hello`)
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/)
    expect(farEnd.seen.find(({ url }) => url === '/b/expected')!.body.toString()).toBe('hello')
  })
})

describe('the far end checks', () => {
  it.each([
    ['a declared hash', { 'x-amz-content-sha256': '0'.repeat(64) }, 'hello', 'XAmzContentSHA256Mismatch'],
    ['an MD5', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }, 'hello', 'BadDigest'],
    ['a checksum', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 'hello', 'BadDigest'],
    [
      'a checksum beside signed chunks',
      chunkedAs(SIGNED, 5, { 'x-amz-checksum-crc32': 'AAAAAA==' }),
      signedChunk('hello') + signedChunk(''),
      'BadDigest',
    ],
    [
      'a checksum behind unsigned chunks',
      chunkedAs('STREAMING-UNSIGNED-PAYLOAD-TRAILER', 5, TRAILER),
      chunk('hello') + trailing('AAAAAA=='),
      'BadDigest',
    ],
    [
      'a checksum behind signed chunks',
      chunkedAs(`${SIGNED}-TRAILER`, 5, TRAILER),
      signedChunk('hello') + signedTrailing('AAAAAA=='),
      'BadDigest',
    ],
  ])('%s', async (_, headers, body, code) => {
    await using farEnd = await startFarS3()
    await using forwarding = await startForwarding(farEnd.remote)
    const path = `/${newBucket(farEnd.store)}/key`
    const wrong = await send(forwarding.port, { method: 'PUT', path, headers, body })
    expect(wrong.status).toBe(400)
    expect(elementOf(wrong.body, 'Code')).toBe(code)
  })

  it('and stores what is right', async () => {
    await using farEnd = await startFarS3()
    await using forwarding = await startForwarding(farEnd.remote)
    const path = `/${newBucket(farEnd.store)}/key`
    const headers = chunkedAs(`${SIGNED}-TRAILER`, 5, TRAILER)
    const body = signedChunk('hello') + signedTrailing(CRC32_OF_HELLO)
    expect(await send(forwarding.port, { method: 'PUT', path, headers, body })).toMatchObject({ status: 200 })
    expect(await send(forwarding.port, { method: 'GET', path })).toMatchObject({ status: 200, body: 'hello' })
  })
})
