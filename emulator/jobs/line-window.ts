import { OUTPUT_LINE_HEAD } from '../../translator/formats/bedrock/record.ts'

/** One line of a job's output: what comes before and behind the bytes of its modelInput is known. */
export interface OutputLine {
  modelInput: Uint8Array
  /** With the line feed. */
  tail: string
}

const FIRST_BYTES = 64 * 1024
/** Room for a longer line is given back: every job on its way has a window. */
const MOST_KEPT_BYTES = 2 * 1024 * 1024
const HEAD = Buffer.from(OUTPUT_LINE_HEAD)

/** Lines one behind the other, as bytes in memory that is used again: as texts they would be copied three times. */
export class LineWindow {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  /** Where each line ends. */
  #ends: number[] = []

  get count(): number {
    return this.#ends.length
  }

  get byteCount(): number {
    return this.#ends.at(-1) ?? 0
  }

  add({ modelInput, tail }: OutputLine): void {
    let at = this.byteCount
    // A UTF-16 code unit takes at most three bytes.
    this.#makeRoom(at + HEAD.length + modelInput.length + 3 * tail.length)
    this.#bytes.set(HEAD, at)
    at += HEAD.length
    this.#bytes.set(modelInput, at)
    at += modelInput.length
    this.#ends.push(at + this.#bytes.write(tail, at))
  }

  /** Empties the window; returns its lines, of which `order` says the numbers. */
  take(order: (lines: number[]) => number[]): Buffer {
    const bytes = Buffer.allocUnsafeSlow(this.byteCount)
    let at = 0
    for (const line of order([...this.#ends.keys()])) {
      const [start, end] = [this.#ends[line - 1] ?? 0, this.#ends[line]!]
      at += this.#bytes.copy(bytes, at, start, end)
    }
    this.#ends = []
    if (this.#bytes.length > MOST_KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
    return bytes
  }

  #makeRoom(byteCount: number): void {
    if (byteCount <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(byteCount, 2 * this.#bytes.length))
    larger.set(this.#bytes.subarray(0, this.byteCount))
    this.#bytes = larger
  }
}
