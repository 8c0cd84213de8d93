const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const FIRST_PRINTABLE = 0x20

/** Four bytes at once: the highest bit of each that is below 0x20 (and below 0x80) comes out set. */
const SPACES = 0x20202020
const HIGHEST_BITS = 0x80808080

/**
 * Whether bytes have a control character that does not end a line. Inside its texts JSON allows none, which is why every line
 * must be looked at; four bytes at a time, as this is most of what reading a long text takes.
 */
export function holdsControls(bytes: Buffer): boolean {
  const head = (4 - (bytes.byteOffset % 4)) % 4
  if (bytes.length < head) return holdsControl(bytes, 0, bytes.length)
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + head, (bytes.length - head) >> 2)
  const whole = words.length - (words.length % 4)
  for (let at = 0; at < whole; at += 4) {
    const found =
      belowSpace(words[at]!) | belowSpace(words[at + 1]!) | belowSpace(words[at + 2]!) | belowSpace(words[at + 3]!)
    if ((found & HIGHEST_BITS) !== 0 && holdsControl(bytes, head + 4 * at, head + 4 * at + 16)) return true
  }
  return holdsControl(bytes, 0, head) || holdsControl(bytes, head + 4 * whole, bytes.length)
}

const belowSpace = (word: number): number => (word - SPACES) & ~word

function holdsControl(bytes: Buffer, start: number, stop: number): boolean {
  for (let at = start; at < stop; at += 1)
    if (bytes[at]! < FIRST_PRINTABLE && bytes[at] !== LINE_FEED && !endsLine(bytes, at)) return true
  return false
}

const endsLine = (bytes: Buffer, at: number): boolean => bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED
