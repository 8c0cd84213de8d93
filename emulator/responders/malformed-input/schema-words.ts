import type { InputSchema } from './input-schema.ts'

/* Short words for the schemas of families. */

export type Properties = Record<string, InputSchema>

/** These members, some required, and no others. */
export const object = (properties: Properties, ...required: string[]): InputSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** Exactly one of the members. */
export const union = (properties: Properties): InputSchema => ({
  ...object(properties),
  minProperties: 1,
  maxProperties: 1,
})

export const listOf = (items: InputSchema, minItems = 0, maxItems?: number): InputSchema => ({
  type: 'array',
  items,
  minItems,
  ...(maxItems !== undefined && { maxItems }),
})

/** One of some strings. */
export const oneOf = (...values: string[]): InputSchema => ({ type: 'string', enum: values })

/** A string of so many code points. */
export const text = (minLength = 0, maxLength?: number): InputSchema => ({
  type: 'string',
  minLength,
  ...(maxLength !== undefined && { maxLength }),
})

export const number = (minimum: number, maximum: number): InputSchema => ({ type: 'number', minimum, maximum })
export const integer = (minimum: number, maximum: number): InputSchema => ({ type: 'integer', minimum, maximum })
export const boolean: InputSchema = { type: 'boolean' }
export const anyObject: InputSchema = { type: 'object' }
