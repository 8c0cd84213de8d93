import type { Json } from '../../../translator/formats/json-text.ts'

/*
 * How the service's validator, a Java library, sees JSON: its words for types, its text of a value, and the order in which
 * its hash tables hand out names, which is the order of violations in a message.
 */

const LONGEST_INTEGER = 2n ** 31n
const LONGEST_LONG = 2n ** 63n
const isWithin = (number: bigint, bound: bigint): boolean => number >= -bound && number < bound

/** A number as it stood in its text, as far as it was kept. */
const numberText = (value: number | { readonly rawJSON: string }): string =>
  typeof value === 'number' ? String(value) : value.rawJSON

/** AWS: `Integer`, `String`, `Null`, `JSONArray` and `JSONObject` were seen; `BigDecimal` (older: `Double`) is UNVERIFIED. */
function numberType(text: string): string {
  if (!/^-?[0-9]+$/.test(text)) return 'BigDecimal'
  // A number of megabytes of digits would take long to read, and is too large anyway.
  const number = text.length > 20 ? LONGEST_LONG : BigInt(text)
  if (isWithin(number, LONGEST_INTEGER)) return 'Integer'
  return isWithin(number, LONGEST_LONG) ? 'Long' : 'BigInteger'
}

/** The name of the class that holds a JSON value: `String`, `Integer`, `BigDecimal`, `JSONArray` … */
export function javaTypeOf(value: Json): string {
  if (value === null) return 'Null'
  if (typeof value === 'number' || JSON.isRawJSON(value)) return numberType(numberText(value))
  if (typeof value === 'boolean') return 'Boolean'
  if (typeof value === 'string') return 'String'
  return Array.isArray(value) ? 'JSONArray' : 'JSONObject'
}

/** A value as it is printed in a message: strings without quotes. */
export const javaTextOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

function hashCode(name: string): number {
  let hash = 0
  for (let at = 0; at < name.length; at += 1) hash = (Math.imul(31, hash) + name.charCodeAt(at)) | 0
  return hash ^ (hash >>> 16)
}

/**
 * Names in the order of a Java HashMap that took them one after the other. AWS: messages with several extraneous keys come
 * in this order (lobehub/lobehub#5203, spring-projects/spring-ai#2276, langgenius/dify PR 3326).
 */
export function javaKeyOrder(names: string[]): string[] {
  let buckets = 16
  while (names.length > buckets * 0.75) buckets *= 2
  return names
    .map((name) => ({ name, bucket: hashCode(name) & (buckets - 1) }))
    .toSorted((a, b) => a.bucket - b.bucket)
    .map(({ name }) => name)
}
