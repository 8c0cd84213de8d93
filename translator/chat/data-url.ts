import { invalidValue } from '../errors.ts'

const DATA_URL = /^data:([^;,]*)((?:;[^;,]*)*),/i
// An image of which only so much is named may be told by its first bytes.
const MAGIC: [prefix: string, mediaType: string][] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['JVBERi0', 'application/pdf'],
]
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/
const ALIASES: Record<string, string> = { 'image/jpg': 'image/jpeg', 'image/pjpeg': 'image/jpeg' }

export interface Data {
  mediaType: string
  base64: string
}

/**
 * What a data URL (RFC 2397) holds: its media type in lower case without parameters, its content as base64 in one piece.
 * Throws a LineError where it is none, or where its first bytes say that it is something else.
 */
export function parseDataUrl(url: string, path: string): Data {
  const match = DATA_URL.exec(url.slice(0, 1000))
  if (!match) throw invalidValue(path, 'it is not a data URL (data:TYPE;base64,…).')
  const named = match[1]!.trim().toLowerCase()
  const content = url.slice(match[0].length)
  const isBase64 = /;\s*base64\s*$/i.test(match[2]!)
  const base64 = isBase64 ? toOnePiece(content, path) : encode(content, path)
  const mediaType = ALIASES[named] ?? (named === '' ? 'text/plain' : named)
  checkMagic(mediaType, base64, path)
  return { mediaType, base64 }
}

/** Base64 without line breaks, with its padding. */
export function toOnePiece(content: string, path: string): string {
  const base64 = /\s/.test(content) ? content.replace(/\s+/g, '') : content
  if (!BASE64.test(base64)) throw invalidValue(path, 'its data is not base64.')
  if (base64 === '') throw invalidValue(path, 'it holds no data.')
  const padding = base64.endsWith('=') ? 0 : (4 - (base64.length % 4)) % 4
  if (padding === 3 || (base64.endsWith('=') && base64.length % 4 !== 0))
    throw invalidValue(path, 'its data is not base64: its length is wrong.')
  return base64 + '='.repeat(padding)
}

function encode(content: string, path: string): string {
  try {
    return Buffer.from(decodeURIComponent(content), 'utf8').toString('base64')
  } catch {
    throw invalidValue(path, 'its data is not percent-encoded as it should be.')
  }
}

function checkMagic(mediaType: string, base64: string, path: string): void {
  const found = MAGIC.find(([prefix]) => base64.startsWith(prefix))?.[1]
  const isKnown = MAGIC.some(([, known]) => known === mediaType)
  if (isKnown && found !== mediaType)
    throw invalidValue(path, `it is called ${mediaType} and its first bytes ${found ? `are ${found}` : 'are not'}.`)
}
