import { buffer } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAwsChunked, type AwsChunkedOptions, type Trailers } from '../../../emulator/s3-api/aws-chunked.ts'

const SIGNATURE = 'ab'.repeat(32)
const CHECKSUM = 'x-amz-checksum-crc32'
const UNSIGNED = { isSigned: false, trailerNames: [CHECKSUM] }
const SIGNED = { isSigned: true, trailerNames: undefined }

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function decode(
  encoded: string | Buffer,
  options: Partial<AwsChunkedOptions> = {},
  pieceSize = 1000,
): Promise<{ body: Buffer; trailers: Trailers }> {
  const trailers: Trailers = new Map()
  const source = piecesOf(Buffer.from(encoded as string, 'latin1'), pieceSize)
  const body = await buffer(decodeAwsChunked(source, { decodedLength: 5, ...UNSIGNED, ...options }, trailers))
  return { body, trailers }
}

const chunk = (bytes: string, extension = ''): string => `${bytes.length.toString(16)}${extension}\r\n${bytes}\r\n`

/** An unsigned body as SDKs write it, in chunks of these sizes. */
function encode(sizes: number[]): { encoded: string; decoded: string } {
  const texts = sizes.map((size, index) => String.fromCodePoint(97 + index).repeat(size))
  return {
    encoded: `${texts.map((text) => chunk(text)).join('')}0\r\n${CHECKSUM}:AAAAAA==\r\n\r\n`,
    decoded: texts.join(''),
  }
}

describe('a body in chunks', () => {
  it('is its bytes, and its trailing headers', async () => {
    const { body, trailers } = await decode(`5\r\nhello\r\n0\r\n${CHECKSUM}:NhCmhg==\r\n\r\n`)
    expect(body.toString()).toBe('hello')
    expect([...trailers]).toEqual([[CHECKSUM, 'NhCmhg==']])
  })

  it('is the same in whatever pieces it comes', async () => {
    const { encoded, decoded } = encode([8192, 10_000, 3])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), async (pieceSize) => {
        const { body } = await decode(encoded, { decodedLength: decoded.length }, pieceSize)
        expect(body.toString()).toBe(decoded)
      }),
      { numRuns: 30 },
    )
  })

  it('may be signed, chunk by chunk', async () => {
    const extension = `;chunk-signature=${SIGNATURE}`
    const encoded = `${chunk('hello', extension)}0${extension}\r\n\r\n`
    expect((await decode(encoded, SIGNED)).body.toString()).toBe('hello')
  })

  it('may be signed with a signature of the trailing headers', async () => {
    const extension = `;chunk-signature=${SIGNATURE}`
    const encoded = `${chunk('hello', extension)}0${extension}\r\n${CHECKSUM}: NhCmhg== \r\nx-amz-trailer-signature:${SIGNATURE}\r\n\r\n`
    const { trailers } = await decode(encoded, { ...UNSIGNED, isSigned: true })
    expect([...trailers]).toEqual([[CHECKSUM, 'NhCmhg==']])
  })

  it('may be empty', async () => {
    const { body } = await decode(`0\r\n${CHECKSUM}:AAAAAA==\r\n\r\n`, { decodedLength: 0 })
    expect(body).toHaveLength(0)
  })
})

describe('a body that ends early', () => {
  it('is incomplete, wherever it ends', async () => {
    const { encoded, decoded } = encode([8192, 5])
    const lengths = [
      ...Array.from({ length: 30 }, (_, at) => at),
      8190,
      ...Array.from({ length: 50 }, (_, at) => encoded.length - 50 + at),
    ]
    const outcomes = await Promise.allSettled(
      lengths.map(async (length) => await decode(encoded.slice(0, length), { decodedLength: decoded.length })),
    )
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'IncompleteBody' } })
  })

  it.each([4, 6])('is incomplete where %i bytes were declared and 5 came', async (decodedLength) => {
    const decoding = decode(encode([5]).encoded, { decodedLength })
    await expect(decoding).rejects.toMatchObject({ code: 'IncompleteBody' })
  })
})

describe('a body that is malformed', () => {
  it.each([
    ['a size that is no number', 'five\r\nhello\r\n0\r\n\r\n'],
    ['a negative size', '-5\r\nhello\r\n0\r\n\r\n'],
    ['a size beyond all bounds', 'ffffffffffffffff\r\nhello'],
    ['an unknown extension', '5;name=value\r\nhello\r\n0\r\n\r\n'],
    ['a signature that is too short', '5;chunk-signature=ab\r\nhello\r\n0\r\n\r\n'],
    ['more bytes than the size says', '5\r\nhello world\r\n0\r\n\r\n'],
    ['line feeds alone', '5\nhello\n0\n\n'],
    ['a header without end', 'a'.repeat(5000)],
    ['a header that is too long', `5;${'a'.repeat(2000)}\r\nhello\r\n0\r\n\r\n`],
  ])('is refused for %s', async (_what, encoded) => {
    await expect(decode(encoded)).rejects.toMatchObject({ code: 'InvalidRequest', status: 400 })
  })

  it('is refused without a signature where there has to be one', async () => {
    await expect(decode('5\r\nhello\r\n0\r\n\r\n', SIGNED)).rejects.toMatchObject({ code: 'InvalidRequest' })
  })

  it('is refused for a small chunk that is not the last', async () => {
    const { encoded, decoded } = encode([8191, 5])
    const decoding = decode(encoded, { decodedLength: decoded.length })
    await expect(decoding).rejects.toMatchObject({
      code: 'InvalidChunkSizeError',
      status: 403,
      resource: { BadChunkSize: '8191' },
    })
  })

  it.each([
    ['no trailing header', '5\r\nhello\r\n0\r\n\r\n'],
    ['another trailing header', '5\r\nhello\r\n0\r\nx-other:1\r\n\r\n'],
    ['one trailing header more', `5\r\nhello\r\n0\r\n${CHECKSUM}:NhCmhg==\r\nx-other:1\r\n\r\n`],
    ['a trailing header without a colon', `5\r\nhello\r\n0\r\n${CHECKSUM}\r\n\r\n`],
    ['a trailing header that is too long', `5\r\nhello\r\n0\r\n${CHECKSUM}:${'a'.repeat(2000)}\r\n\r\n`],
    [
      'trailing headers without end',
      `5\r\nhello\r\n0\r\n${Array.from({ length: 100 }, (_, index) => `x-${index}:1\r\n`).join('')}\r\n`,
    ],
    ['bytes behind the end', `5\r\nhello\r\n0\r\n${CHECKSUM}:NhCmhg==\r\n\r\nx`],
  ])('is refused for %s', async (_what, encoded) => {
    await expect(decode(encoded)).rejects.toMatchObject({ code: 'MalformedTrailerError', status: 400 })
  })

  it('is refused for a trailing header where none was announced', async () => {
    const extension = `;chunk-signature=${SIGNATURE}`
    const encoded = `${chunk('hello', extension)}0${extension}\r\n${CHECKSUM}:NhCmhg==\r\n\r\n`
    await expect(decode(encoded, SIGNED)).rejects.toMatchObject({ code: 'MalformedTrailerError' })
  })
})
