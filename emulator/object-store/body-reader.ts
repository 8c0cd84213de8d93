import { closeSync, read as readFile, readSync } from 'node:fs'
import { promisify } from 'node:util'
import type { FileRange } from './file-ranges.ts'
import { ObjectStoreError } from './object-store.ts'
import type { Piece, PieceMemory } from './piece-memory.ts'

export interface ReaderParts {
  memory: PieceMemory
  /** Throws when the file is not what it was. */
  open: (range: FileRange) => number
  /** Called when the files are not needed any more. */
  release: () => void
}

interface FilledPiece {
  piece: Piece
  bytes: Buffer
}

/** What is no larger is read on this thread: out of the page cache that takes less than the hop to another one and back. */
const AT_ONCE_BYTES = 64 * 1024

const readInPool = promisify(readFile)

/**
 * A body, piece by piece; while one is used the next is read. It must be closed. The first file is opened at once, so that one
 * that is missing is known before anything is sent.
 */
export class BodyReader {
  readonly #ranges: FileRange[]
  readonly #parts: ReaderParts
  readonly #isSmall: boolean
  #index = 0
  /** Of the range at #index: what comes next. */
  #position: number
  #file: number | undefined
  #handedOut: Piece | undefined
  #ahead: Promise<FilledPiece> | undefined
  #isClosed = false

  constructor(ranges: FileRange[], parts: ReaderParts) {
    this.#ranges = ranges
    this.#parts = parts
    const [first] = ranges
    this.#position = first?.start ?? 0
    this.#isSmall = ranges.length === 1 && first!.end - first!.start <= AT_ONCE_BYTES
    if (first) this.#file = parts.open(first)
  }

  /** Whether next() has handed out all there is. */
  get isAtEnd(): boolean {
    return this.#index === this.#ranges.length && this.#ahead === undefined
  }

  /** The next piece, good until the one after it is asked for; `undefined` at the end. */
  async next(): Promise<Buffer | undefined> {
    this.#handedOut?.giveBack()
    this.#handedOut = undefined
    if (this.isAtEnd) return undefined
    const { piece, bytes } = await (this.#ahead ?? this.#read())
    this.#handedOut = piece
    this.#ahead = this.#index < this.#ranges.length ? this.#read() : undefined
    // Told by the next call, which may never come.
    this.#ahead?.catch(() => undefined)
    return bytes
  }

  /** May be called more than once, and not while next() is at work. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    const ahead = await this.#ahead?.catch(() => undefined)
    ahead?.piece.giveBack()
    this.#handedOut?.giveBack()
    if (this.#file !== undefined) closeSync(this.#file)
    this.#parts.release()
  }

  async #read(): Promise<FilledPiece> {
    const range = this.#ranges[this.#index]!
    const { end } = range
    this.#file ??= this.#parts.open(range)
    const piece = this.#parts.memory.take(end - this.#position)
    try {
      const length = Math.min(piece.bytes.length, end - this.#position)
      const count = await this.#readInto(piece.bytes, length)
      if (count === 0) throw new ObjectStoreError('unavailable', 'a body is shorter than its object')
      this.#moveOn(count)
      return { piece, bytes: piece.bytes.subarray(0, count) }
    } catch (error) {
      piece.giveBack()
      throw error
    }
  }

  async #readInto(bytes: Buffer, length: number): Promise<number> {
    if (this.#isSmall) return readSync(this.#file!, bytes, 0, length, this.#position)
    const { bytesRead } = await readInPool(this.#file!, bytes, 0, length, this.#position)
    return bytesRead
  }

  #moveOn(count: number): void {
    this.#position += count
    if (this.#position < this.#ranges[this.#index]!.end) return
    this.#index += 1
    this.#position = this.#ranges[this.#index]?.start ?? 0
    const file = this.#file!
    this.#file = undefined
    closeSync(file)
  }
}
