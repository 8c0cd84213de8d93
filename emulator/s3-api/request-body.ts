import type { IncomingMessage } from 'node:http'
import { chunkSignaturesOf } from '../auth/chunk-signatures.ts'
import { SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER, STREAMING, UNSIGNED_TRAILER } from '../auth/payload-forms.ts'
import type { NewBody } from '../object-store/write-body.ts'
import { BOUNDS } from '../limits.ts'
import type { ChecksumAlgorithm } from '../wire/checksum.ts'
import { RunningDigests } from '../wire/digests.ts'
import { decodeAwsChunked, type Trailers } from './aws-chunked.ts'
import { BodyChecksums, readExpectedChecksums, trailerNamesOf, withoutChecksums } from './checksums.ts'
import * as errors from './errors.ts'
import type { S3Request } from './request.ts'

/** AWS: largest object of one PutObject, and largest part, in bytes. */
export const MAX_PUT_BYTES = 5 * 1024 ** 3

/** The forms of `aws-chunked`, by the value of `x-amz-content-sha256`. */
const STREAMING_FORMS: Record<string, { isSigned: boolean; hasTrailer: boolean }> = {
  [UNSIGNED_TRAILER]: { isSigned: false, hasTrailer: true },
  [SIGNED_CHUNKS]: { isSigned: true, hasTrailer: false },
  [SIGNED_CHUNKS_TRAILER]: { isSigned: true, hasTrailer: true },
}

/**
 * The bytes of a request's body without framing, checked as they pass: their length, and in seal() every digest that the
 * client sent. `stored` is the algorithm of the checksum to be stored, the client's own unless told otherwise.
 */
export function openBody(request: S3Request, stored?: ChecksumAlgorithm): NewBody {
  return openBodyWith(request, new BodyChecksums(readExpectedChecksums(request.headers), stored))
}

function openBodyWith(request: S3Request, checksums: BodyChecksums): NewBody {
  const trailers: Trailers = new Map()
  const source = openSource(request, trailers)
  return {
    chunks: measured(source),
    checksums: checksums.needed,
    seal: async ({ digests }) => checksums.verify(digests, trailers),
  }
}

async function* measured(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > MAX_PUT_BYTES) throw errors.entityTooLarge(size, MAX_PUT_BYTES)
    yield chunk
  }
}

function openSource({ headers, stream }: S3Request, trailers: Trailers): AsyncIterable<Buffer> {
  const payload = headers['x-amz-content-sha256']?.toString() ?? ''
  const isChunked = payload.startsWith(STREAMING) || contentEncodings(headers['content-encoding']).includes(AWS_CHUNKED)
  if (!isChunked) {
    if (headers['transfer-encoding'] === undefined) checkLength(headers['content-length'])
    return freed(readStream(stream))
  }
  const form = STREAMING_FORMS[payload] ?? formOf(payload, headers['x-amz-trailer'] !== undefined)
  const decodedLength = checkLength(headers['x-amz-decoded-content-length']?.toString())
  const trailerNames = form.hasTrailer ? trailerNamesOf(headers) : undefined
  const framing = { decodedLength, isSigned: form.isSigned, trailerNames, signatures: chunkSignaturesOf(stream) }
  return decodeAwsChunked(readStream(stream), framing, trailers)
}

/** A body that is labelled aws-chunked, though its payload hash does not say so. */
function formOf(payload: string, hasTrailer: boolean): { isSigned: boolean; hasTrailer: boolean } {
  if (payload.startsWith(STREAMING)) throw errors.headerNotImplemented('x-amz-content-sha256')
  return { isSigned: false, hasTrailer }
}

/** How long a body says that it is. Throws `MissingContentLength`, `EntityTooLarge`. */
export function checkLength(text: string | undefined): number {
  if (text === undefined || !/^[0-9]{1,15}$/.test(text)) throw errors.missingContentLength()
  const length = Number(text)
  if (length > MAX_PUT_BYTES) throw errors.entityTooLarge(length, MAX_PUT_BYTES)
  return length
}

async function* readStream(stream: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    // The stream is not destroyed when something else fails: its socket carries the answer.
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk as Buffer
  } catch (error) {
    if (stream.complete) throw error
    throw Object.assign(errors.incompleteBody(), { cause: error })
  }
}

/**
 * Gives memory back when a chunk was used, rather than when the engine finds it: each is 64 KB of its own, and the search for
 * garbage took a tenth of a large upload.
 */
async function* freed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk
    const { buffer } = chunk
    if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength) buffer.transfer(0)
  }
}

const hasNoBody = ({ headers }: S3Request): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined

export const AWS_CHUNKED = 'aws-chunked'

export const contentEncodings = (header: string | undefined): string[] =>
  (header ?? '')
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '')

/**
 * The whole of a body that is an XML document. Throws `MalformedXML` where it is too large. In the request that completes a
 * multipart upload, `x-amz-checksum-*` describes the object and not the document (`describesObject`).
 */
export async function readXmlBody(
  request: S3Request,
  { describesObject }: { describesObject: boolean },
): Promise<Buffer> {
  if (hasNoBody(request)) return Buffer.alloc(0)
  const expected = readExpectedChecksums(describesObject ? withoutChecksums(request.headers) : request.headers)
  const { chunks, checksums, seal } = openBodyWith(request, new BodyChecksums(expected))
  const pieces: Uint8Array[] = []
  const running = new RunningDigests(['MD5', ...(checksums ?? [])])
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > BOUNDS.xmlBodyBytes) throw errors.malformedXml()
    running.update(chunk)
    pieces.push(Buffer.from(chunk))
  }
  const digests = await running.digest()
  await seal({ size, digests })
  return Buffer.concat(pieces)
}
