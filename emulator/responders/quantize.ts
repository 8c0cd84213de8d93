/*
 * Vectors in fewer bits. Which scale Cohere's int8 has is UNVERIFIED: here the largest coordinate of each vector becomes
 * ±127. Bits are signs, and packed as numpy's packbits does: eight coordinates a byte, the first in the highest bit.
 */

/** 1 for each coordinate above 0, else 0. */
export const toBits = (vector: number[]): number[] => vector.map((coordinate) => (coordinate > 0 ? 1 : 0))

/** From -127 to 127. */
export function toInt8(vector: number[]): number[] {
  const largest = vector.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0)
  // Never -0, which JSON would write as 0 but tests would tell apart.
  return vector.map((coordinate) => (largest === 0 ? 0 : Math.round((coordinate / largest) * 127) + 0))
}

/** From 1 to 255: int8 moved up by 128. */
export const toUint8 = (vector: number[]): number[] => toInt8(vector).map((value) => value + 128)

/** Packed bits, from 0 to 255: an eighth as many numbers as coordinates. */
export function toUbinary(vector: number[]): number[] {
  const bytes = Array.from({ length: Math.ceil(vector.length / 8) }, () => 0)
  for (const [index, bit] of toBits(vector).entries()) bytes[index >> 3]! |= bit << (7 - (index & 7))
  return bytes
}

/** Packed bits, moved down by 128 as Cohere describes it: from -128 to 127. */
export const toBinary = (vector: number[]): number[] => toUbinary(vector).map((byte) => byte - 128)
