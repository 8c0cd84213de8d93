import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'

/** Cohere's API wants a Python type; AWS's page says only "string". UNVERIFIED which names Bedrock's models know best. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  array: 'list',
  object: 'dict',
}

/** The type that says most of a schema, and what of the schema it does not say. */
export function toParameterType({ type = null, ...others }: JsonObject): { type: string; unsaid: JsonObject } {
  const items = simpleType(others.items)
  if (type === 'array' && items !== undefined) {
    const { items: _said, ...unsaid } = others
    return { type: `List[${items}]`, unsaid }
  }
  const named = typeof type === 'string' && Object.hasOwn(TYPES, type) ? TYPES[type]! : optionalType(type)
  if (named !== undefined) return { type: named, unsaid: others }
  return { type: 'Any', unsaid: type === null ? others : { type, ...others } }
}

/** Of a schema that says nothing but its type. */
const simpleType = (schema: Json | undefined): string | undefined =>
  isJsonObject(schema) &&
  Object.keys(schema).length === 1 &&
  typeof schema.type === 'string' &&
  Object.hasOwn(TYPES, schema.type)
    ? TYPES[schema.type]
    : undefined

/** Of `["string", "null"]`. */
function optionalType(type: Json): string | undefined {
  if (!Array.isArray(type) || type.length !== 2 || !type.includes('null')) return undefined
  const other = type.find((name) => name !== 'null')
  return typeof other === 'string' && Object.hasOwn(TYPES, other) ? `Optional[${TYPES[other]}]` : undefined
}
