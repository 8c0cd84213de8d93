import { Block, Line } from './line.ts'

/** The longest line of batches that is read, where nobody asks for another. AWS: records are far smaller. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024

export interface ReadLinesOptions {
  /** Longest line in bytes; a longer one throws LineTooLongError instead of filling the memory. */
  maxLineBytes: number
  /** When the chunks start in the middle of a file: the offset of the first byte and the lines before it. */
  from?: { offset: number; lines: number }
}

export class LineTooLongError extends Error {
  readonly lineNumber: number
  constructor(lineNumber: number, maxLineBytes: number) {
    super(`line ${lineNumber} is longer than ${maxLineBytes} bytes`)
    this.lineNumber = lineNumber
  }
}

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** Larger chunks become several blocks: the engine makes room for a text of more than some 100 KB in three times the time. */
const MOST_BLOCK_BYTES = 64 * 1024

/**
 * Splits bytes into lines at 0x0A and nowhere else (U+2028 and U+0085 are legal inside JSON strings, so node:readline is
 * no use here), and yields the lines of one chunk at a time: one `await` a chunk, not one a line. A byte order mark at the
 * start of the file is left out. The last line needs no line feed.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  { maxLineBytes, from = { offset: 0, lines: 0 } }: ReadLinesOptions,
): AsyncGenerator<Line[]> {
  const cutter = new LineCutter(from)
  let pending: Buffer[] = []
  let pendingBytes = 0
  for await (const chunk of chunks) {
    const first = chunk.indexOf(LINE_FEED)
    const lines: Line[] = []
    let start = 0
    if (first >= 0 && pendingBytes > 0 && pendingBytes + first <= maxLineBytes) {
      cutter.cut(Buffer.concat([...pending, chunk.subarray(0, first + 1)]), maxLineBytes, lines)
      start = first + 1
      pending = []
      pendingBytes = 0
    }
    if (pendingBytes === 0) start += cutter.cut(chunk.subarray(start), maxLineBytes, lines)
    if (start < chunk.length) pending.push(chunk.subarray(start))
    pendingBytes += chunk.length - start
    // The lines before it come first, however the chunks fall.
    if (lines.length > 0) yield lines
    const next = chunk.indexOf(LINE_FEED, start)
    const nextBytes = next < 0 ? pendingBytes : pendingBytes - chunk.length + next
    if (nextBytes > maxLineBytes) throw new LineTooLongError(cutter.lineCount + 1, maxLineBytes)
  }
  if (pendingBytes > 0) yield [cutter.lastLine(Buffer.concat(pending))]
}

/** Makes lines, and counts them and their bytes. */
class LineCutter {
  lineCount: number
  #end: number

  constructor({ offset, lines }: { offset: number; lines: number }) {
    this.lineCount = lines
    this.#end = offset
  }

  /** Adds the whole lines of a chunk to `lines`, up to one that is too long; returns how many bytes they take. */
  cut(chunk: Buffer, maxLineBytes: number, lines: Line[]): number {
    let block: Block | undefined
    let blockStart = 0
    let start = 0
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
      if (at - start > maxLineBytes) break
      if (!block || at >= blockStart + block.bytes.length) {
        const last = chunk.lastIndexOf(LINE_FEED, start + MOST_BLOCK_BYTES)
        block = new Block(chunk.subarray(start, Math.max(last, at) + 1))
        blockStart = start
      }
      lines.push(this.#toLine(block, start - blockStart, at - blockStart))
      start = at + 1
    }
    return start
  }

  /** A line without a line feed. */
  lastLine(bytes: Buffer): Line {
    return this.#toLine(new Block(bytes), 0, bytes.length)
  }

  #toLine(block: Block, start: number, lineFeed: number): Line {
    const { bytes } = block
    const hasLineFeed = lineFeed < bytes.length
    this.lineCount += 1
    this.#end += lineFeed - start + (hasLineFeed ? 1 : 0)
    const isMarked = this.lineCount === 1 && bytes.subarray(start, start + 3).equals(BYTE_ORDER_MARK)
    const hasReturn = hasLineFeed && lineFeed > start && bytes[lineFeed - 1] === CARRIAGE_RETURN
    const place = { start: isMarked ? start + 3 : start, stop: hasReturn ? lineFeed - 1 : lineFeed }
    return new Line(block, place, { number: this.lineCount, end: this.#end })
  }
}
