import type { NormalizedSchema } from '@smithy/core/schema'

/** How a value looks in XML: one of the SDK's schemas, resolved once, so that reading and writing need not look it up again. */
export type XmlShape =
  | { kind: 'structure'; members: XmlMember[]; attributes: XmlAttribute[] }
  | { kind: 'list'; item: XmlShape; itemName: string }
  | { kind: 'string' | 'number' | 'boolean' | 'timestamp' }

export interface XmlMember {
  /** The name in TypeScript. */
  name: string
  /** The name of its element; of each item where the list is flattened. */
  xmlName: string
  shape: XmlShape
  isFlattened: boolean
  /** Of its element, as they are written: the namespace that its own attributes need. */
  namespace: string
}

/** A member that stands in its parent's start tag. */
export interface XmlAttribute {
  name: string
  xmlName: string
}

/** `include` leaves out members of the outermost structure, such as those that travel in headers. */
export function toXmlShape(schema: NormalizedSchema, include: (member: string) => boolean = () => true): XmlShape {
  if (schema.isStructSchema()) {
    const members: XmlMember[] = []
    const attributes: XmlAttribute[] = []
    for (const [name, member] of schema.structIterator()) {
      const { xmlName = name, xmlFlattened, xmlAttribute, xmlNamespace } = member.getMergedTraits()
      if (!include(name)) continue
      const isFlattened = Boolean(xmlFlattened)
      const namespace = namespaceOf(xmlNamespace)
      if (xmlAttribute) attributes.push({ name, xmlName })
      else members.push({ name, xmlName, shape: toXmlShape(member), isFlattened, namespace })
    }
    return { kind: 'structure', members, attributes }
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

/** The SDK's schemas give a prefix and what it stands for. */
function namespaceOf(trait: unknown): string {
  if (!Array.isArray(trait)) return ''
  const [prefix, uri] = trait as [string, string]
  return ` xmlns:${prefix}="${uri}"`
}
