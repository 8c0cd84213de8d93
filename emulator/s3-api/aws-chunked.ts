import type { ChunkSignatures } from '../auth/chunk-signatures.ts'
import { chunkTooSmall, incompleteBody, malformedChunk, malformedTrailer } from './errors.ts'
import { VerifiedChunks } from './verified-chunks.ts'

export interface AwsChunkedOptions {
  /** Bytes of the body without its framing, as the client declares them. */
  decodedLength: number
  isSigned: boolean
  /** Names of the trailing headers that the client announces, in lower case; `undefined` where the form has none. */
  trailerNames: string[] | undefined
  /** What the chunks are verified with; `undefined`: signatures are parsed and no more. */
  signatures?: ChunkSignatures | undefined
}

/** Names are in lower case; filled when the body has ended. */
export type Trailers = Map<string, string>

const MAX_LINE_BYTES = 1024
/** AWS: only the last chunk may be smaller. */
const MIN_CHUNK_BYTES = 8192
const MAX_TRAILERS = 16
const CHUNK_HEADER = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/
const TRAILER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)$/
const TRAILER_SIGNATURE = 'x-amz-trailer-signature'

/**
 * Takes the framing of `aws-chunked` off a body: `<size in hex>[;chunk-signature=…]\r\n<bytes>\r\n`, again and again, a chunk
 * of size 0, trailing headers, and an empty line.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  { decodedLength, isSigned, trailerNames, signatures }: AwsChunkedOptions,
  trailers: Trailers,
): AsyncGenerator<Buffer> {
  const reader = new LineReader(source)
  const verified = isSigned && signatures ? new VerifiedChunks(signatures) : undefined
  let decoded = 0
  let lastSize = MIN_CHUNK_BYTES
  for (let chunk = 1; ; chunk += 1) {
    const { size, signature } = readChunkHeader(await reader.line(malformedChunk), isSigned)
    if (size === 0) {
      verified?.verifyLast(signature)
      break
    }
    if (lastSize < MIN_CHUNK_BYTES) throw chunkTooSmall(chunk, lastSize)
    lastSize = size
    decoded += size
    if (decoded > decodedLength) throw incompleteBody()
    yield* verified ? verified.pass(reader.bytes(size), signature) : reader.bytes(size)
    if ((await reader.line(malformedChunk)) !== '') throw malformedChunk()
  }
  await readTrailers(reader, { names: trailerNames, verified }, trailers)
  if (decoded !== decodedLength) throw incompleteBody()
  if (verified) yield* verified.rest()
}

function readChunkHeader(line: string, isSigned: boolean): { size: number; signature: string } {
  const [, size, signature = ''] = CHUNK_HEADER.exec(line) ?? []
  if (size === undefined || (isSigned && signature === '')) throw malformedChunk()
  return { size: Number.parseInt(size, 16), signature }
}

interface TrailerRules {
  /** `undefined`: there are none. */
  names: string[] | undefined
  verified: VerifiedChunks | undefined
}

async function readTrailers(
  reader: LineReader,
  { names = [], verified }: TrailerRules,
  trailers: Trailers,
): Promise<void> {
  for (let line = await reader.line(malformedTrailer); line !== ''; line = await reader.line(malformedTrailer)) {
    const [, name, value] = TRAILER.exec(line) ?? []
    if (name === undefined || value === undefined || trailers.size > MAX_TRAILERS) throw malformedTrailer()
    trailers.set(name.toLowerCase(), value.trim())
  }
  if (!(await reader.isAtEnd())) throw malformedTrailer()
  const signature = trailers.get(TRAILER_SIGNATURE)
  trailers.delete(TRAILER_SIGNATURE)
  const lines = [...trailers].map(([name, value]) => `${name}:${value}`)
  if (verified && names.length > 0) verified.verifyTrailers(lines, signature ?? '')
  const isAsAnnounced = names.length === trailers.size && names.every((name) => trailers.has(name))
  if (!isAsAnnounced) throw malformedTrailer()
}

/** Hands out lines and counted bytes of a stream. */
class LineReader {
  readonly #source: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** The next piece of the stream, behind what is left over; `false` at the end. */
  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next()
    if (!done) this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value])
    return !done
  }

  /** Up to the next CRLF, which is left out. Throws `malformed()` where there is a lone LF, or none for too long. */
  async line(malformed: () => Error): Promise<string> {
    let end = this.#rest.indexOf('\n')
    while (end < 0) {
      if (this.#rest.length > MAX_LINE_BYTES) throw malformed()
      if (!(await this.#more())) throw incompleteBody()
      end = this.#rest.indexOf('\n')
    }
    if (end > MAX_LINE_BYTES || this.#rest[end - 1] !== 0x0d) throw malformed()
    const line = this.#rest.toString('latin1', 0, end - 1)
    this.#rest = this.#rest.subarray(end + 1)
    return line
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0;) {
      if (this.#rest.length === 0 && !(await this.#more())) throw incompleteBody()
      const piece = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#rest.length === 0) if (!(await this.#more())) return true
    return false
  }
}
