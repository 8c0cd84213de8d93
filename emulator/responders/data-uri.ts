import { base64Size } from './base64.ts'

const LONGEST_HEADER = 100

interface DataUri {
  /** In lower case: `image/png`. */
  mediaType: string
  /** In bytes. */
  size: number
}

/** Reads `data:<media type>;base64,<data>`, with any parameters before `;base64`; `undefined` for anything else. */
export function parseDataUri(uri: string): DataUri | undefined {
  const comma = uri.slice(0, LONGEST_HEADER).indexOf(',')
  const header = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+)(?:;[^;,]*)*;base64$/i.exec(uri.slice(0, Math.max(comma, 0)))
  const size = header ? base64Size(uri.slice(comma + 1)) : undefined
  return size === undefined ? undefined : { mediaType: header![1]!.toLowerCase(), size }
}
