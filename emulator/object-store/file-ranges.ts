import type { Segment } from './stored-object.ts'

/** What of a file is wanted. */
export interface FileRange {
  name: string
  start: number
  /** Excluded. */
  end: number
  /** Of all of it, in bytes. */
  fileSize: number
}

/** Where the bytes from `start` to `end` (excluded) of files in a row are. */
export function toFileRanges(segments: Segment[], start: number, end: number): FileRange[] {
  const ranges: FileRange[] = []
  let offset = 0
  for (const { name, size } of segments) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, size)]
    if (from < to) ranges.push({ name, start: from, end: to, fileSize: size })
    offset += size
  }
  return ranges
}
