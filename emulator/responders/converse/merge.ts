import { isObjectInJson, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'

/** The members of both, at every depth; where both have one, the second's. */
export const merge = (first: JsonObject, second: JsonObject): JsonObject =>
  Object.fromEntries([
    ...Object.entries(first),
    ...Object.entries(second).map(([name, value]): [string, Json] => {
      const present = Object.hasOwn(first, name) ? first[name] : undefined
      return [name, isObjectInJson(present) && isObjectInJson(value) ? merge(present, value) : value]
    }),
  ])

/** A member that both have, other than objects that can be merged: `inferenceConfig.topP`. */
export function firstConflict(first: JsonObject, second: JsonObject): string | undefined {
  for (const [name, value] of Object.entries(first)) {
    if (!Object.hasOwn(second, name)) continue
    const other = second[name]
    if (!isObjectInJson(value) || !isObjectInJson(other)) return name
    const inner = firstConflict(value, other)
    if (inner !== undefined) return `${name}.${inner}`
  }
  return undefined
}
