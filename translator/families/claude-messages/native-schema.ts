import { unsupportedValue } from '../../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import { LossReport } from '../../loss-report.ts'

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']

/** Words that structured output refuses with a 400, by type. Source: Anthropic's page on it ("JSON Schema limitations"). */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  number: BOUNDS,
  integer: BOUNDS,
  string: ['minLength', 'maxLength'],
  array: ['maxItems', 'uniqueItems', 'contains', 'minContains', 'maxContains'],
}

/** A schema as Claude follows it by itself: without what it refuses, objects closed. `path`: where the schema stands. */
export function toNativeSchema(schema: JsonObject, path: string, report: LossReport): JsonObject {
  const isObject = typesOf(schema).includes('object') || schema.properties !== undefined
  const taken = Object.entries(schema)
    .filter(([word, value]) => !isRefused(schema, word, value, path, report))
    .map(([word, value]): [string, Json] => [word, convert(word, value, path, report)])
  if (isObject && schema.additionalProperties === undefined) {
    report.change(path, 'Claude wants its objects closed; additionalProperties is sent as false.')
    taken.push(['additionalProperties', false])
  }
  return Object.fromEntries(taken)
}

/** Whether Claude follows the schema as it stands: only such tools can be strict. */
export function isNativeSchema(schema: JsonObject): boolean {
  const report = new LossReport('drop')
  toNativeSchema(schema, '', report)
  return report.losses.length === 0
}

const typesOf = ({ type }: JsonObject): string[] => [type ?? []].flat().filter((name) => typeof name === 'string')

function isRefused(schema: JsonObject, word: string, value: Json, path: string, report: LossReport): boolean {
  const isBad =
    typesOf(schema).some((type) => Object.hasOwn(REFUSED, type) && REFUSED[type]!.includes(word)) ||
    (word === 'minItems' && ![0, 1].includes(toNumber(value) ?? 0))
  const why = `Claude knows no ${word} in a schema.`
  if (isBad) report.unsupported(path, why, unsupportedValue(path, why))
  return isBad
}

/** What a word holds: schemas are gone through, all else is handed on. */
function convert(word: string, value: Json, path: string, report: LossReport): Json {
  const inside = (inner: Json): Json =>
    isJsonObject(inner) && !JSON.isRawJSON(inner) ? toNativeSchema(inner, path, report) : inner
  switch (word) {
    case 'additionalProperties':
      return value === false ? false : closed(path, report)
    case 'properties':
    case '$defs':
    case 'definitions':
      if (!isJsonObject(value)) return value
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inside(inner)]))
    case 'anyOf':
    case 'allOf':
      return Array.isArray(value) ? value.map(inside) : value
    case 'items':
      return inside(value)
    default:
      return value
  }
}

function closed(path: string, report: LossReport): false {
  const why = 'Claude takes additionalProperties as false only.'
  report.approximate(path, why, unsupportedValue(path, why))
  return false
}
