import { isObjectInJson, toNumber, type Json } from '../../../translator/formats/json-text.ts'
import { saidBy, TYPES, type Parts, type Type } from './schema.ts'

/** The types that all parts allow. A number that happens to be an integer is no type of its own. */
export function typesOf(parts: Parts): Type[] {
  const lists = saidBy(parts, 'type').map((type) => [type].flat())
  const types = TYPES.filter((type) =>
    lists.every((list) => list.includes(type) || (type === 'integer' && list.includes('number'))),
  )
  return types.includes('number') ? types.filter((type) => type !== 'integer') : types
}

function typeOf(value: Json): Type {
  const number = toNumber(value)
  if (number !== undefined) return Number.isInteger(number) ? 'integer' : 'number'
  if (value === null || Array.isArray(value)) return value === null ? 'null' : 'array'
  return isObjectInJson(value) ? 'object' : (typeof value as 'string' | 'boolean')
}

/** Of some values, those that have one of the types. */
export const ofTypes = (values: Json[], types: Type[]): Json[] =>
  values.filter((value) => types.includes(typeOf(value)) || (types.includes('number') && typeOf(value) === 'integer'))

// Where no type is named, the keywords that are there say which one is meant.
const TELLING_KEYWORDS: [Type, RegExp][] = [
  ['object', /^(?:properties|required|additionalProperties|minProperties)$/],
  ['array', /^(?:items|prefixItems|minItems|maxItems|uniqueItems)$/],
  ['number', /^(?:minimum|maximum|exclusiveMinimum|exclusiveMaximum|multipleOf)$/],
]

/** The type that is meant where none is named, `undefined` where one is. */
export function guessType(parts: Parts): Type | undefined {
  if (saidBy(parts, 'type').length > 0) return undefined
  const keywords = Array.from(parts).flatMap(Object.keys)
  return TELLING_KEYWORDS.find(([, telling]) => keywords.some((keyword) => telling.test(keyword)))?.[0] ?? 'string'
}
