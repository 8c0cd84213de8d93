import type { TextForm } from './parse-line.ts'

const LINE_FEED = 0x0a
const ROOM = 128 * 1024

/**
 * JSONL under way: lines of any form become bytes together, each at once, since one long text of them all is slower to encode,
 * in memory that is used again: new memory for each chunk costs more than writing to it.
 */
export class JsonLines {
  #bytes = Buffer.allocUnsafeSlow(0)
  #length = 0

  /** Without its line feed. */
  add(text: string, form: TextForm): void {
    const encoding = form === 'text' ? 'utf8' : 'latin1'
    this.#makeRoom((encoding === 'utf8' ? 3 * text.length : text.length) + 1)
    this.#length += this.#bytes.write(text, this.#length, encoding)
    this.#bytes[this.#length] = LINE_FEED
    this.#length += 1
  }

  /** The lines that have come since it was asked for the last time. */
  take(): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.#length)
    this.#bytes.copy(taken, 0, 0, this.#length)
    this.#length = 0
    // What one long line needed is not kept for the others.
    if (this.#bytes.length > 8 * ROOM) this.#bytes = Buffer.allocUnsafeSlow(ROOM)
    return taken
  }

  #makeRoom(byteCount: number): void {
    if (this.#length + byteCount <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(ROOM, 2 * this.#length, this.#length + byteCount))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
