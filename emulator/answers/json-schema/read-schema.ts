import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import { FORMATS } from './formats.ts'
import { canonicalText, isObject, toNumber } from './json-value.ts'
import { resolveReference } from './references.ts'
import { TYPES, type Listed, type Schema, type SchemaNode, type Type } from './schema.ts'
import { malformedKeyword, unsupportedFormat, unsupportedKeyword } from './schema-error.ts'

interface Reader {
  /** The node of a subschema, which is read later. */
  toNode: (value: Json, keyword: string) => Schema
  root: JsonObject
}

type Read<T> = (value: Json, keyword: string, reader: Reader) => T

const listOf =
  <T>(toItem: Read<T>): Read<T[]> =>
  (value, keyword, reader) => {
    if (!Array.isArray(value)) throw malformedKeyword(keyword)
    return value.map((item) => toItem(item, keyword, reader))
  }

const checked =
  <T>(convert: (value: Json) => T | undefined): Read<T> =>
  (value, keyword) => {
    const converted = convert(value)
    if (converted === undefined) throw malformedKeyword(keyword)
    return converted
  }

const isCount = (number: number | undefined): number is number => Number.isInteger(number) && number! >= 0

const toSchema: Read<Schema> = (value, keyword, { toNode }) => toNode(value, keyword)
const toSchemas: Read<Schema[]> = (value, keyword, reader) => {
  if (Array.isArray(value) && value.length === 0) throw malformedKeyword(keyword)
  return listOf(toSchema)(value, keyword, reader)
}
const toSchemaMap: Read<ReadonlyMap<string, Schema>> = (value, keyword, { toNode }) => {
  if (!isObject(value)) throw malformedKeyword(keyword)
  return new Map(Object.entries(value).map(([name, schema]) => [name, toNode(schema, keyword)]))
}
const toType: Read<Type> = checked((value) => TYPES.find((name) => name === value))
const toTypes: Read<Type[]> = (value, keyword, reader) => {
  const types = listOf(toType)(Array.isArray(value) ? value : [value], keyword, reader)
  if (types.length === 0) throw malformedKeyword(keyword)
  return types
}
const toText: Read<string> = checked((value) => (typeof value === 'string' ? value : undefined))
const toFlag: Read<boolean> = checked((value) => (typeof value === 'boolean' ? value : undefined))
const toBound: Read<number> = checked(toNumber)
const toDivisor: Read<number> = checked((value) => (toNumber(value)! > 0 ? toNumber(value) : undefined))
const toCount: Read<number> = checked((value) => (isCount(toNumber(value)) ? toNumber(value) : undefined))
const toValues: Read<Json[]> = listOf((value) => value)
const toListed = (values: Json[]): Listed => ({ values, texts: new Set(values.map(canonicalText)) })

/** The keywords that values are made by. Any other but an annotation is refused. */
const KEYWORDS: { [Keyword in keyof SchemaNode]-?: Read<NonNullable<SchemaNode[Keyword]>> } = {
  $ref: (value, keyword, reader) => {
    const reference = toText(value, keyword, reader)
    return reader.toNode(resolveReference(reference, reader.root), keyword)
  },
  allOf: toSchemas,
  anyOf: toSchemas,
  oneOf: toSchemas,
  type: toTypes,
  enum: (value, keyword, reader) => toListed(toValues(value, keyword, reader)),
  const: (value) => toListed([value]),
  properties: toSchemaMap,
  required: listOf(toText),
  additionalProperties: toSchema,
  items: toSchema,
  prefixItems: toSchemas,
  minItems: toCount,
  maxItems: toCount,
  uniqueItems: toFlag,
  minLength: toCount,
  maxLength: toCount,
  format: toText,
  minimum: toBound,
  maximum: toBound,
  exclusiveMinimum: toBound,
  exclusiveMaximum: toBound,
  multipleOf: toDivisor,
  default: (value) => [value],
  examples: toValues,
}

const isKeyword = (name: string): name is keyof SchemaNode => Object.hasOwn(KEYWORDS, name)

// None of these makes a schema accept less. `$defs` and `definitions` are read where a reference leads into them.
const ANNOTATIONS =
  '$schema $id $comment $defs definitions title description deprecated readOnly writeOnly contentMediaType contentEncoding contentSchema'
const ANNOTATIONS_OF_OPENAPI = 'discriminator example externalDocs nullable xml'
const FLAG_OF_TOOLS = 'strict'
const PASSED_OVER = new Set(`${ANNOTATIONS} ${ANNOTATIONS_OF_OPENAPI} ${FLAG_OF_TOOLS}`.split(' '))

const isPassedOver = (keyword: string): boolean => PASSED_OVER.has(keyword) || keyword.startsWith('x-')

function fillNode(node: SchemaNode, schema: JsonObject, reader: Reader): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (isKeyword(keyword)) Object.assign(node, { [keyword]: KEYWORDS[keyword](value, keyword, reader) })
    else if (!isPassedOver(keyword)) throw unsupportedKeyword(keyword)
  }
  if (node.format === undefined || FORMATS.has(node.format)) return
  // Formats of numbers (`int32`, `double`) say nothing that would have to hold.
  if (node.type?.includes('string') ?? true) throw unsupportedFormat(node.format)
  delete node.format
}

/** Reads every part of a schema that can be reached, before any value is made: a refusal is never a matter of chance. */
export function readSchema(root: JsonObject): SchemaNode {
  const nodes = new Map<JsonObject, SchemaNode>([[root, {}]])
  const reader: Reader = {
    root,
    toNode: (value, keyword) => {
      if (typeof value === 'boolean') return value
      if (!isObject(value)) throw malformedKeyword(keyword)
      const node = nodes.get(value) ?? {}
      nodes.set(value, node)
      return node
    },
  }
  // What is found on the way is visited too: a Map's iterator comes to entries that were added meanwhile.
  for (const [schema, node] of nodes) fillNode(node, schema, reader)
  return nodes.get(root)!
}
