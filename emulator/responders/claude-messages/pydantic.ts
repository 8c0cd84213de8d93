import { isObjectInJson, toNumber, type Json } from '../../../translator/formats/json-text.ts'

/** Says what is wrong with a value in pydantic's words, after the path to it; `undefined` when nothing is. */
export type Check = (value: Json, path: string) => string | undefined
type Fields = Readonly<Record<string, Check>>

const NOT_AN_OBJECT = 'Input should be a valid dictionary or object to extract fields from'

const refuse = (path: string, text: string): string => `${path}: ${text}`
const below = (path: string, name: string | number): string => (path === '' ? String(name) : `${path}.${name}`)
const quoteAll = (words: string[]): string => words.map((word) => `'${word}'`).join(', ')

export const anything: Check = () => undefined

export const boolean: Check = (value, path) =>
  typeof value === 'boolean' ? undefined : refuse(path, 'Input should be a valid boolean')

/** Any object. */
export const dictionary: Check = (value, path) =>
  isObjectInJson(value) ? undefined : refuse(path, 'Input should be a valid dictionary')

export const nullable =
  (check: Check): Check =>
  (value, path) =>
    value === null ? undefined : check(value, path)

/** Lengths are in UTF-16 code units; `pattern` is printed as it is written. */
export const text =
  (bounds: { minLength?: number; maxLength?: number; pattern?: RegExp } = {}): Check =>
  (value, path) => {
    if (typeof value !== 'string') return refuse(path, 'Input should be a valid string')
    const { minLength = 0, maxLength = Infinity, pattern } = bounds
    if (value.length < minLength)
      return refuse(path, `String should have at least ${minLength} character${minLength === 1 ? '' : 's'}`)
    if (value.length > maxLength) return refuse(path, `String should have at most ${maxLength} characters`)
    return pattern?.test(value) === false ? refuse(path, `String should match pattern '${pattern.source}'`) : undefined
  }

/** One of some words: `Input should be 'a', 'b' or 'c'`. */
export const oneOf = (...words: string[]): Check => {
  const expected = words.length === 1 ? `'${words[0]}'` : `${quoteAll(words.slice(0, -1))} or '${words.at(-1)}'`
  return (value, path) =>
    typeof value === 'string' && words.includes(value) ? undefined : refuse(path, `Input should be ${expected}`)
}

const inRange = (value: number, path: string, minimum: number, maximum: number): string | undefined => {
  if (value < minimum) return refuse(path, `Input should be greater than or equal to ${minimum}`)
  return value > maximum ? refuse(path, `Input should be less than or equal to ${maximum}`) : undefined
}

export const number =
  (minimum = -Infinity, maximum = Infinity): Check =>
  (value, path) => {
    const amount = toNumber(value)
    return amount === undefined
      ? refuse(path, 'Input should be a valid number')
      : inRange(amount, path, minimum, maximum)
  }

export const integer =
  (minimum = -Infinity, maximum = Infinity): Check =>
  (value, path) => {
    const amount = toNumber(value)
    return amount === undefined || !Number.isInteger(amount)
      ? refuse(path, 'Input should be a valid integer')
      : inRange(amount, path, minimum, maximum)
  }

export const listOf =
  (item: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return refuse(path, 'Input should be a valid list')
    for (const [index, element] of value.entries()) {
      const complaint = item(element, below(path, index))
      if (complaint !== undefined) return complaint
    }
    return undefined
  }

/** A string, or a list; anything else is refused as not being a list. */
export const textOrListOf = (item: Check): Check => {
  const list = listOf(item)
  return (value, path) => (typeof value === 'string' ? undefined : list(value, path))
}

/** An object with these members and no others. */
export const model = (required: Fields, optional: Fields = {}): Check => {
  const fields = new Map(Object.entries({ ...required, ...optional }))
  const isRequired = new Set(Object.keys(required))
  return (value, path) => {
    if (!isObjectInJson(value)) return refuse(path, NOT_AN_OBJECT)
    const names = Object.keys(value)
    for (const [name, check] of fields) {
      const isPresent = names.includes(name)
      if (!isPresent && !isRequired.has(name)) continue
      const complaint = isPresent ? check(value[name]!, below(path, name)) : refuse(below(path, name), 'Field required')
      if (complaint !== undefined) return complaint
    }
    const extra = names.find((name) => !fields.has(name))
    return extra === undefined ? undefined : refuse(below(path, extra), 'Extra inputs are not permitted')
  }
}

/** A model that is one of a union's variants: its `type` is the tag. */
export const variant = (required: Fields, optional: Fields = {}): Check =>
  model({ type: anything, ...required }, optional)

/**
 * One of several models, told apart by `type`, which goes into the path; `untagged` is meant where `type` is absent or null.
 * What is `unlisted` is taken, but not named among the expected tags.
 */
export const taggedUnion =
  (variants: Fields, { untagged, unlisted = {} }: { untagged?: string; unlisted?: Fields } = {}): Check =>
  (value, path) => {
    if (!isObjectInJson(value)) return refuse(path, NOT_AN_OBJECT)
    const tag = (Object.hasOwn(value, 'type') ? value['type'] : undefined) ?? untagged
    if (tag === undefined) return refuse(below(path, 'type'), 'Field required')
    const word = typeof tag === 'string' ? tag : JSON.stringify(tag)
    const fields = typeof tag === 'string' ? [variants, unlisted].find((known) => Object.hasOwn(known, tag)) : undefined
    return fields ? fields[word]!(value, below(path, word)) : refuse(path, unexpectedTag(word, Object.keys(variants)))
  }

/** What a union says of a tag that it does not know. */
export const unexpectedTag = (tag: string, expected: string[]): string =>
  `Input tag '${tag}' found using 'type' does not match any of the expected tags: ${quoteAll(expected.toSorted())}`
