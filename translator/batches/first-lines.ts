import { randomInt } from 'node:crypto'

/**
 * On which line each text stood first. A Map does the same and takes three times the memory, which is what grows with a file
 * when nothing else does: here the texts lie one after another as UTF-8, and a table of their numbers finds them by their hash.
 */
export class FirstLines {
  #bytes: Buffer<ArrayBuffer> = Buffer.from(new ArrayBuffer(1 << 12))
  #count = 0
  /** Where each text ends; it begins where the one before it ends. */
  #ends = new Float64Array(1 << 8)
  #lines = new Uint32Array(1 << 8)
  /** Numbers of texts, counted from 1, at the places that their hashes say, or at the next that is free. */
  #table = new Uint32Array(1 << 9)
  /** Nobody can choose texts that all have the same hash. */
  readonly #seed = randomInt(2 ** 32)

  /** The line of a text that was there before; else it stands on this line from now on. */
  findOrAdd(text: string, line: number): number | undefined {
    this.#makeRoom(text)
    const start = this.#endOf(this.#count - 1)
    const end = this.#write(text, start)
    const place = this.#placeOf(start, end)
    const found = this.#table[place]!
    if (found > 0) return this.#lines[found - 1]
    this.#ends[this.#count] = end
    this.#lines[this.#count] = line
    this.#count += 1
    this.#table[place] = this.#count
    return undefined
  }

  /** Writes the text and returns where it ends. Most are short and ASCII: those are faster without the way to the runtime. */
  #write(text: string, start: number): number {
    if (text.length > SHORT) return start + this.#bytes.write(text, start, 'utf8')
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code > 0x7f) return start + this.#bytes.write(text, start, 'utf8')
      this.#bytes[start + at] = code
    }
    return start + text.length
  }

  #endOf(index: number): number {
    return index < 0 ? 0 : this.#ends[index]!
  }

  /** Where in the table the number of these bytes is, or belongs. */
  #placeOf(start: number, end: number): number {
    const mask = this.#table.length - 1
    for (let place = this.#hash(start, end) & mask; ; place = (place + 1) & mask) {
      const index = this.#table[place]! - 1
      if (index < 0 || this.#isSame(index, start, end)) return place
    }
  }

  #isSame(index: number, start: number, end: number): boolean {
    const before = this.#endOf(index - 1)
    if (this.#ends[index]! - before !== end - start) return false
    for (let at = start; at < end; at += 1) if (this.#bytes[at] !== this.#bytes[before + at - start]) return false
    return true
  }

  #hash(start: number, end: number): number {
    let hash = this.#seed
    for (let at = start; at < end; at += 1) {
      hash = Math.imul(hash ^ this.#bytes[at]!, 0x01000193)
      hash ^= hash >>> 15
    }
    const mixed = Math.imul(hash, 0x85ebca6b)
    return (mixed ^ (mixed >>> 13)) >>> 0
  }

  #makeRoom(text: string): void {
    const end = this.#endOf(this.#count - 1)
    if (end + 3 * text.length > this.#bytes.length) {
      this.#bytes = Buffer.from(this.#bytes.buffer.transfer(2 * this.#bytes.length + 3 * text.length))
    }
    if (this.#count < this.#ends.length) return
    this.#ends = new Float64Array(doubled(this.#ends))
    this.#lines = new Uint32Array(doubled(this.#lines))
    this.#table = new Uint32Array(doubled(this.#table)).fill(0)
    for (let index = 0; index < this.#count; index += 1)
      this.#table[this.#placeOf(this.#endOf(index - 1), this.#ends[index]!)] = index + 1
  }
}

const SHORT = 64

/** The memory of the smaller one is free at once, and not when the engine next looks for what is left behind. */
const doubled = ({ buffer }: Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): ArrayBuffer =>
  buffer.transfer(2 * buffer.byteLength)
