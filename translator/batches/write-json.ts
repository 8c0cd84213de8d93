import type { Json } from '../formats/json-text.ts'

/**
 * Writes what JSON.stringify writes, for values that came from a line without a backslash: no text of such a line needs an
 * escape, and finding that out anew, character by character, is most of what JSON.stringify does. Texts may have been put
 * together from the line's and words of our own, which have quotes and line feeds but no other control characters; names
 * are as they stood.
 */
export function writePlainJson(value: Json): string {
  const writer = new PlainWriter()
  writer.add(value, MOST_DEPTH)
  const { text } = writer
  return text.includes('\\') || text.includes('\n') ? JSON.stringify(value) : text
}

/** What lies deeper is JSON.stringify's, which has more room on the stack. */
const MOST_DEPTH = 50

/** One text that grows: pieces that are put together step by step take longer. */
class PlainWriter {
  text = ''

  add(value: Json, depth: number): void {
    if (typeof value === 'string') this.text += value.includes('"') ? JSON.stringify(value) : `"${value}"`
    else if (typeof value !== 'object' || value === null || depth === 0 || JSON.isRawJSON(value))
      this.text += JSON.stringify(value)
    else if (Array.isArray(value)) this.#addList(value, depth - 1)
    else this.#addObject(value, depth - 1)
  }

  #addList(items: (Json | undefined)[], depth: number): void {
    let before = '['
    for (const item of items) {
      this.text += before
      this.add(item ?? null, depth)
      before = ','
    }
    this.text += before === '[' ? '[]' : ']'
  }

  #addObject(object: { [name: string]: Json | undefined }, depth: number): void {
    let before = '{'
    for (const name in object) {
      const member = object[name]
      if (member === undefined) continue
      this.text += `${before}"${name}":`
      this.add(member, depth)
      before = ','
    }
    this.text += before === '{' ? '{}' : '}'
  }
}
