import { isJsonObject, type Json, type JsonObject } from '../../translator/formats/json-text.ts'

/** The value of a JSON number, also of one that was kept as it stood in its text; `undefined` for anything else. */
export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (!JSON.isRawJSON(value)) return undefined
  const number = Number(value.rawJSON)
  return Number.isNaN(number) ? undefined : number
}

/** Whether a value is an object in its JSON text: a number that was kept as it stood is an object in memory only. */
export const isObjectInJson = (value: Json | undefined): value is JsonObject =>
  isJsonObject(value) && !JSON.isRawJSON(value)
