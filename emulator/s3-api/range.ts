import { invalidRange } from './errors.ts'

/** Bytes from `start` to `end` (excluded). */
export interface ByteRange {
  start: number
  end: number
}

const RANGE = /^bytes=([0-9]{0,18})-([0-9]{0,18})$/

/**
 * Reads a Range header. `undefined`, that is all bytes, for what is malformed and for several ranges, as S3 does; throws
 * `InvalidRange` where the range lies behind the end.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first, last] = RANGE.exec(header?.trim() ?? '') ?? []
  if (header === undefined || first === undefined || last === undefined) return undefined
  if (first === '') {
    if (last === '') return undefined
    if (Number(last) === 0 || size === 0) throw invalidRange(header, size)
    return { start: Math.max(size - Number(last), 0), end: size }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) throw invalidRange(header, size)
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) }
}

export const toContentRange = ({ start, end }: ByteRange, size: number): string => `bytes ${start}-${end - 1}/${size}`
