/** What a listing shows, told in the plainest way: all keys in memory, sorted and grouped. */
export interface ModelQuery {
  prefix: string
  delimiter: string
  startAfter?: string
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Keys, and common prefixes in their places. */
export function listModel(keys: Iterable<string>, { prefix, delimiter, startAfter = '' }: ModelQuery): string[] {
  const rows = Array.from(keys)
    .filter((key) => key.startsWith(prefix) && byBytes(key, startAfter) > 0)
    .toSorted(byBytes)
    .map((key) => {
      const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
      return at < 0 ? key : key.slice(0, at + delimiter.length)
    })
  return [...new Set(rows)]
}

/** Parts that make keys which are hard to encode and to order. */
export const KEY_PARTS = [
  'a',
  'b',
  '/',
  '//',
  '..',
  ' ',
  '+',
  '%',
  '%2F',
  '&',
  '<',
  'é',
  '鍵',
  '\u{ff41}',
  '😀',
  '\u{10ffff}',
  '\\',
  '"',
  '?',
  '#',
  '~',
  '*',
]
