import { UnreadableXmlError, type XmlElement } from './parse-xml.ts'
import type { XmlMember, XmlShape } from './xml-shape.ts'

/**
 * Turns an element into the value of a shape. Throws an UnreadableXmlError where it is another shape: S3 holds its bodies
 * against a schema too, and answers `MalformedXML` to unknown elements.
 */
export function readXml(element: XmlElement, shape: XmlShape): unknown {
  if (shape.kind === 'structure') return readStructure(element, shape.members)
  if (shape.kind === 'list') {
    if (element.children.some(({ name }) => name !== shape.itemName)) throw unexpected(element)
    return element.children.map((child) => readXml(child, shape.item))
  }
  if (element.children.length > 0) throw unexpected(element)
  return READERS[shape.kind](element)
}

function readStructure(element: XmlElement, members: XmlMember[]): Record<string, unknown> {
  if (element.text.trim() !== '') throw unexpected(element)
  const value: Record<string, unknown> = {}
  for (const child of element.children) {
    const member = members.find(({ xmlName }) => xmlName === child.name)
    if (!member) throw unexpected(child)
    const { name, shape, isFlattened } = member
    if (isFlattened && shape.kind === 'list') {
      const items = (value[name] ??= []) as unknown[]
      items.push(readXml(child, shape.item))
    } else if (name in value) throw unexpected(child)
    else value[name] = readXml(child, shape)
  }
  return value
}

const READERS = {
  string: ({ text }: XmlElement) => text,
  number: (element: XmlElement) => {
    const text = element.text.trim()
    if (!/^-?[0-9]{1,15}$/.test(text)) throw unexpected(element)
    return Number(text)
  },
  boolean: (element: XmlElement) => {
    const text = element.text.trim().toLowerCase()
    if (text !== 'true' && text !== 'false') throw unexpected(element)
    return text === 'true'
  },
  timestamp: (element: XmlElement) => {
    const time = new Date(element.text.trim())
    if (Number.isNaN(time.getTime())) throw unexpected(element)
    return time
  },
}

const unexpected = ({ name }: XmlElement): UnreadableXmlError => new UnreadableXmlError(`${name} is not expected so`)
