import { hash } from 'node:crypto'

export interface Random {
  /** A whole number from 0 to `below` - 1. */
  integer(below: number): number
  /** A number from 0 up to, but not including, 1. */
  fraction(): number
}

/** A generator of random numbers that are a function of the seeds alone (sfc32, seeded with their SHA-256). */
export function createRandom(...seeds: (string | number)[]): Random {
  const digest = Buffer.from(hash('sha256', JSON.stringify(seeds), 'hex'), 'hex')
  let [a, b, c, counter] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), 1]
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
