import type { Json, JsonObject } from '../../../translator/formats/json-text.ts'

// Numbers that JavaScript would change come as raw JSON objects (see parseKeepingNumbers): they are numbers here too.
const isRawNumber = (value: Json): value is { rawJSON: string } => JSON.isRawJSON(value)

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value)

/** The number that a value is, as near as JavaScript has it; `undefined` for what is no number. */
export function toNumber(value: Json): number | undefined {
  if (typeof value === 'number') return value
  return isRawNumber(value) ? Number(value.rawJSON) : undefined
}

/** A member of the object's own: names such as `constructor` are nothing special in JSON. */
export const memberOf = <T>(object: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

/** Length as JSON Schema counts it: in code points. */
export function countCharacters(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count += 1
  return count
}

const partsOf = (value: Json): Json[] => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [])

const isContainer = (value: Json): boolean => Array.isArray(value) || isObject(value)

/** Whether a value has arrays and objects within each other, more than so many levels. It goes no deeper than these. */
export const isNestedDeeper = (value: Json, levels: number): boolean =>
  isContainer(value) && (levels === 0 || partsOf(value).some((part) => isNestedDeeper(part, levels - 1)))

/** Most arrays and objects within each other that a schema may have. */
export const MOST_LEVELS = 200

const LONGEST_EXCERPT = 200

/** The start of a text out of a record, which may be megabytes long, for a message. */
export const excerpt = (text: string): string =>
  text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT).toWellFormed()}…` : text

/** More than may be spent on one value: schemas can ask for billions of items, or of steps. */
export class LimitError extends Error {}
