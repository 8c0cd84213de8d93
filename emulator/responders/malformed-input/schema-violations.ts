import { isObjectInJson, toNumber, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'
import { countCharacters } from '../../count-characters.ts'
import type { InputSchema, InputType } from './input-schema.ts'
import { javaKeyOrder, javaTextOf, javaTypeOf } from './java-json.ts'

/** Adds what is wrong with the value at a pointer. */
type Check<Value = Json> = (value: Value, pointer: string, violations: string[]) => void

// Ours: a record of megabytes could have millions.
const MOST_VIOLATIONS = 100

const TYPES: Record<InputType, { text: string; holds: (value: Json) => boolean }> = {
  string: { text: 'expected type: String', holds: (value) => typeof value === 'string' },
  boolean: { text: 'expected type: Boolean', holds: (value) => typeof value === 'boolean' },
  array: { text: 'expected type: JSONArray', holds: Array.isArray },
  object: { text: 'expected type: JSONObject', holds: isObjectInJson },
  number: { text: 'expected type: Number', holds: (value) => toNumber(value) !== undefined },
  integer: {
    text: 'expected type: Integer',
    holds: (value) => ['Integer', 'Long', 'BigInteger'].includes(javaTypeOf(value)),
  },
  null: { text: 'expected: null', holds: (value) => value === null },
}

function ofString({ minLength = 0, maxLength = Infinity, pattern }: InputSchema): Check<string> {
  const matches = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const isBound = minLength > 0 || maxLength < Infinity
  return (text, pointer, violations) => {
    const length = isBound ? countCharacters(text) : 0
    if (length < minLength) violations.push(`${pointer}: expected minLength: ${minLength}, actual: ${length}`)
    if (length > maxLength) violations.push(`${pointer}: expected maxLength: ${maxLength}, actual: ${length}`)
    if (matches?.test(text) === false) violations.push(`${pointer}: string [${text}] does not match pattern ${pattern}`)
  }
}

const isLess = (size: number, limit: number | undefined): boolean => limit !== undefined && size < limit
const isMore = (size: number, limit: number | undefined): boolean => limit !== undefined && size > limit

const ofNumber =
  ({ minimum, maximum }: InputSchema): Check =>
  (value, pointer, violations) => {
    const number = toNumber(value)!
    const say = (text: string) => violations.push(`${pointer}: ${javaTextOf(value)} is not ${text}`)
    if (isLess(number, minimum)) say(`greater or equal to ${minimum}`)
    if (isMore(number, maximum)) say(`less or equal to ${maximum}`)
  }

function ofArray({ minItems, maxItems, items }: InputSchema): Check<Json[]> {
  const check = items && compileSchema(items)
  return (array, pointer, violations) => {
    const { length } = array
    if (isLess(length, minItems))
      violations.push(`${pointer}: expected minimum item count: ${minItems}, found: ${length}`)
    if (isMore(length, maxItems))
      violations.push(`${pointer}: expected maximum item count: ${maxItems}, found: ${length}`)
    if (!check) return
    for (let index = 0; index < length && violations.length < MOST_VIOLATIONS; index += 1)
      check(array[index]!, `${pointer}/${index}`, violations)
  }
}

const below = (pointer: string, name: string): string =>
  `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`

function ofOtherNames({ additionalProperties = true, properties = {} }: InputSchema): Check<JsonObject> | undefined {
  if (additionalProperties === true) return undefined
  const check = additionalProperties === false ? undefined : compileSchema(additionalProperties)
  return (object, pointer, violations) => {
    const names = Object.keys(object)
    if (names.every((name) => Object.hasOwn(properties, name))) return
    for (const name of javaKeyOrder(names)) {
      if (Object.hasOwn(properties, name) || violations.length >= MOST_VIOLATIONS) continue
      if (check) check(object[name]!, below(pointer, name), violations)
      else violations.push(`${pointer}: extraneous key [${name}] is not permitted`)
    }
  }
}

function ofObject(schema: InputSchema): Check<JsonObject> {
  const { required = [], minProperties, maxProperties, properties = {} } = schema
  const members = javaKeyOrder(Object.keys(properties)).map((name) => [name, compileSchema(properties[name]!)] as const)
  const otherNames = ofOtherNames(schema)
  return (object, pointer, violations) => {
    for (const name of required)
      if (!Object.hasOwn(object, name)) violations.push(`${pointer}: required key [${name}] not found`)
    const size = (minProperties ?? maxProperties) === undefined ? 0 : Object.keys(object).length
    if (isLess(size, minProperties)) violations.push(`${pointer}: minimum size: [${minProperties}], found: [${size}]`)
    if (isMore(size, maxProperties)) violations.push(`${pointer}: maximum size: [${maxProperties}], found: [${size}]`)
    otherNames?.(object, pointer, violations)
    for (const [name, check] of members)
      if (Object.hasOwn(object, name)) check(object[name]!, below(pointer, name), violations)
  }
}

/** What the words say that belong to types, and to the value's own. */
function ofType(schema: InputSchema): Check {
  const types = [schema.type ?? []].flat()
  const [string, number, array, object] = [ofString(schema), ofNumber(schema), ofArray(schema), ofObject(schema)]
  return (value, pointer, violations) => {
    if (types.length > 0 && !types.some((type) => TYPES[type].holds(value)))
      for (const type of types) violations.push(`${pointer}: ${TYPES[type].text}, found: ${javaTypeOf(value)}`)
    else if (typeof value === 'string') string(value, pointer, violations)
    else if (Array.isArray(value)) array(value, pointer, violations)
    else if (isObjectInJson(value)) object(value, pointer, violations)
    else if (toNumber(value) !== undefined) number(value, pointer, violations)
  }
}

function violationsOf(check: Check, value: Json, pointer: string): string[] {
  const violations: string[] = []
  check(value, pointer, violations)
  return violations
}

/** One of the alternatives, or at least one; where too few hold, all that they say is said. */
function ofAlternatives(schemas: InputSchema[], isEnough: (matching: number) => boolean): Check {
  const checks = schemas.map(compileSchema)
  return (value, pointer, violations) => {
    const failures = checks.map((check) => violationsOf(check, value, pointer)).filter(({ length }) => length > 0)
    const matching = checks.length - failures.length
    if (isEnough(matching)) return
    if (failures.length > 0) violations.push(...failures.flat())
    // AWS: the library wraps one exception in another, and the prefix comes twice.
    else violations.push(`${pointer}: #: ${matching} subschemas matched instead of one`)
  }
}

const isAmong = (values: Json[], value: Json): boolean => values.includes(toNumber(value) ?? value)

/**
 * What a JSON Schema refuses: `#/pointer: text`, at most about 100 of them, in the texts and the order of everit's validator
 * for Java (github.com/everit-org/json-schema), which Bedrock's messages show. Not Ajv: to it a number that was kept as it
 * stood in its text is an object, and `1.0`, no integer in Java, is one.
 */
export function compileSchema(schema: InputSchema): Check {
  const { oneOf, anyOf, enum: values } = schema
  const checks: (Check | undefined)[] = [
    oneOf && ofAlternatives(oneOf, (matching) => matching === 1),
    anyOf && ofAlternatives(anyOf, (matching) => matching > 0),
    ofType(schema),
    values &&
      ((value, pointer, violations) => {
        if (!isAmong(values, value)) violations.push(`${pointer}: ${javaTextOf(value)} is not a valid enum value`)
      }),
  ]
  const present = checks.filter((check) => check !== undefined)
  return (value, pointer, violations) => {
    for (const check of present) check(value, pointer, violations)
  }
}
