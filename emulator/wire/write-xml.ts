import type { XmlAttribute, XmlShape } from './xml-shape.ts'

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

// oxlint-disable-next-line no-control-regex -- keys may hold them
const SPECIAL = /[&<>"\u0000-\u001f\u0085\u2028\ufffe\uffff]/g
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML has no way to write become references, as in S3's own answers; ask for `encoding-type=url` instead. */
export const escapeXml = (text: string): string =>
  text.replaceAll(SPECIAL, (character) => ESCAPES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`)

/** All on one line, because some clients look for elements with a regular expression. `attributes` is written as it is. */
export function writeXml(name: string, value: unknown, shape: XmlShape, attributes = ''): string {
  const own = shape.kind === 'structure' ? writeAttributes(value as Record<string, unknown>, shape.attributes) : ''
  const start = `<${name}${attributes}${own}>`
  const end = `</${name}>`
  if (shape.kind === 'structure') {
    const object = value as Record<string, unknown>
    let text = start
    for (const member of shape.members) {
      const memberValue = object[member.name]
      if (memberValue === undefined) continue
      if (member.isFlattened && member.shape.kind === 'list')
        for (const item of memberValue as unknown[]) text += writeXml(member.xmlName, item, member.shape.item)
      else text += writeXml(member.xmlName, memberValue, member.shape, member.namespace)
    }
    return text + end
  }
  if (shape.kind === 'list') {
    const items = (value as unknown[]).map((item) => writeXml(shape.itemName, item, shape.item))
    return start + items.join('') + end
  }
  return start + escapeXml(value instanceof Date ? value.toISOString() : String(value)) + end
}

const writeAttributes = (object: Record<string, unknown>, attributes: XmlAttribute[]): string =>
  attributes
    .filter(({ name }) => object[name] !== undefined)
    .map(({ name, xmlName }) => ` ${xmlName}="${escapeXml(String(object[name]))}"`)
    .join('')
