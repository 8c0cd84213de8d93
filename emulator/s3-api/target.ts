import { invalidUri, keyTooLong } from './errors.ts'

/** What a request is about. */
export interface Target {
  /** `''`: S3 itself. */
  bucket: string
  /** `''`: the bucket. */
  key: string
}

const MAX_KEY_BYTES = 1024

/**
 * Reads bucket and key out of a path-style URL, as raw as it came: `+`, `//` and `..` stay what they are, `%2F` is a slash
 * of the key.
 */
export function parseTarget(url: string): Target {
  const path = url.split('?', 1)[0]!
  if (!path.startsWith('/')) throw invalidUri(url)
  const slash = path.indexOf('/', 1)
  const bucket = decode(slash < 0 ? path.slice(1) : path.slice(1, slash), url)
  const key = slash < 0 ? '' : decode(path.slice(slash + 1), url)
  if (bucket === '' && key !== '') throw invalidUri(url)
  checkKey(key)
  return { bucket, key }
}

/** Throws `KeyTooLongError`. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key)
  if (size > MAX_KEY_BYTES) throw keyTooLong(size)
}

function decode(text: string, url: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUri(url)
  }
}

export const parseQuery = (url: string): URLSearchParams => {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}
