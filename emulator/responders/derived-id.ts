import { hash } from 'node:crypto'

const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const digest = (fingerprint: string, purpose: string): string => hash('sha256', `${fingerprint} ${purpose}`)

/** A part of an id, of at most 40 letters and digits: the same for the same fingerprint and purpose. */
export function derivedId(fingerprint: string, purpose: string, length: number): string {
  let rest = BigInt(`0x${digest(fingerprint, purpose)}`)
  let id = ''
  for (; id.length < length; rest /= 62n) id += BASE_62[Number(rest % 62n)]
  return id
}

/** In the form of a random UUID. */
export const derivedUuid = (fingerprint: string, purpose: string): string =>
  digest(fingerprint, purpose).replace(
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/,
    (_, first: string, ...rest: string[]) => `${first}-${rest[0]}-4${rest[1]}-8${rest[2]}-${rest[3]}`,
  )
