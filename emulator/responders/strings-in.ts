import type { Json } from '../../translator/formats/json-text.ts'

/** Every string in a value, in their order; names are none. The value must not be nested too deeply. */
export function stringsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return []
  return Object.values(value).flatMap(stringsIn)
}
