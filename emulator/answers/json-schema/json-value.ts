import { isObjectInJson, type Json } from '../../../translator/formats/json-text.ts'

/** A member of the object's own: names such as `constructor` are nothing special in JSON. */
export const memberOf = <T>(object: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined

const partsOf = (value: Json): Json[] =>
  Array.isArray(value) ? value : isObjectInJson(value) ? Object.values(value) : []

const isContainer = (value: Json): boolean => Array.isArray(value) || isObjectInJson(value)

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
