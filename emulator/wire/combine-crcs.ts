import type { ChecksumAlgorithm } from './checksum.ts'

/** The checksums that can be had of a whole from those of its parts. */
export type CombinableAlgorithm = Extract<ChecksumAlgorithm, `CRC${string}`>

export const isCombinable = (algorithm: ChecksumAlgorithm): algorithm is CombinableAlgorithm =>
  algorithm.startsWith('CRC')

/** Polynomials with their bits reversed: the highest bit stands for x⁰. */
const POLYNOMIALS: Record<CombinableAlgorithm, { width: bigint; polynomial: bigint }> = {
  CRC32: { width: 32n, polynomial: 0xedb88320n },
  CRC32C: { width: 32n, polynomial: 0x82f63b78n },
  CRC64NVME: { width: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
}

export interface CrcOfPart {
  digest: Uint8Array
  /** In bytes. */
  size: number
}

/**
 * The CRC of parts put together, without reading them: appending n bytes multiplies the CRC of what stands before them by
 * x⁸ⁿ, modulo the polynomial.
 */
export function combineCrcs(algorithm: CombinableAlgorithm, parts: CrcOfPart[]): Buffer {
  const field = createField(algorithm)
  // Nearly all parts of an upload are of one size.
  const shifts = new Map<number, bigint>()
  let crc = 0n
  for (const { digest, size } of parts) {
    const shift = shifts.get(size) ?? field.powerOfX(8n * BigInt(size))
    shifts.set(size, shift)
    crc = field.multiply(crc, shift) ^ BigInt(`0x${Buffer.from(digest).toString('hex')}`)
  }
  const { width } = POLYNOMIALS[algorithm]
  return Buffer.from(crc.toString(16).padStart(Number(width) / 4, '0'), 'hex')
}

interface Field {
  multiply(a: bigint, b: bigint): bigint
  powerOfX(exponent: bigint): bigint
}

function createField(algorithm: CombinableAlgorithm): Field {
  const { width, polynomial } = POLYNOMIALS[algorithm]
  const one = 1n << (width - 1n)
  const timesX = (a: bigint): bigint => (a >> 1n) ^ ((a & 1n) === 1n ? polynomial : 0n)
  const multiply = (a: bigint, b: bigint): bigint => {
    let product = 0n
    let shifted = a
    for (let bit = one; bit > 0n; bit >>= 1n) {
      if ((b & bit) !== 0n) product ^= shifted
      shifted = timesX(shifted)
    }
    return product
  }
  const powerOfX = (exponent: bigint): bigint => {
    let power = one
    let square = timesX(one)
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if ((rest & 1n) === 1n) power = multiply(power, square)
      square = multiply(square, square)
    }
    return power
  }
  return { multiply, powerOfX }
}
