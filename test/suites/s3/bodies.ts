import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { openSocket, type RawAnswer } from '../../support/raw-http.ts'
import { behaviour, each, outcomeOf, outcomeOfCall, type Behaviour } from './behaviour.ts'
import { signChunks } from './sign.ts'
import type { Subject } from './subject.ts'

const CHECKSUM = 'x-amz-checksum-crc32'
const TRAILER = [CHECKSUM, 'NhCmhg=='] as const
const FRAMED = `5\r\nhello\r\n0\r\n${TRAILER.join(':')}\r\n\r\n`
const STREAMING = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', 'x-amz-trailer': CHECKSUM }
const LENGTH = { 'x-amz-decoded-content-length': '5' }
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The outcome of a put, and what is there afterwards. */
async function stored(s3: Subject, bucket: string, answer: RawAnswer): Promise<unknown[]> {
  const { status, body } = await s3.send({ method: 'GET', path: `/${bucket}/a` })
  return [outcomeOf(answer), status === 200 ? body : undefined]
}

async function put(s3: Subject, headers: Record<string, string>, body: string): Promise<unknown[]> {
  const bucket = await s3.newBucket()
  return await stored(s3, bucket, await s3.send({ method: 'PUT', path: `/${bucket}/a`, headers, body }))
}

/** A put whose chunks are signed one by one. */
async function putSigned(
  s3: Subject,
  chunks: (string | Buffer)[],
  trailer?: readonly [string, string],
): Promise<unknown[]> {
  const bucket = await s3.newBucket()
  const path = `/${bucket}/a`
  const form = `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer ? '-TRAILER' : ''}`
  const length = String(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as string))).length)
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-content-sha256': form,
    'x-amz-decoded-content-length': length,
    ...(trailer && { 'x-amz-trailer': trailer[0] }),
  }
  const signed = s3.sign({ method: 'PUT', path, headers })
  const body = signChunks(chunks, signed, s3.signer, trailer)
  return await stored(s3, bucket, await s3.sendSigned({ method: 'PUT', path, headers: signed, body }))
}

const BIG = 'x'.repeat(70_000)

export const bodies: Behaviour[] = [
  ...each(
    [
      ['of a payload hash are verified', sha256Of('hello'), ['200', 'hello']],
      ['of another payload hash are refused', sha256Of('other'), ['400 XAmzContentSHA256Mismatch', undefined]],
      ['of a payload hash that is none are refused', 'abc', ['400 InvalidArgument', undefined]],
    ],
    async (s3, hash) => await put(s3, { 'x-amz-content-sha256': hash }, 'hello'),
  ),
  ...each<[Record<string, string>, string]>(
    [
      ['in unsigned chunks', [{ ...STREAMING, ...LENGTH }, FRAMED], ['200', 'hello']],
      [
        'in unsigned chunks that are labelled aws-chunked',
        [{ ...STREAMING, ...LENGTH, 'content-encoding': 'aws-chunked' }, FRAMED],
        ['200', 'hello'],
      ],
      [
        'in chunks and a chunked transfer at once',
        [{ ...STREAMING, ...LENGTH, 'transfer-encoding': 'chunked' }, FRAMED],
        ['200', 'hello'],
      ],
      ['in chunks without their decoded length', [STREAMING, FRAMED], ['411 MissingContentLength', undefined]],
      [
        'in chunks that end early',
        [{ ...STREAMING, ...LENGTH }, FRAMED.slice(0, 6)],
        ['400 IncompleteBody', undefined],
      ],
      [
        'in more bytes than the decoded length says',
        [{ ...STREAMING, 'x-amz-decoded-content-length': '4' }, FRAMED],
        ['400 IncompleteBody', undefined],
      ],
      [
        'in chunks of a form that is not known',
        [{ ...LENGTH, 'x-amz-content-sha256': 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-X' }, FRAMED],
        ['501 NotImplemented', undefined],
      ],
      [
        'in a chunk whose size is no number',
        [{ ...STREAMING, ...LENGTH }, FRAMED.replace('5', 'five')],
        ['400 InvalidRequest', undefined],
      ],
      [
        'in chunks without the trailing header that was announced',
        [{ ...STREAMING, ...LENGTH }, '5\r\nhello\r\n0\r\n\r\n'],
        ['400 MalformedTrailerError', undefined],
      ],
      [
        'in chunks whose trailing checksum is of other bytes',
        [{ ...STREAMING, ...LENGTH }, FRAMED.replace(TRAILER[1], 'AAAAAA==')],
        ['400 BadDigest', undefined],
      ],
    ],
    async (s3, [headers, body]) => await put(s3, headers, body),
  ),
  behaviour('in signed chunks', async (s3) => await putSigned(s3, ['hello']), ['200', 'hello']),
  behaviour(
    'in signed chunks of 64 KB, as SDKs send them',
    async (s3) => await putSigned(s3, [BIG.slice(0, 65_536), BIG.slice(65_536)]),
    ['200', BIG],
  ),
  behaviour('in signed chunks with a trailing header', async (s3) => await putSigned(s3, ['hello'], TRAILER), [
    '200',
    'hello',
  ]),
  behaviour(
    'as the stream that the SDK makes of any Readable',
    async (s3) => {
      const Bucket = await s3.newBucket()
      const bytes = randomBytes(300_000)
      const Body = Readable.from([bytes])
      await s3.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body, ContentLength: bytes.length }))
      const answer = await s3.client().send(new GetObjectCommand({ Bucket, Key: 'a' }))
      return Buffer.from(await answer.Body!.transformToByteArray()).equals(bytes)
    },
    true,
  ),
  behaviour(
    'as a stream in pieces below 8 KB, which are refused',
    async (s3) => {
      const Body = Readable.from(Array.from({ length: 30 }, () => Buffer.alloc(1000)))
      const input = { Bucket: await s3.newBucket(), Key: 'a', Body, ContentLength: 30_000 }
      return await outcomeOfCall(s3.client().send(new PutObjectCommand(input)))
    },
    '403 InvalidChunkSizeError',
  ),
  behaviour(
    'after 100 Continue, where that is expected',
    async (s3) => {
      const bucket = await s3.newBucket()
      const socket = openSocket(s3.endpoint).setEncoding('latin1')
      const headers = { 'content-length': '5', expect: '100-continue', connection: 'close' }
      socket.write(s3.headOf({ method: 'PUT', path: `/${bucket}/a`, headers }))
      const [first] = (await once(socket, 'data')) as [string]
      socket.write('hello')
      const rest = (await Array.fromAsync(socket)).join('')
      const { body } = await s3.send({ method: 'GET', path: `/${bucket}/a` })
      return [first.slice(0, 12), rest.slice(0, 12), body]
    },
    ['HTTP/1.1 100', 'HTTP/1.1 200', 'hello'],
  ),
  behaviour(
    'that are malformed do not spoil the connection',
    async (s3) => {
      const bucket = await s3.newBucket()
      const headers = { ...STREAMING, ...LENGTH, 'content-length': '20000' }
      const first = s3.headOf({ method: 'PUT', path: `/${bucket}/a`, headers })
      const second = s3.headOf({ method: 'GET', path: `/${bucket}?location`, headers: { connection: 'close' } })
      const socket = openSocket(s3.endpoint).setEncoding('latin1')
      socket.on('error', () => undefined).write(first + 'z'.repeat(20_000) + second)
      const answers = (await Array.fromAsync(socket)).join('')
      return Array.from(answers.matchAll(/HTTP\/1\.1 ([0-9]{3})/g), ([, status]) => status)
    },
    ['400', '200'],
  ),
]
