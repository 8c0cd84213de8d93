import { isAscii, isUtf8 } from 'node:buffer'
import { holdsControls } from './control-characters.ts'

/** The longest line of batches that is read, where nobody asks for another. AWS: records are far smaller. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024

/** Whole lines that came together, each with its line feed: what they have in common is found out once. */
export class Block {
  readonly bytes: Buffer
  #latin1: string | undefined
  #isAscii: boolean | undefined
  #isUtf8: boolean | undefined
  #holdsControls: boolean | undefined

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get latin1(): string {
    return (this.#latin1 ??= this.bytes.toString('latin1'))
  }

  get isAscii(): boolean {
    return (this.#isAscii ??= isAscii(this.bytes))
  }

  get isUtf8(): boolean {
    return (this.#isUtf8 ??= isUtf8(this.bytes))
  }

  get holdsControls(): boolean {
    return (this.#holdsControls ??= holdsControls(this.bytes))
  }
}

interface Span {
  /** Offsets in the block. */
  start: number
  stop: number
}

/** A part of a text. */
export interface Place {
  text: string
  start: number
  stop: number
}

/** One physical line of a file, without its line feed, and without a carriage return before it. */
export class Line {
  /** 1 for the first line of the file. */
  readonly number: number
  /** Offset of the byte after the line feed, counted from the first byte of the file. */
  readonly end: number
  readonly #block: Block
  readonly #start: number
  readonly #stop: number

  constructor(block: Block, { start, stop }: Span, { number, end }: { number: number; end: number }) {
    this.number = number
    this.end = end
    this.#block = block
    this.#start = start
    this.#stop = stop
  }

  get bytes(): Buffer {
    return this.#block.bytes.subarray(this.#start, this.#stop)
  }

  /** Each character is one byte. */
  get latin1(): string {
    return this.#block.latin1.slice(this.#start, this.#stop)
  }

  /** Where `latin1` stands in a longer text, out of which it is read faster. */
  get place(): Place {
    return { text: this.#block.latin1, start: this.#start, stop: this.#stop }
  }

  get isAscii(): boolean {
    return this.#block.isAscii || isAscii(this.bytes)
  }

  get isUtf8(): boolean {
    return this.#block.isUtf8 || isUtf8(this.bytes)
  }

  /** Whether there may be control characters; if not in this line, then in one that came with it. */
  get mayHoldControls(): boolean {
    return this.#block.holdsControls
  }

  /** Whether there is nothing but spaces, tabs and carriage returns. */
  get isBlank(): boolean {
    const { bytes } = this.#block
    for (let at = this.#start; at < this.#stop; at += 1) if (!BLANKS.has(bytes[at]!)) return false
    return true
  }
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
/** Space, tab and carriage return. */
const BLANKS = new Set([0x20, 0x09, CARRIAGE_RETURN])

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
