import { isObjectInJson, toNumber, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { excerpt } from './json-value.ts'
import { createResolver } from './references.ts'
import type { Schema, SchemaDocument } from './schema.ts'

// Ajv needs some 0.3 ms for each part, and nests the members of one object in each other: 1900 are too much for the stack.
const MOST_PARTS = 1000

type Read = (value: Json, keyword: string, reader: Reader) => unknown

interface Reader {
  readPart: (value: Json, keyword: string) => Schema
  /** What `$ref` says in the document that is made; `undefined` where the reference leads nowhere. */
  readReference: (reference: string) => string | undefined
}

const malformed = (keyword: string, value: Json): Error =>
  new Error(`its ${keyword} is malformed: ${excerpt(JSON.stringify(value))}`)

/** Values are made by what these say: Ajv's own checks leave out what cannot matter to it. */
const checked =
  (isRight: (value: Json) => boolean): Read =>
  (value, keyword) => {
    if (!isRight(value)) throw malformed(keyword, value)
    return value
  }

const isText = (value: Json): value is string => typeof value === 'string'

const asPart: Read = (value, keyword, { readPart }) => readPart(value, keyword)
const asParts: Read = (value, keyword, { readPart }) => {
  if (!Array.isArray(value)) throw malformed(keyword, value)
  return value.map((item) => readPart(item, keyword))
}
const asMap: Read = (value, keyword, { readPart }) => {
  if (!isObjectInJson(value)) throw malformed(keyword, value)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readPart(item, keyword)]))
}
const asBound: Read = (value, keyword) => {
  const number = toNumber(value)
  if (number === undefined) throw malformed(keyword, value)
  return number
}
const asReference: Read = (value, keyword, { readReference }) => {
  if (!isText(value)) throw malformed(keyword, value)
  return readReference(value)
}
const asItIs: Read = (value) => value
const asFormat: Read = (value) => (isText(value) ? value : undefined)
const asExamples: Read = (value) => (Array.isArray(value) ? value : undefined)

/** The words that assert something, and two that suggest values. All others are passed over, as JSON Schema says. */
const READERS: [string, Read][] = [
  ['allOf anyOf oneOf prefixItems', asParts],
  ['properties patternProperties dependentSchemas', asMap],
  ['items contains unevaluatedItems additionalProperties unevaluatedProperties propertyNames not if then else', asPart],
  ['minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength', asBound],
  ['minItems maxItems minContains maxContains minProperties maxProperties', asBound],
  ['type const dependentRequired default', asItIs],
  ['enum', checked(Array.isArray)],
  ['required', checked((value) => Array.isArray(value) && value.every(isText))],
  ['uniqueItems', checked((value) => typeof value === 'boolean')],
  ['pattern', checked(isText)],
  ['format', asFormat],
  ['examples', asExamples],
  ['$ref', asReference],
]
const READER_OF = new Map(READERS.flatMap(([keywords, read]) => keywords.split(' ').map((keyword) => [keyword, read])))

/** Draft 4's bounds, draft 7's tuples and dependencies in the words of 2020-12; `undefined` takes a word away. */
function toNewWords(schema: JsonObject): { [keyword: string]: Json | undefined } {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, items, additionalItems, dependencies, $ref } = schema
  const needs = isObjectInJson(dependencies) ? Object.entries(dependencies) : []
  return {
    ...(needs.length > 0 && {
      dependentRequired: Object.fromEntries(needs.filter(([, need]) => Array.isArray(need))),
      dependentSchemas: Object.fromEntries(needs.filter(([, need]) => !Array.isArray(need))),
    }),
    ...schema,
    ...(typeof exclusiveMinimum === 'boolean' && { exclusiveMinimum: exclusiveMinimum ? minimum : undefined }),
    ...(typeof exclusiveMaximum === 'boolean' && { exclusiveMaximum: exclusiveMaximum ? maximum : undefined }),
    ...(Array.isArray(items) && { prefixItems: items, items: additionalItems }),
    $ref: $ref ?? schema.$recursiveRef ?? schema.$dynamicRef,
  }
}

/**
 * A schema in the words of 2020-12 alone, with everything that it refers to in one `$defs`. What is referred to but not
 * there counts as `{}`. Throws an Error that says what is no schema.
 */
export function readSchema(root: JsonObject): SchemaDocument {
  const names = new Map<Json, string>([[root, '0']])
  const resolve = createResolver(root)
  let parts = 0
  const reader: Reader = {
    readPart: (value, keyword) => {
      if (typeof value === 'boolean') return value
      if (!isObjectInJson(value)) throw malformed(keyword, value)
      parts += 1
      if (parts > MOST_PARTS) throw new Error(`it has more than ${MOST_PARTS} parts`)
      const words = Object.entries(toNewWords(value)).map(([word, said]) => [
        word,
        said === undefined ? said : READER_OF.get(word)?.(said, word, reader),
      ])
      return Object.fromEntries(words.filter(([, said]) => said !== undefined))
    },
    readReference: (reference) => {
      const target = resolve(reference)
      if (target === undefined) return undefined
      if (!names.has(target)) names.set(target, String(names.size))
      return `#/$defs/${names.get(target)}`
    },
  }
  const $defs: Record<string, Schema> = {}
  // What is referred to on the way is read too: a Map's iterator comes to entries that were added meanwhile.
  for (const [schema, name] of names) $defs[name] = reader.readPart(schema, '$ref')
  return { $defs, $ref: '#/$defs/0' }
}
