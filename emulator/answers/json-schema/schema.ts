import type { Json } from '../../../translator/formats/json-text.ts'

export const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'] as const
export type Type = (typeof TYPES)[number]

/** `true` accepts everything, `false` nothing. */
export type Schema = boolean | SchemaNode

/** Values, and the texts by which others are found to be equal to one of them (see canonicalText). */
export interface Listed {
  values: Json[]
  texts: ReadonlySet<string>
}

/** A JSON Schema as it was read: the form of its keywords is checked and its references lead to other nodes. */
export interface SchemaNode {
  $ref?: Schema
  allOf?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  type?: Type[]
  enum?: Listed
  /** A list of the one value. */
  const?: Listed
  properties?: ReadonlyMap<string, Schema>
  required?: string[]
  additionalProperties?: Schema
  items?: Schema
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minLength?: number
  maxLength?: number
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  /** A list of the one value. */
  default?: Json[]
  examples?: Json[]
}
