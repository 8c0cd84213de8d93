import { isObjectInJson, toNumber, type Json, type JsonObject } from '../../../translator/formats/json-text.ts'

type Test = (value: Json) => boolean

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])

const isText: Test = (value) => typeof value === 'string'
const isFlag: Test = (value) => typeof value === 'boolean'
const isNumber: Test = (value) => toNumber(value) !== undefined
const isCount: Test = (value) => Number.isInteger(toNumber(value)) && toNumber(value)! >= 0
const isType: Test = (value) => typeof value === 'string' && TYPES.has(value)
const isUnique = (items: Json[]): boolean => new Set(items).size === items.length
const isListOf =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test)
const isMapOf =
  (test: Test): Test =>
  (value) =>
    isObjectInJson(value) && Object.values(value).every(test)

const isNames: Test = (value) => isListOf(isText)(value) && isUnique([value].flat())
const isTypes: Test = (value) =>
  isType(value) || (isListOf(isType)(value) && [value].flat().length > 0 && isUnique([value].flat()))
const isSchemas: Test = (value) => isListOf(isSchema2020)(value) && [value].flat().length > 0
const isSchemaMap: Test = (value) => isMapOf(isSchema2020)(value)
const each = (names: string, test: Test): [string, Test][] => names.split(' ').map((name) => [name, test])

/** What the words of draft 2020-12 take; any other word takes anything. Source: the draft's own meta-schema. */
const WORDS = new Map<string, Test>([
  ...each('$defs definitions dependentSchemas patternProperties properties', isSchemaMap),
  ...each('additionalProperties contains contentSchema else if items not propertyNames then', (value) =>
    isSchema2020(value),
  ),
  ...each('unevaluatedItems unevaluatedProperties', (value) => isSchema2020(value)),
  ...each('allOf anyOf oneOf prefixItems', isSchemas),
  ...each('maxContains maxItems maxLength maxProperties minContains minItems minLength minProperties', isCount),
  ...each('exclusiveMaximum exclusiveMinimum maximum minimum', isNumber),
  ...each('multipleOf', (value) => (toNumber(value) ?? 0) > 0),
  ...each('deprecated readOnly uniqueItems writeOnly', isFlag),
  ...each('$comment contentEncoding contentMediaType description format pattern title', isText),
  ...each('$anchor $dynamicAnchor', (value) => typeof value === 'string' && /^[A-Za-z_][-A-Za-z0-9._]*$/.test(value)),
  ...each('$dynamicRef $ref $schema', isText),
  ...each('$id', (value) => typeof value === 'string' && /^[^#]*#?$/.test(value)),
  ...each('$vocabulary', isMapOf(isFlag)),
  ...each('enum examples', Array.isArray),
  ...each('required', isNames),
  ...each('dependentRequired', isMapOf(isNames)),
  ...each('type', isTypes),
])

const isKept = (schema: JsonObject, word: string): boolean => WORDS.get(word)?.(schema[word]!) ?? true

/** Whether a value is a JSON Schema of draft 2020-12, whatever draft it names. Goes as deep as the value. */
export const isSchema2020 = (value: Json): boolean =>
  typeof value === 'boolean' || (isObjectInJson(value) && Object.keys(value).every((word) => isKept(value, word)))
