import type { Json } from '../../../translator/formats/json-text.ts'

export const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const
export type Type = (typeof TYPES)[number]

/** `true` accepts everything, `false` nothing. */
export type Schema = boolean | SchemaNode

/** The words of JSON Schema 2020-12 that values are made by; others are there for the judge alone. */
export interface SchemaNode {
  /** `#/$defs/NAME`, always. */
  $ref?: string
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  type?: Type | Type[]
  enum?: Json[]
  const?: Json
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema
  propertyNames?: Schema
  minProperties?: number
  maxProperties?: number
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  default?: Json
  examples?: Json[]
}

/** A schema as it was read: it stands in `$defs` under `0`, beside everything that is referred to. */
export interface SchemaDocument extends SchemaNode {
  $defs: Record<string, Schema>
}

type NumberKeyword = {
  [Keyword in keyof SchemaNode]-?: Required<SchemaNode>[Keyword] extends number ? Keyword : never
}[keyof SchemaNode]

/** Schemas that hold for one value at the same time. */
export type Parts = ReadonlySet<SchemaNode>

/** What the parts say by one keyword. A plain loop: this is asked some ten times for each value. */
export function saidBy<K extends keyof SchemaNode>(parts: Parts, keyword: K): NonNullable<SchemaNode[K]>[] {
  const said: NonNullable<SchemaNode[K]>[] = []
  for (const { [keyword]: value } of parts) if (value !== undefined) said.push(value)
  return said
}

/** Of the parts' lower bounds, the one that counts: minus infinity where there is none. */
export const largestOf = (parts: Parts, keyword: NumberKeyword): number => Math.max(...saidBy(parts, keyword))

/** Of the parts' upper bounds, the one that counts: infinity where there is none. */
export const smallestOf = (parts: Parts, keyword: NumberKeyword): number => Math.min(...saidBy(parts, keyword))
