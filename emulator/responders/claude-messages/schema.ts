import { isObjectInJson, toNumber, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'

/** Keywords that structured output refuses, by type. Sources: Anthropic's page on structured outputs, and its own 400s. */
const REFUSED: Record<string, string[]> = {
  array: ['contains', 'maxContains', 'maxItems', 'minContains', 'uniqueItems'],
  integer: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  string: ['maxLength', 'minLength'],
}

const typesOf = (schema: JsonObject): string[] =>
  [schema['type'] ?? []].flat().filter((type) => typeof type === 'string')
const listWords = (words: string[]): string =>
  words.length === 1 ? `property '${words[0]}' is not supported` : `properties ${words.join(', ')} are not supported`

/** Texts: juspay/neurolink and others in 2026 for objects, numbers and maxItems; that of minItems is UNVERIFIED. */
function ownFlaw(schema: JsonObject): string | undefined {
  const types = typesOf(schema)
  if ((types.includes('object') || Object.hasOwn(schema, 'properties')) && schema['additionalProperties'] !== false)
    return "For 'object' type, 'additionalProperties' must be explicitly set to false"
  for (const type of types) {
    const words = Object.hasOwn(REFUSED, type) ? REFUSED[type]! : []
    const used = words.filter((word) => Object.hasOwn(schema, word))
    if (used.length > 0) return `For '${type}' type, ${listWords(used)}`
  }
  const minItems = Object.hasOwn(schema, 'minItems') ? toNumber(schema['minItems']) : 0
  return types.includes('array') && minItems !== 0 && minItems !== 1
    ? "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
    : undefined
}

const NAMED = ['properties', '$defs', 'definitions']
const LISTED = ['anyOf', 'allOf']
const membersOf = (value: Json | undefined): Json[] => (isObjectInJson(value) ? Object.values(value) : [])

const inside = (schema: JsonObject): Json[] => [
  ...NAMED.flatMap((name) => membersOf(schema[name])),
  ...LISTED.flatMap((name) => (Array.isArray(schema[name]) ? schema[name] : [])),
  ...(schema['items'] === undefined ? [] : [schema['items']]),
]

/** What structured output refuses in a schema, at any depth; `undefined` when it takes all of it. */
export function unsupportedInSchema(schema: Json): string | undefined {
  if (!isObjectInJson(schema)) return undefined
  const flaw = ownFlaw(schema)
  if (flaw !== undefined) return flaw
  for (const part of inside(schema)) {
    const partFlaw = unsupportedInSchema(part)
    if (partFlaw !== undefined) return partFlaw
  }
  return undefined
}
