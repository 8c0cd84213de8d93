import { isObjectInJson, toNumber, type Json } from '../../../translator/formats/json-text.ts'

/*
 * Shapes in the words of serde, the Rust library behind the models with OpenAI's body. AWS: unknown names, a wrong type and
 * its path were seen (langchain-ai/langchain-aws#664, BerriAI/litellm#16184, aws-samples/amazon-bedrock-client-for-mac#114);
 * the words for the rest are serde's own.
 */

/** Names of members and indexes of items that lead to a value. */
export type Place = (string | number)[]

interface Mismatch {
  /** The value that is named in the message. */
  place: Place
  text: string
}

/** Says how a value differs from a shape; reading stops at the first difference. */
export type Shape = (value: Json, place: Place) => Mismatch | undefined
type Fields = Readonly<Record<string, Shape>>

const INTEGER = /^-?[0-9]+$/

function describe(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'sequence'
  if (isObjectInJson(value)) return 'map'
  const text = JSON.stringify(value)
  if (typeof value === 'string') return `string ${text}`
  if (typeof value === 'boolean') return `boolean \`${text}\``
  return INTEGER.test(text) ? `integer \`${text}\`` : `floating point \`${text}\``
}

const wrongType = (value: Json, place: Place, expected: string): Mismatch => ({
  place,
  text: `invalid type: ${describe(value)}, expected ${expected}`,
})

export const anything: Shape = () => undefined

export const string: Shape = (value, place) =>
  typeof value === 'string' ? undefined : wrongType(value, place, 'a string')

export const boolean: Shape = (value, place) =>
  typeof value === 'boolean' ? undefined : wrongType(value, place, 'a boolean')

/** A JSON number of any kind. */
export const float: Shape = (value, place) =>
  toNumber(value) !== undefined ? undefined : wrongType(value, place, 'f32')

const integerOf =
  (type: string, minimum: bigint, maximum: bigint): Shape =>
  (value, place) => {
    const text = toNumber(value) === undefined ? '' : JSON.stringify(value)
    if (!INTEGER.test(text)) return wrongType(value, place, type)
    const isInRange = text.length <= 20 && BigInt(text) >= minimum && BigInt(text) <= maximum
    return isInRange ? undefined : { place, text: `invalid value: integer \`${text}\`, expected ${type}` }
  }
export const u8 = integerOf('u8', 0n, 255n)
export const u32 = integerOf('u32', 0n, 2n ** 32n - 1n)
export const i32 = integerOf('i32', -(2n ** 31n), 2n ** 31n - 1n)
export const i64 = integerOf('i64', -(2n ** 63n), 2n ** 63n - 1n)

/** Null counts as absent. */
export const optional =
  (shape: Shape): Shape =>
  (value, place) =>
    value === null ? undefined : shape(value, place)

const listNames = (names: string[]): string => {
  const quoted = names.map((name) => `\`${name}\``)
  if (quoted.length <= 2) return quoted.join(' or ')
  return `one of ${quoted.join(', ')}`
}

/** One of some words. */
export const variant =
  (...names: string[]): Shape =>
  (value, place) => {
    if (typeof value !== 'string') return { place, text: 'expected value' }
    return names.includes(value)
      ? undefined
      : { place, text: `unknown variant \`${value}\`, expected ${listNames(names)}` }
  }

export const sequence =
  (item: Shape): Shape =>
  (value, place) => {
    if (!Array.isArray(value)) return wrongType(value, place, 'a sequence')
    for (const [index, element] of value.entries()) {
      const difference = item(element, [...place, index])
      if (difference) return difference
    }
    return undefined
  }

export interface Struct {
  name: string
  required?: Fields
  optional?: Fields
  /** What is said of other members; without it they are passed over. */
  unknown?: 'field' | 'variant'
}

/** An object with these members. */
export const struct = ({ name, required = {}, optional: others = {}, unknown }: Struct): Shape => {
  const fields = new Map([
    ...Object.entries(required),
    ...Object.entries(others).map(([field, shape]): [string, Shape] => [field, optional(shape)]),
  ])
  const expected = listNames([...fields.keys()].toSorted())
  return (value, place) => {
    if (!isObjectInJson(value)) return wrongType(value, place, `struct ${name}`)
    for (const field of Object.keys(value)) {
      const shape = fields.get(field)
      const difference = shape?.(value[field]!, [...place, field])
      if (difference) return difference
      if (!shape && unknown) return { place, text: `unknown ${unknown} \`${field}\`, expected ${expected}` }
    }
    const missing = Object.keys(required).find((field) => !Object.hasOwn(value, field))
    return missing === undefined ? undefined : { place, text: `missing field \`${missing}\`` }
  }
}

/** One of several objects, told apart by a member. It is read as a whole first, and so named as a whole. */
export const tagged = (name: string, tag: string, variants: Fields): Shape => {
  const names = Object.keys(variants)
  return (value, place) => {
    if (!isObjectInJson(value)) return wrongType(value, place, `internally tagged enum ${name}`)
    const found = Object.hasOwn(value, tag) ? value[tag]! : undefined
    if (found === undefined) return { place, text: `missing field \`${tag}\`` }
    if (typeof found !== 'string') return wrongType(found, place, 'variant identifier')
    const shape = Object.hasOwn(variants, found) ? variants[found] : undefined
    if (!shape) return { place, text: `unknown variant \`${found}\`, expected ${listNames(names)}` }
    const { [tag]: _, ...rest } = value
    const difference = shape(rest, place)
    return difference && { place, text: difference.text }
  }
}

/** One of several shapes that nothing tells apart: what is wrong is not said. */
export const untagged =
  (name: string, ...shapes: Shape[]): Shape =>
  (value, place) =>
    shapes.some((shape) => shape(value, place) === undefined)
      ? undefined
      : { place, text: `data did not match any variant of untagged enum ${name}` }
