import type { NormalizedSchema } from '@smithy/core/schema'

/** How a value looks in XML: one of the SDK's schemas, resolved once, so that reading and writing need not look it up again. */
export type XmlShape =
  | { kind: 'structure'; members: XmlMember[] }
  | { kind: 'list'; item: XmlShape; itemName: string }
  | { kind: 'string' | 'number' | 'boolean' | 'timestamp' }

export interface XmlMember {
  /** The name in TypeScript. */
  name: string
  /** The name of its element; of each item where the list is flattened. */
  xmlName: string
  shape: XmlShape
  isFlattened: boolean
}

/** `include` leaves out members of the outermost structure, such as those that travel in headers. */
export function toXmlShape(schema: NormalizedSchema, include: (member: string) => boolean = () => true): XmlShape {
  if (schema.isStructSchema()) {
    const members = Array.from(schema.structIterator(), ([name, member]): XmlMember => {
      const { xmlName, xmlFlattened } = member.getMergedTraits()
      return { name, xmlName: xmlName ?? name, shape: toXmlShape(member), isFlattened: Boolean(xmlFlattened) }
    })
    return { kind: 'structure', members: members.filter(({ name }) => include(name)) }
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema()
    return { kind: 'list', item: toXmlShape(item), itemName: item.getMergedTraits().xmlName ?? 'member' }
  }
  if (schema.isNumericSchema()) return { kind: 'number' }
  if (schema.isBooleanSchema()) return { kind: 'boolean' }
  if (schema.isTimestampSchema()) return { kind: 'timestamp' }
  return { kind: 'string' }
}
