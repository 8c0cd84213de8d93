import { hash } from 'node:crypto'

export interface Random {
  /** A whole number from 0 to `below` - 1. */
  integer(below: number): number
  /** A number from 0 up to, but not including, 1. */
  fraction(): number
}

/** Four bytes of a latin1 text, the lowest first: a Buffer takes longer to make than the hash itself. */
const integerAt = (bytes: string, at: number): number =>
  bytes.charCodeAt(at) |
  (bytes.charCodeAt(at + 1) << 8) |
  (bytes.charCodeAt(at + 2) << 16) |
  (bytes.charCodeAt(at + 3) << 24)

/** A generator of random numbers that are a function of the seeds alone (sfc32, seeded with their SHA-256). */
export function createRandom(...seeds: (string | number)[]): Random {
  const digest = hash('sha256', JSON.stringify(seeds), 'binary')
  let [a, b, c, counter] = [integerAt(digest, 0), integerAt(digest, 4), integerAt(digest, 8), 1]
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  const fraction = (): number => next() / 2 ** 32
  for (let round = 0; round < 12; round += 1) next()
  return { fraction, integer: (below) => Math.floor(fraction() * below) }
}

/** The same items in another order, which is a function of the random numbers alone. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1)
    ;[shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!]
  }
  return shuffled
}
