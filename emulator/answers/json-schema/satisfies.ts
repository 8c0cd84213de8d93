import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'
import type { Budget } from './budget.ts'
import { FORMATS } from './formats.ts'
import { canonicalText, countCharacters, isObject, toNumber } from './json-value.ts'
import type { Schema, SchemaNode, Type } from './schema.ts'
import { nestedTooDeep } from './schema-error.ts'

/** Most schemas within each other that speak about one and the same value. */
export const MOST_APPLICATIONS = 200

function hasType(value: Json, type: Type): boolean {
  if (type === 'integer') return Number.isInteger(toNumber(value))
  if (type === 'number') return toNumber(value) !== undefined
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  return type === 'null' ? value === null : typeof value === type
}

/** As validators do it: division in floating point, without tolerance. */
export const isMultiple = (number: number, divisor: number): boolean => Number.isInteger(number / divisor)

const isWithin = (number: number, minimum = -Infinity, maximum = Infinity): boolean =>
  number >= minimum && number <= maximum

const satisfiesNumber = (number: number, schema: SchemaNode): boolean =>
  isWithin(number, schema.minimum, schema.maximum) &&
  (schema.exclusiveMinimum === undefined || number > schema.exclusiveMinimum) &&
  (schema.exclusiveMaximum === undefined || number < schema.exclusiveMaximum) &&
  (schema.multipleOf === undefined || isMultiple(number, schema.multipleOf))

function satisfiesString(text: string, { format, minLength, maxLength }: SchemaNode): boolean {
  if (format !== undefined && !FORMATS.get(format)!.matches.test(text)) return false
  if (minLength === undefined && maxLength === undefined) return true
  return isWithin(countCharacters(text), minLength, maxLength)
}

function satisfiesArray(items: Json[], schema: SchemaNode, budget: Budget): boolean {
  if (!isWithin(items.length, schema.minItems, schema.maxItems)) return false
  if (schema.uniqueItems && new Set(items.map(canonicalText)).size < items.length) return false
  return items.every((item, index) => satisfies(item, schema.prefixItems?.[index] ?? schema.items ?? true, budget))
}

function satisfiesObject(object: JsonObject, schema: SchemaNode, budget: Budget): boolean {
  if (schema.required?.every((name) => Object.hasOwn(object, name)) === false) return false
  const others = schema.additionalProperties ?? true
  return Object.entries(object).every(([name, member]) =>
    satisfies(member, schema.properties?.get(name) ?? others, budget),
  )
}

function satisfiesKeywords(value: Json, schema: SchemaNode, budget: Budget): boolean {
  if (schema.type && !schema.type.some((type) => hasType(value, type))) return false
  if (schema.enum?.texts.has(canonicalText(value)) === false) return false
  if (schema.const?.texts.has(canonicalText(value)) === false) return false
  const number = toNumber(value)
  if (number !== undefined) return satisfiesNumber(number, schema)
  if (typeof value === 'string') return satisfiesString(value, schema)
  if (Array.isArray(value)) return satisfiesArray(value, schema, budget)
  return !isObject(value) || satisfiesObject(value, schema, budget)
}

/**
 * Whether a value satisfies a schema. One that comes back to itself without getting on to a part of the value accepts
 * nothing.
 */
export function satisfies(value: Json, schema: Schema, budget: Budget, within: readonly Schema[] = []): boolean {
  budget.spendStep()
  if (typeof schema === 'boolean') return schema
  if (within.includes(schema)) return false
  if (within.length > MOST_APPLICATIONS) throw nestedTooDeep(MOST_APPLICATIONS)
  const applies = (other: Schema): boolean => satisfies(value, other, budget, [...within, schema])
  return (
    satisfiesKeywords(value, schema, budget) &&
    applies(schema.$ref ?? true) &&
    (schema.allOf?.every(applies) ?? true) &&
    (schema.anyOf?.some(applies) ?? true) &&
    (schema.oneOf === undefined || schema.oneOf.filter(applies).length === 1)
  )
}
