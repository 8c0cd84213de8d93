import { LAST_KEY, type ObjectIndex } from './object-index.ts'
import type { ListedObject } from './stored-object.ts'

/** Where a listing goes on: behind a key, or behind all keys that begin with a common prefix. */
export type Position = { key: string } | { commonPrefix: string }

export interface ListQuery {
  prefix: string
  /** `''`: no common prefixes. */
  delimiter: string
  after: Position | undefined
  /** Most objects and common prefixes, together. */
  limit: number
}

export interface Listing {
  objects: ListedObject[]
  commonPrefixes: string[]
  /** `undefined` where nothing is left. */
  next: Position | undefined
}

/** One page of a listing. Keys below a common prefix are stepped over, not read, so that their number does not matter. */
export function listObjects(index: ObjectIndex, bucket: string, query: ListQuery): Listing {
  const { prefix, delimiter, after, limit } = query
  const listing: Listing = { objects: [], commonPrefixes: [], next: undefined }
  if (limit === 0) return listing
  const last = prefix + LAST_KEY
  let first = later(prefix, after === undefined ? '' : firstBehind(after))
  let position: Position | undefined = after
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const object of index.walk(bucket, first, last)) {
      if (listing.objects.length + listing.commonPrefixes.length === limit) return { ...listing, next: position }
      const commonPrefix = commonPrefixOf(object.key, prefix, delimiter)
      if (commonPrefix === undefined) {
        listing.objects.push(object)
        position = { key: object.key }
      } else {
        listing.commonPrefixes.push(commonPrefix)
        position = { commonPrefix }
        first = firstBehind(position)
        isDone = false
        break
      }
    }
  }
  return listing
}

/** `undefined` where the rest of the key has no delimiter. */
export function commonPrefixOf(key: string, prefix: string, delimiter: string): string | undefined {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
  return at < 0 ? undefined : key.slice(0, at + delimiter.length)
}

/** The lowest of all texts that are behind a position. */
const firstBehind = (position: Position): string =>
  'key' in position ? `${position.key}\0` : position.commonPrefix + LAST_KEY

const later = (a: string, b: string): string => (Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0 ? a : b)
