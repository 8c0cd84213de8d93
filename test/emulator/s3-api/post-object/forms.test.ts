import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startOutcrop } from '../../../../index.ts'
import { newBucket } from '../../../support/buckets.ts'
import { toMultipart, type FormPart } from '../../../support/multipart-form.ts'
import { elementOf, openSocket, send, sendTo, type RawAnswer } from '../../../support/raw-http.ts'
import { startS3Server, type S3Server } from '../../../support/s3-server.ts'
import { signForm, signFormV2 } from '../../../suites/s3/sign-form.ts'
import { signHeaders } from '../../../suites/s3/sign.ts'

const FILE: FormPart = ['file', { name: 'a.txt', bytes: 'hello' }]
const LARGE: FormPart = ['file', { bytes: 'x'.repeat(3_000_000) }]
const outcomeOf = ({ status, body }: RawAnswer) => [status, elementOf(body, 'Code')]

describe('a form', () => {
  let server: S3Server
  beforeAll(async () => {
    server = await startS3Server()
  })
  afterAll(async () => await server[Symbol.asyncDispose]())

  async function post(bucket: string, parts: readonly FormPart[]): Promise<RawAnswer> {
    const { type, body } = toMultipart(parts)
    return await send(server.port, { method: 'POST', path: `/${bucket}`, headers: { 'content-type': type }, body })
  }

  it('needs no signature and no policy where none is asked for', async () => {
    const bucket = newBucket(server.store)
    expect((await post(bucket, [['key', 'a'], FILE])).status).toBe(204)
    expect(server.store.objects.get(bucket, 'a').size).toBe(5)
  })

  it.each<[string, FormPart[]]>([
    ['for what it says', [['key', 'a'], ['x-amz-storage-class', 'FAST'], LARGE]],
    ['for too much in front of its file', [['key', 'a'], ['who', 'x'.repeat(30_000)], LARGE]],
    ['for its key, which is missing', [LARGE]],
    [
      'for its file, which is missing',
      [
        ['key', 'a'],
        ['document', 'x'.repeat(3_000_000)],
      ],
    ],
    ['for a second file, far behind the first', [['key', 'a'], FILE, ['who', 'x'.repeat(3_000_000)], FILE]],
  ])('that is refused %s is read to its end, and the connection is good for the next request', async (_why, parts) => {
    const bucket = newBucket(server.store)
    const { type, body } = toMultipart(parts)
    const socket = openSocket(server.endpoint)
    onTestFinished(() => void socket.destroy())
    const head = `POST /${bucket} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`
    const next = `HEAD /${bucket}/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`
    socket.write(Buffer.concat([Buffer.from(head), body, Buffer.from(next)]))
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    await once(socket, 'end')
    expect(
      Buffer.concat(chunks)
        .toString()
        .match(/HTTP\/1\.1 \d+/g),
    ).toEqual(['HTTP/1.1 400', 'HTTP/1.1 404'])
  })

  it('that breaks off far behind its file stores nothing', async () => {
    const bucket = newBucket(server.store)
    const { type, body } = toMultipart([['key', 'a'], FILE, ['who', 'x'.repeat(3_000_000)]], { isCutOff: true })
    const answer = await send(server.port, {
      method: 'POST',
      path: `/${bucket}`,
      headers: { 'content-type': type },
      body,
    })
    expect(outcomeOf(answer)).toEqual([400, 'MalformedPOSTRequest'])
    expect(server.store.objects.find(bucket, 'a')).toBeUndefined()
  })

  it('whose sender goes away leaves nothing', async () => {
    const bucket = newBucket(server.store)
    const { type, body } = toMultipart([
      ['key', 'a'],
      ['file', { bytes: 'x'.repeat(300_000) }],
    ])
    const socket = openSocket(server.endpoint)
    const head = `POST /${bucket} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`
    await new Promise<void>((resolve) =>
      socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, 200_000)]), () => resolve()),
    )
    socket.destroy()
    expect((await post(bucket, [['key', 'b'], FILE])).status).toBe(204)
    expect(server.store.objects.find(bucket, 'a')).toBeUndefined()
    expect(server.logged).toEqual([])
  })

  it.each<[string, FormPart]>([
    ['line end', ['x-amz-meta-a', '1\r\nx-evil: 1']],
    ['nul', ['Content-Type', 'text/\u0000']],
  ])('puts no %s into a header', async (_what, field) => {
    const answer = await post(newBucket(server.store), [['key', 'a'], field, FILE])
    expect(outcomeOf(answer)).toEqual([400, 'InvalidArgument'])
    expect(answer.headers).not.toHaveProperty('x-evil')
  })

  it('is taken with names that every object has, and with many fields', async () => {
    const bucket = newBucket(server.store)
    const many = Array.from({ length: 1100 }, (_, at): FormPart => [`f${at}`, ''])
    expect((await post(bucket, [['key', 'a'], ['__proto__', 'x'], ['constructor', 'x'], FILE])).status).toBe(204)
    expect(outcomeOf(await post(bucket, [['key', 'a'], ...many, FILE]))).toEqual([400, 'MaxPostPreDataLengthExceeded'])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('copies nothing, whatever it says', async () => {
    const bucket = newBucket(server.store)
    await post(bucket, [['key', 'a'], FILE])
    await post(bucket, [
      ['key', 'b'],
      ['x-amz-copy-source', `${bucket}/a`],
      ['file', { bytes: 'own' }],
    ])
    expect(server.store.objects.get(bucket, 'b').size).toBe(3)
  })
})

describe('where signatures are verified, a form', () => {
  const CREDENTIAL = { accessKeyId: 'key', secretAccessKey: 'secret' }
  const KEYS = { ...CREDENTIAL, region: 'us-east-1' }
  const BUCKET = 'data'
  let url: string
  let close: () => Promise<void>
  beforeAll(async () => {
    const outcrop = await startOutcrop({
      port: 0,
      logLevel: 'silent',
      auth: 'verify',
      credentials: [CREDENTIAL],
      buckets: [BUCKET],
    })
    url = outcrop.url
    close = async () => await outcrop.close()
  })
  afterAll(async () => await close())

  const CONDITIONS = [{ bucket: BUCKET }, { key: 'a' }]
  const without =
    (name: string) =>
    (fields: Record<string, string>): Record<string, string> =>
      Object.fromEntries(Object.entries(fields).filter(([own]) => own !== name))
  async function post(fields: Record<string, string>, path = `/${BUCKET}`, headers = {}): Promise<RawAnswer> {
    const { type, body } = toMultipart([...Object.entries({ key: 'a', ...fields }), FILE])
    return await sendTo(url, { method: 'POST', path, headers: { 'content-type': type, ...headers }, body })
  }

  it('is let in with its own signature, of either version, also under the host of the bucket', async () => {
    const answers = [
      await post(signForm({ conditions: CONDITIONS }, KEYS)),
      await post(signFormV2({ conditions: CONDITIONS }, KEYS)),
      await post(signForm({ conditions: CONDITIONS }, KEYS), '/', { host: `${BUCKET}.s3.localhost` }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
    expect(answers[2]!.headers['location']).toBe(`http://${BUCKET}.s3.localhost/a`)
  })

  it.each<[string, (fields: Record<string, string>) => Record<string, string>, [number, string]]>([
    ['without a signature', () => ({}), [403, 'AccessDenied']],
    ['with a policy alone', ({ policy }) => ({ policy: policy! }), [403, 'AccessDenied']],
    [
      'with another policy',
      (fields) => ({ ...fields, policy: `${fields['policy']!.slice(0, -4)}fQ==` }),
      [403, 'SignatureDoesNotMatch'],
    ],
    [
      'with another signature',
      (fields) => ({ ...fields, 'x-amz-signature': '0'.repeat(64) }),
      [403, 'SignatureDoesNotMatch'],
    ],
    ['without its policy', without('policy'), [400, 'InvalidArgument']],
    ['without its algorithm', without('x-amz-algorithm'), [400, 'InvalidArgument']],
    ['with another algorithm', (fields) => ({ ...fields, 'x-amz-algorithm': 'ROT13' }), [400, 'InvalidArgument']],
    ['with a malformed time', (fields) => ({ ...fields, 'x-amz-date': 'today' }), [400, 'InvalidArgument']],
    ['with a malformed credential', (fields) => ({ ...fields, 'x-amz-credential': 'key' }), [400, 'InvalidArgument']],
    [
      'for another service',
      (fields) => ({ ...fields, 'x-amz-credential': fields['x-amz-credential']!.replace('/s3/', '/bedrock/') }),
      [400, 'AuthorizationQueryParametersError'],
    ],
    [
      'of somebody unknown',
      (fields) => ({ ...fields, 'x-amz-credential': fields['x-amz-credential']!.replace('key', 'none') }),
      [403, 'InvalidAccessKeyId'],
    ],
    ['with an unknown token', (fields) => ({ ...fields, 'x-amz-security-token': 'none' }), [400, 'InvalidToken']],
  ])('%s is refused', async (_what, change, outcome) => {
    const answer = await post(change(signForm({ conditions: CONDITIONS }, KEYS)))
    expect(outcomeOf(answer)).toEqual(outcome)
  })

  it('shows the policy that was signed, where the signature is wrong', async () => {
    const fields = signForm({ conditions: CONDITIONS }, { ...KEYS, secretAccessKey: 'wrong' })
    const { body } = await post(fields)
    expect(elementOf(body, 'StringToSign')).toBe(fields['policy'])
    expect(body).not.toContain('CanonicalRequest')
  })

  it('is no way around the signature of any other request', async () => {
    const paths = [`/${BUCKET}?delete`, `/${BUCKET}/a?uploads`, `/${BUCKET}/a`, '/', `/${BUCKET}?policy`]
    const answers = await Promise.all(paths.map(async (path) => await post({}, path)))
    expect(answers.map(outcomeOf)).toEqual(paths.map(() => [403, 'AccessDenied']))
  })

  it('of a key that is begun as a multipart upload of that type is signed as all requests are', async () => {
    const { host } = new URL(url)
    const path = `/${BUCKET}/a?uploads`
    const signed = signHeaders({ method: 'POST', path, host, headers: { 'content-type': 'multipart/form-data' } }, KEYS)
    expect((await sendTo(url, { method: 'POST', path, headers: signed })).status).toBe(200)
  })
})
