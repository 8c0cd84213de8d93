import { createHash } from 'node:crypto'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startOutcrop, type Options, type Outcrop } from '../../index.ts'
import { elementOf, sendTo, type RawAnswer, type RawRequest } from '../support/raw-http.ts'
import { oldLink, signedHeaders, signedLink } from '../support/sign-request.ts'
import { signChunks, signHeaders } from '../suites/s3/sign.ts'

const KEYS = { accessKeyId: 'AKIDOUTCROP', secretAccessKey: 'a/secret+of=ours' }
const SESSION = { accessKeyId: 'ASIDOUTCROP', secretAccessKey: 'another', sessionToken: 'a+token/of==ours' }
const MINUTE = 60_000
const SIGNED_CHUNKS = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'
const EMPTY = createHash('sha256').digest('hex')

async function outcropWith(options: Options): Promise<Outcrop> {
  const outcrop = await startOutcrop({ buckets: ['data'], ...options })
  onTestFinished(async () => await outcrop.close())
  return outcrop
}

let verifying: Outcrop
let host: string
let client: S3Client
beforeAll(async () => {
  verifying = await startOutcrop({ auth: 'verify', credentials: [KEYS, SESSION], buckets: ['data'] })
  host = new URL(verifying.url).host
  client = new S3Client({ ...verifying.aws, maxAttempts: 1 })
  await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'a key+%.txt', Body: 'hello' }))
})
afterAll(async () => {
  client.destroy()
  await verifying.close()
})

const send = async (request: RawRequest): Promise<RawAnswer> => await sendTo(verifying.url, request)
const codeOf = ({ body }: RawAnswer): string | undefined => elementOf(body, 'Code')
const messageOf = ({ body }: RawAnswer): string | undefined => elementOf(body, 'Message')

/** A GET of the list of buckets, with whatever else is said of it. */
const listing = (headers: Record<string, string>, path = '/'): RawRequest => ({ method: 'GET', path, headers })
const signedListing = (changes: object = {}, keys: object = {}): RawRequest =>
  listing(signedHeaders({ path: '/', host, service: 's3', ...changes }, { ...KEYS, ...keys }))

describe('the header of a request to S3', () => {
  it('lets in whoever signs with a key that is known', async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'data', Key: 'a key+%.txt' }))
    expect(await Body!.transformToString()).toBe('hello')
    expect((await send(signedListing())).status).toBe(200)
    expect((await send(signedListing({}, SESSION))).status).toBe(200)
  })

  it('may be signed without the port that is in the Host header', async () => {
    const signed = signedHeaders({ path: '/', host: '127.0.0.1', service: 's3' }, KEYS)
    expect((await send(listing({ ...signed, host }))).status).toBe(200)
    const foreign = signedHeaders({ path: '/', host: 'localhost', service: 's3' }, KEYS)
    expect(codeOf(await send(listing({ ...foreign, host })))).toBe('SignatureDoesNotMatch')
  })

  it('may be signed with the slashes of a key that are escaped in the path', async () => {
    const request = { method: 'HEAD', path: '/data/%2Fnone', headers: {} }
    const signed = signedHeaders({ ...request, path: '/data//none', host, service: 's3' }, KEYS)
    expect((await send({ ...request, headers: signed })).status).toBe(404)
    const other = signedHeaders({ ...request, path: '/data/none', host, service: 's3' }, KEYS)
    expect((await send({ ...request, headers: other })).status).toBe(403)
  })

  it('is signed over the path as it is sent, and with the bucket in the host without it', async () => {
    const path = '/data/a%20key%2B%25.txt'
    expect(await send(listing(signedHeaders({ path, host, service: 's3' }, KEYS), path))).toMatchObject({
      body: 'hello',
    })
    const virtual = { path: '/a%20key%2B%25.txt', host: 'data.s3.us-east-1.amazonaws.com', service: 's3' }
    expect(await send(listing(signedHeaders(virtual, KEYS), virtual.path))).toMatchObject({ body: 'hello' })
  })

  it('tells what it was compared with where the secret is another', async () => {
    const answer = await send(signedListing({}, { secretAccessKey: 'wrong' }))
    expect(answer.status).toBe(403)
    expect(codeOf(answer)).toBe('SignatureDoesNotMatch')
    expect(elementOf(answer.body, 'AWSAccessKeyId')).toBe(KEYS.accessKeyId)
    expect(elementOf(answer.body, 'StringToSign')).toMatch(/^AWS4-HMAC-SHA256\n/)
    expect(elementOf(answer.body, 'CanonicalRequest')).toMatch(new RegExp(`^GET\n/\n\nhost:${host}\n`))
    expect(elementOf(answer.body, 'CanonicalRequestBytes')).toMatch(/^47 45 54 0a 2f /)
    expect(elementOf(answer.body, 'SignatureProvided')).toMatch(/^[0-9a-f]{64}$/)
    expect(answer.body).not.toContain(KEYS.secretAccessKey)
  })

  it.each([
    ['another method', { method: 'DELETE', path: '/data/x' }],
    ['another query', { method: 'GET', path: '/data/x?versionId=null' }],
    ['another path', { method: 'GET', path: '/data/y' }],
  ])('is good for no %s', async (_what, sent) => {
    const headers = signedHeaders({ path: '/data/x', host, service: 's3' }, KEYS)
    expect(codeOf(await send({ ...sent, headers }))).toBe('SignatureDoesNotMatch')
  })

  it('must cover the headers that mean something to S3', async () => {
    const answer = await send(
      listing({ ...signedHeaders({ path: '/', host, service: 's3' }, KEYS), 'x-amz-acl': 'private' }),
    )
    expect([answer.status, codeOf(answer)]).toEqual([403, 'AccessDenied'])
    expect(elementOf(answer.body, 'HeadersNotSigned')).toBe('x-amz-acl')
  })

  it.each([
    ['16 minutes ago', -16],
    ['in 16 minutes', 16],
  ])('is refused when it was signed %s', async (_when, minutes) => {
    const answer = await send(signedListing({ at: Date.now() + minutes * MINUTE }))
    expect([answer.status, codeOf(answer)]).toEqual([403, 'RequestTimeTooSkewed'])
    expect(elementOf(answer.body, 'MaxAllowedSkewMilliseconds')).toBe('900000')
    expect(elementOf(answer.body, 'ServerTime')).toMatch(/^[-0-9]+T[:0-9]+Z$/)
  })

  it('may be a little off in time', async () => {
    expect((await send(signedListing({ at: Date.now() - 14 * MINUTE }))).status).toBe(200)
  })

  it('is refused with a key or a token that is not known', async () => {
    const unknown = await send(signedListing({}, { accessKeyId: 'AKIDOTHER' }))
    expect([unknown.status, codeOf(unknown)]).toEqual([403, 'InvalidAccessKeyId'])
    expect(elementOf(unknown.body, 'AWSAccessKeyId')).toBe('AKIDOTHER')
    const wrong = await send(signedListing({}, { ...SESSION, sessionToken: 'another' }))
    expect([wrong.status, codeOf(wrong)]).toEqual([400, 'InvalidToken'])
    const missing = await send(signedListing({}, { ...SESSION, sessionToken: undefined }))
    expect(codeOf(missing)).toBe('InvalidToken')
  })

  it('gets no body with the refusal of a HEAD', async () => {
    expect(await send({ method: 'HEAD', path: '/data/x' })).toMatchObject({ status: 403, body: '' })
  })
})

describe('a link to S3', () => {
  const path = '/data/a%20key%2B%25.txt'
  const link = (changes: object = {}, keys: object = {}): string =>
    signedLink({ path, host, service: 's3', ...changes }, { ...KEYS, ...keys })
  const open = async (url: string, headers: Record<string, string> = { host }): Promise<RawAnswer> =>
    await send({ method: 'GET', path: url, headers })

  it('is good for whoever has it, for as long as it says', async () => {
    expect(await open(link())).toMatchObject({ status: 200, body: 'hello' })
    expect(await open(link({ at: Date.now() - 6 * 86_400_000, seconds: 604_800 }))).toMatchObject({ status: 200 })
    expect(await open(link({}, SESSION))).toMatchObject({ status: 200 })
  })

  it('is refused when it is out of date, or not good yet', async () => {
    const late = await open(link({ at: Date.now() - 10 * MINUTE, seconds: 60 }))
    expect([late.status, codeOf(late), messageOf(late)]).toEqual([403, 'AccessDenied', 'Request has expired'])
    expect(elementOf(late.body, 'X-Amz-Expires')).toBe('60')
    expect(elementOf(late.body, 'Expires')).toMatch(/Z$/)
    const early = await open(link({ at: Date.now() + 16 * MINUTE }))
    expect([codeOf(early), messageOf(early)]).toEqual(['AccessDenied', 'Request is not valid yet'])
  })

  it('is refused when it was changed', async () => {
    expect(codeOf(await open(link().replace('X-Amz-Expires=300', 'X-Amz-Expires=3000')))).toBe('SignatureDoesNotMatch')
    expect(codeOf(await open(link().replace('key', 'kay')))).toBe('SignatureDoesNotMatch')
    expect(codeOf(await open(`${link()}&response-expires=x`))).toBe('SignatureDoesNotMatch')
  })

  it.each([
    ['X-Amz-Expires=604801', 'X-Amz-Expires must be less than a week'],
    ['X-Amz-Expires=-1', 'X-Amz-Expires must be non-negative'],
    ['X-Amz-Expires=soon', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires=', 'Query-string authentication version 4 requires'],
  ])('is malformed with %s', async (parameter, message) => {
    const answer = await open(link().replace('X-Amz-Expires=300', parameter))
    expect([answer.status, codeOf(answer)]).toEqual([400, 'AuthorizationQueryParametersError'])
    expect(messageOf(answer)).toContain(message)
  })

  it('may be one of version 2', async () => {
    const expires = Math.floor(Date.now() / 1000) + 60
    expect(await open(oldLink({ path, expires }, KEYS))).toMatchObject({ status: 200, body: 'hello' })
    const virtual = oldLink({ path: '/a%20key%2B%25.txt', resource: path, expires }, KEYS)
    expect(await open(virtual, { host: 'data.s3.us-west-2.amazonaws.com' })).toMatchObject({ body: 'hello' })
    const typed = oldLink({ path: `${path}?response-content-type=text/x`, expires }, KEYS)
    expect((await open(typed)).headers['content-type']).toBe('text/x')
  })

  it('of version 2 is refused when it is out of date, changed or malformed', async () => {
    const expires = Math.floor(Date.now() / 1000) + 60
    const late = await open(oldLink({ path, expires: 1_000_000_000 }, KEYS))
    expect([codeOf(late), messageOf(late)]).toEqual(['AccessDenied', 'Request has expired'])
    const changed = await open(oldLink({ path, expires }, KEYS).replace('key', 'kay'))
    expect(codeOf(changed)).toBe('SignatureDoesNotMatch')
    const when = await open(oldLink({ path, expires }, KEYS).replace(/Expires=[0-9]+/, 'Expires=soon'))
    expect(messageOf(when)).toBe('Invalid date (should be seconds since epoch): soon')
  })

  it('of which the body was hashed is good for that body only', async () => {
    const hash = createHash('sha256').update('this').digest('hex')
    const unsigned = `/data/put?X-Amz-Content-Sha256=${hash}`
    const url = signedLink({ method: 'PUT', path: unsigned, host, service: 's3', payloadHash: hash }, KEYS)
    expect(codeOf(await send({ method: 'PUT', path: url, headers: { host }, body: 'that' }))).toBe(
      'XAmzContentSHA256Mismatch',
    )
    expect(await send({ method: 'PUT', path: url, headers: { host }, body: 'this' })).toMatchObject({ status: 200 })
  })
})

describe('a body', () => {
  it('must be the one whose hash was signed', async () => {
    const request = { method: 'PUT', path: '/data/hashed', host, service: 's3', body: 'this' }
    const headers = signedHeaders(request, KEYS)
    expect(codeOf(await send({ ...request, headers, body: 'that' }))).toBe('XAmzContentSHA256Mismatch')
    expect(await send({ ...request, headers })).toMatchObject({ status: 200 })
  })

  const CHUNKS = ['a'.repeat(10_000), 'b'.repeat(20_000), 'c']
  const LENGTH = CHUNKS.join('').length
  const signer = { ...KEYS, region: 'us-east-1' }

  function chunked(key: string, { trailer }: { trailer?: [string, string] } = {}) {
    const path = `/data/${key}`
    const headers = signHeaders(
      {
        method: 'PUT',
        path,
        host,
        headers: {
          'x-amz-content-sha256': trailer ? `${SIGNED_CHUNKS}-TRAILER` : SIGNED_CHUNKS,
          'x-amz-decoded-content-length': String(LENGTH),
          ...(trailer && { 'x-amz-trailer': trailer[0] }),
        },
      },
      signer,
    )
    return { method: 'PUT', path, headers, body: signChunks(CHUNKS, headers, signer, trailer) }
  }

  const CRC32: [string, string] = ['x-amz-checksum-crc32', 'AAAAAA==']
  const read = async (key: string): Promise<RawAnswer> =>
    await send(listing(signedHeaders({ path: `/data/${key}`, host, service: 's3' }, KEYS), `/data/${key}`))

  it('may be signed chunk by chunk', async () => {
    expect(await send(chunked('chunks'))).toMatchObject({ status: 200 })
    expect(await read('chunks')).toMatchObject({ body: CHUNKS.join('') })
  })

  it.each([
    ['the first chunk', 'aaaa', 'aaab'],
    ['a later chunk', 'bbbb', 'bbba'],
    ['the last chunk', '\r\nc\r\n', '\r\nd\r\n'],
  ])('with %s changed is stored nowhere', async (_which, from, to) => {
    const request = chunked('changed')
    const body = Buffer.from(request.body.toString('latin1').replace(from, to), 'latin1')
    const answer = await send({ ...request, body })
    expect([answer.status, codeOf(answer)]).toEqual([403, 'SignatureDoesNotMatch'])
    expect(elementOf(answer.body, 'StringToSign')).toMatch(/^AWS4-HMAC-SHA256-PAYLOAD\n/)
    expect((await read('changed')).status).toBe(404)
  })

  it('with a chunk left out is stored nowhere', async () => {
    const request = chunked('shortened')
    const last = request.body.lastIndexOf('1;chunk-signature=')
    const end = request.body.lastIndexOf('0;chunk-signature=')
    const body = Buffer.concat([request.body.subarray(0, last), request.body.subarray(end)])
    expect(codeOf(await send({ ...request, body }))).toBe('SignatureDoesNotMatch')
  })

  it('may have signed trailing headers, which must be right', async () => {
    const crc32 = 'IfTXVw=='
    const good = chunked('trailed', { trailer: [CRC32[0], crc32] })
    const changed = Buffer.from(good.body.toString('latin1').replace(crc32, CRC32[1]), 'latin1')
    const answer = await send({ ...good, body: changed })
    expect(codeOf(answer)).toBe('SignatureDoesNotMatch')
    expect(elementOf(answer.body, 'StringToSign')).toMatch(/^AWS4-HMAC-SHA256-TRAILER\n/)
    const unsigned = Buffer.from(good.body.toString('latin1').replace(/x-amz-trailer-signature:.*\r\n/, ''), 'latin1')
    expect(codeOf(await send({ ...good, body: unsigned }))).toBe('SignatureDoesNotMatch')
  })
})

const HEADER = 'AuthorizationHeaderMalformed'
const CREDENTIAL = 'Credential=A/20260101/us-east-1/s3/aws4_request'
const withAuthorization = (authorization: string): Record<string, string> => ({
  authorization,
  'x-amz-date': '20260101T000000Z',
  'x-amz-content-sha256': EMPTY,
})

describe.each(['parse', 'verify'] as const)('with %s', (auth) => {
  let outcrop: Outcrop
  beforeAll(async () => {
    outcrop = await startOutcrop({ auth, buckets: ['data'] })
  })
  afterAll(async () => await outcrop.close())

  it.each([
    ['no signature', {}, 403, 'AccessDenied', 'Access Denied'],
    ['a token', { authorization: 'Bearer a-secret' }, 400, 'InvalidArgument', 'Unsupported Authorization Type'],
    [
      'a signature of version 2',
      { authorization: 'AWS A:B' },
      400,
      'InvalidRequest',
      'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    ],
    [
      'parts missing',
      withAuthorization(`AWS4-HMAC-SHA256 ${CREDENTIAL}, Signature=0`),
      400,
      HEADER,
      'the authorization header requires three components: Credential, SignedHeaders, and Signature.',
    ],
    [
      'a scope too short',
      withAuthorization('AWS4-HMAC-SHA256 Credential=A/20260101/s3, SignedHeaders=host, Signature=0'),
      400,
      HEADER,
      'the Credential is mal-formed; expecting &quot;&lt;YOUR-AKID&gt;/YYYYMMDD/REGION/SERVICE/aws4_request&quot;.',
    ],
    [
      'no key',
      withAuthorization(
        'AWS4-HMAC-SHA256 Credential=/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
      ),
      400,
      HEADER,
      'a non-empty Access Key (AKID) must be provided in the credential.',
    ],
    [
      'another day in the scope',
      withAuthorization(`AWS4-HMAC-SHA256 ${CREDENTIAL.replace('0101', '0102')}, SignedHeaders=host, Signature=0`),
      400,
      HEADER,
      'Invalid credential date &quot;20260102&quot;. This date is not the same as X-Amz-Date: &quot;20260101&quot;.',
    ],
    [
      'another service behind the first',
      withAuthorization(
        `AWS4-HMAC-SHA256 ${CREDENTIAL}, Credential=A/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0`,
      ),
      400,
      HEADER,
      'incorrect service &quot;sts&quot;. This endpoint belongs to &quot;s3&quot;.',
    ],
    [
      'no date',
      { authorization: `AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host, Signature=0` },
      403,
      'AccessDenied',
      'AWS authentication requires a valid Date or x-amz-date header',
    ],
    [
      'no hash of the body',
      {
        authorization: `AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host, Signature=0`,
        'x-amz-date': '20260101T000000Z',
      },
      400,
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    ],
  ])('a request with %s is refused', async (_what, headers, status, code, message) => {
    const answer = await sendTo(outcrop.url, { method: 'GET', path: '/', headers })
    expect([answer.status, codeOf(answer)]).toEqual([status, code])
    expect(messageOf(answer)).toContain(message)
    expect(answer.body).not.toContain('a-secret')
  })

  it('a request with two signatures is refused', async () => {
    const path = signedLink({ path: '/data', host: 'x', service: 's3' }, KEYS)
    const headers = withAuthorization(`AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host, Signature=0`)
    const answer = await sendTo(outcrop.url, { method: 'GET', path, headers })
    expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidArgument'])
    expect(messageOf(answer)).toMatch(/^Only one auth mechanism allowed;/)
  })

  it('the admin API takes requests without a signature', async () => {
    expect((await sendTo(outcrop.url, { method: 'GET', path: '/_outcrop/health' })).status).toBe(200)
  })
})

describe('who is let in otherwise', () => {
  const WRONG = { accessKeyId: 'any', secretAccessKey: 'thing' }

  it('with parse: any keys, at any time, with chunks of any signature', async () => {
    const outcrop = await outcropWith({ auth: 'parse' })
    const request = { path: '/', host: 'example', service: 's3', at: Date.UTC(2020, 0) }
    expect((await sendTo(outcrop.url, listing(signedHeaders(request, WRONG)))).status).toBe(200)
  })

  it('by default: anybody, signed or not', async () => {
    const outcrop = await outcropWith({})
    expect((await sendTo(outcrop.url, { method: 'GET', path: '/data' })).status).toBe(200)
    const bad = { authorization: 'AWS4-HMAC-SHA256 nonsense' }
    expect((await sendTo(outcrop.url, { method: 'GET', path: '/data', headers: bad })).status).toBe(200)
  })

  it('with verify and no credentials given: those that outcrop env prints', async () => {
    const outcrop = await outcropWith({ auth: 'verify' })
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = outcrop.environment
    const keys = { accessKeyId: AWS_ACCESS_KEY_ID!, secretAccessKey: AWS_SECRET_ACCESS_KEY! }
    const own = new URL(outcrop.url).host
    const signed = (with_: typeof keys): RawRequest =>
      listing(signedHeaders({ path: '/', host: own, service: 's3' }, with_))
    expect((await sendTo(outcrop.url, signed(keys))).status).toBe(200)
    expect((await sendTo(outcrop.url, signed(WRONG))).status).toBe(403)
  })

  it('with verify: clients whose clock goes right, however the manual clock is turned', async () => {
    const outcrop = await outcropWith({ auth: 'verify', clock: 'manual' })
    await outcrop.clock.advance('30d')
    using s3 = {
      client: new S3Client(outcrop.aws),
      [Symbol.dispose]() {
        this.client.destroy()
      },
    }
    await expect(s3.client.send(new CreateBucketCommand({ Bucket: 'more' }))).resolves.toBeDefined()
  })

  it.each([
    ['with parse', 'parse'],
    ['with verify', 'verify'],
  ] as const)('%s: what only says that it is a form must be signed like all else', async (_mode, auth) => {
    const outcrop = await outcropWith({ auth, credentials: [KEYS] })
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const post = async (path: string, more = {}): Promise<unknown> =>
      codeOf(await sendTo(outcrop.url, { method: 'POST', path, headers: { ...headers, ...more }, body: '<Delete/>' }))
    expect(await post('/data?delete')).toBe('AccessDenied')
    expect(await post('/data/key?uploads')).toBe('AccessDenied')
    expect(await post('/data/key')).toBe('AccessDenied')
    expect(await post('/key?uploads', { host: 'data.localhost' })).toBe('AccessDenied')
    expect(await post('/')).toBe('AccessDenied')
  })

  it('a bucket belongs to the account of the key that made it', async () => {
    const first = { ...KEYS, account: '111122223333' }
    const second = { ...SESSION, account: '444455556666' }
    const outcrop = await outcropWith({ auth: 'verify', credentials: [first, second], buckets: [] })
    const own = new URL(outcrop.url).host
    const request = { method: 'PUT', path: '/ours', host: own, service: 's3' }
    await sendTo(outcrop.url, { ...request, headers: signedHeaders(request, first) })
    const list = async (keys: typeof first): Promise<string> =>
      (await sendTo(outcrop.url, listing(signedHeaders({ path: '/', host: own, service: 's3' }, keys)))).body
    expect(await list(first)).toContain('<Name>ours</Name>')
    expect(await list(second as never)).not.toContain('<Name>ours</Name>')
  })
})
