import { hash } from 'node:crypto'

const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** So many digits come out of one division. */
const AT_ONCE = 4

/** A part of an id, of at most 40 letters and digits: the same for the same fingerprint and purpose. */
export function derivedId(fingerprint: string, purpose: string, length: number): string {
  const bytes = hash('sha256', `${fingerprint} ${purpose}`, 'binary')
  // A number of 256 bits, in pieces of 24: every record has an id, and a BigInt takes several times as long.
  const number = [bytes.charCodeAt(0) * 2 ** 8 + bytes.charCodeAt(1)]
  for (let at = 2; at < bytes.length; at += 3)
    number.push(bytes.charCodeAt(at) * 2 ** 16 + bytes.charCodeAt(at + 1) * 2 ** 8 + bytes.charCodeAt(at + 2))
  let id = ''
  while (id.length < length) {
    let digits = divide(number, BASE_62.length ** AT_ONCE)
    for (let count = 0; count < AT_ONCE; count += 1) {
      id += BASE_62[digits % BASE_62.length]
      digits = Math.floor(digits / BASE_62.length)
    }
  }
  return id.slice(0, length)
}

/** Divides a number whose pieces come highest first; returns what is left. */
function divide(number: number[], divisor: number): number {
  let rest = 0
  let first = 0
  while (number[first] === 0) first += 1
  for (let index = first; index < number.length; index += 1) {
    const dividend = rest * 2 ** 24 + number[index]!
    const quotient = Math.floor(dividend / divisor)
    number[index] = quotient
    rest = dividend - quotient * divisor
  }
  return rest
}

/** In the form of a random UUID. */
export const derivedUuid = (fingerprint: string, purpose: string): string =>
  hash('sha256', `${fingerprint} ${purpose}`).replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
    (_, first: string, ...rest: string[]) => `${first}-${rest[0]}-4${rest[1]}-8${rest[2]}-${rest[3]}`,
  )
