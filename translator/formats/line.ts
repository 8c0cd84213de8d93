import { isAscii, isUtf8 } from 'node:buffer'
import { holdsControls } from './control-characters.ts'

/** Space, tab and carriage return. */
const BLANKS = new Set([0x20, 0x09, 0x0d])

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
