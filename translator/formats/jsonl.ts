/** One physical line of a file, without its line feed. */
export interface Line {
  /** Without the line feed, and without a carriage return before it. */
  bytes: Buffer
  /** 1 for the first line of the file. */
  number: number
  /** Offset of the byte after the line feed, counted from the first byte of the file. */
  end: number
}

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
const SPACE = 0x20
const TAB = 0x09

/** Whether a line has nothing but spaces, tabs and carriage returns in it. */
export const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN)

/**
 * Splits bytes into lines at 0x0A and nowhere else (U+2028 and U+0085 are legal inside JSON strings, so node:readline is
 * no use here), and yields the lines of one chunk at a time: one `await` a chunk, not one a line. A byte order mark at the
 * start of the file is left out. The last line needs no line feed.
 */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  { maxLineBytes, from = { offset: 0, lines: 0 } }: ReadLinesOptions,
): AsyncGenerator<Line[]> {
  let number = from.lines
  let end = from.offset
  let pending: Buffer[] = []
  let pendingBytes = 0

  const toLine = (bytes: Buffer, lineFeedBytes: 0 | 1): Line => {
    number += 1
    end += bytes.length + lineFeedBytes
    let [first, last] = [0, bytes.length]
    if (lineFeedBytes && bytes[last - 1] === CARRIAGE_RETURN) last -= 1
    if (number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) first = 3
    return { bytes: bytes.subarray(first, last), number, end }
  }

  for await (const chunk of chunks) {
    const lines: Line[] = []
    let start = 0
    let isTooLong = false
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
      const piece = chunk.subarray(start, at)
      isTooLong = pendingBytes + piece.length > maxLineBytes
      if (isTooLong) break
      lines.push(toLine(pendingBytes ? Buffer.concat([...pending, piece]) : piece, 1))
      pending = []
      pendingBytes = 0
      start = at + 1
    }
    if (start < chunk.length && !isTooLong) {
      pending.push(chunk.subarray(start))
      pendingBytes += chunk.length - start
      isTooLong = pendingBytes > maxLineBytes
    }
    // The lines before it come first, however the chunks fall.
    if (lines.length > 0) yield lines
    if (isTooLong) throw new LineTooLongError(number + 1, maxLineBytes)
  }
  if (pendingBytes) yield [toLine(Buffer.concat(pending), 0)]
}
