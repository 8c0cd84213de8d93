import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

// Numbers that JavaScript would change come as raw JSON objects (see parseKeepingNumbers): they are numbers here too.
const isRawNumber = (value: Json): value is { rawJSON: string } => JSON.isRawJSON(value)

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value)

/** The number that a value is, as near as JavaScript has it; `undefined` for what is no number. */
export function toNumber(value: Json): number | undefined {
  if (typeof value === 'number') return value
  return isRawNumber(value) ? Number(value.rawJSON) : undefined
}

/** A member of the object's own: names such as `constructor` are nothing special in JSON. */
export const memberOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

const LONGEST_INTEGER = 400

function canonicalNumber(source: string): string {
  if (/^-?[0-9]+$/.test(source) && source.length < LONGEST_INTEGER) return BigInt(source).toString()
  const number = Number(source)
  if (!Number.isFinite(number)) return source
  return Number.isInteger(number) ? BigInt(number).toString() : String(number)
}

/** Equal for values that JSON Schema calls equal: the order of members and the spelling of numbers do not matter. */
export function canonicalText(value: Json): string {
  if (typeof value === 'number') return canonicalNumber(String(value))
  if (isRawNumber(value)) return canonicalNumber(value.rawJSON)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(',')}}`
}

/** Length as JSON Schema counts it: in code points. */
export function countCharacters(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count += 1
  return count
}

const partsOf = (value: Json): Json[] => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [])

const isContainer = (value: Json): boolean => Array.isArray(value) || isObject(value)

/** Whether a value has arrays and objects within each other, more than so many levels. Itself needs no deep stack. */
export function isNestedDeeper(value: Json, levels: number): boolean {
  let layer = [value].filter(isContainer)
  for (let level = 0; level < levels && layer.length > 0; level += 1) layer = layer.flatMap(partsOf).filter(isContainer)
  return layer.length > 0
}
