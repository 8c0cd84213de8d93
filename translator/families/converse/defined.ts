import type { Json, JsonObject } from '../../formats/json-text.ts'

/** The members that are there; `undefined` when none is. */
export function defined(members: Record<string, Json | undefined>): JsonObject | undefined {
  const there = Object.entries(members).filter((member): member is [string, Json] => member[1] !== undefined)
  return there.length > 0 ? Object.fromEntries(there) : undefined
}
