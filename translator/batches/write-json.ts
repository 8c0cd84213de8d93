import type { Json } from '../formats/json-text.ts'

/**
 * Writes what JSON.stringify writes, for values that came from a line without a backslash: no text of such a line needs an
 * escape, and finding that out anew, character by character, is most of what JSON.stringify does. Texts may have been put
 * together from the line's and words of our own, which have quotes and line feeds but no other control characters; names
 * are as they stood.
 */
export const writePlainJson = (value: Json): string => write(value, MOST_DEPTH)

/** What lies deeper is JSON.stringify's, which has more room on the stack. */
const MOST_DEPTH = 50

function write(value: Json, depth: number): string {
  if (typeof value === 'string') return needsEscapes(value) ? JSON.stringify(value) : `"${value}"`
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`
  if (typeof value !== 'object' || value === null || depth === 0 || JSON.isRawJSON(value)) return JSON.stringify(value)
  return Array.isArray(value) ? writeList(value, depth - 1) : writeObject(value, depth - 1)
}

function writeList(items: (Json | undefined)[], depth: number): string {
  let text = ''
  for (const item of items) text += `${text === '' ? '' : ','}${write(item ?? null, depth)}`
  return `[${text}]`
}

function writeObject(object: { [name: string]: Json | undefined }, depth: number): string {
  let text = ''
  for (const name in object) {
    const member = object[name]
    if (member !== undefined) text += `${text === '' ? '' : ','}"${name}":${write(member, depth)}`
  }
  return `{${text}}`
}

const needsEscapes = (text: string): boolean => text.includes('"') || text.includes('\\') || text.includes('\n')
