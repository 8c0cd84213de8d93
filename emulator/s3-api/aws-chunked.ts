import { chunkTooSmall, incompleteBody, malformedChunk, malformedTrailer } from './errors.ts'

export interface AwsChunkedOptions {
  /** Bytes of the body without its framing, as the client declares them. */
  decodedLength: number
  isSigned: boolean
  /** Names of the trailing headers that the client announces, in lower case; `undefined` where the form has none. */
  trailerNames: string[] | undefined
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
 * of size 0, trailing headers, and an empty line. Signatures are parsed but not verified.
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  { decodedLength, isSigned, trailerNames }: AwsChunkedOptions,
  trailers: Trailers,
): AsyncGenerator<Buffer> {
  const reader = new LineReader(source)
  let decoded = 0
  let lastSize = MIN_CHUNK_BYTES
  for (let chunk = 1; ; chunk += 1) {
    const size = readSize(await reader.line(malformedChunk), isSigned)
    if (size === 0) break
    if (lastSize < MIN_CHUNK_BYTES) throw chunkTooSmall(chunk, lastSize)
    lastSize = size
    decoded += size
    if (decoded > decodedLength) throw incompleteBody()
    yield* reader.bytes(size)
    if ((await reader.line(malformedChunk)) !== '') throw malformedChunk()
  }
  await readTrailers(reader, trailerNames ?? [], trailers)
  if (decoded !== decodedLength) throw incompleteBody()
}

function readSize(line: string, isSigned: boolean): number {
  const [, size, signature] = CHUNK_HEADER.exec(line) ?? []
  if (size === undefined || (isSigned && signature === undefined)) throw malformedChunk()
  return Number.parseInt(size, 16)
}

async function readTrailers(reader: LineReader, names: string[], trailers: Trailers): Promise<void> {
  for (let line = await reader.line(malformedTrailer); line !== ''; line = await reader.line(malformedTrailer)) {
    const [, name, value] = TRAILER.exec(line) ?? []
    if (name === undefined || value === undefined || trailers.size > MAX_TRAILERS) throw malformedTrailer()
    trailers.set(name.toLowerCase(), value.trim())
  }
  if (!(await reader.isAtEnd())) throw malformedTrailer()
  trailers.delete(TRAILER_SIGNATURE)
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
