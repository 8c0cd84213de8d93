import { type LineError, unsupportedValue } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'

/** Members of a schema whose own members are names of the client's, each with a schema. */
const NAMED_SCHEMAS = new Set(['properties', 'patternProperties', 'dependentSchemas'])
/** Members that hold data, in which nothing is a reference. */
const DATA = new Set(['enum', 'const', 'default', 'examples', 'required'])
/** Members that nothing needs when no reference is left. */
const DEFINITIONS = new Set(['$defs', 'definitions'])
/** References of references can grow without end; so many schemas are more than any model follows. */
const MOST_SCHEMAS = 10_000

/** The schema with what it refers to in the place of each reference. Throws a LineError where that cannot be had. */
export function inlineReferences(schema: JsonObject, path: string): JsonObject {
  return new Inliner(schema, path).inline(schema, [])
}

class Inliner {
  readonly #root: JsonObject
  readonly #path: string
  #count = 0

  constructor(root: JsonObject, path: string) {
    this.#root = root
    this.#path = path
  }

  /** `within`: the references in whose targets we are. */
  inline(schema: JsonObject, within: readonly string[]): JsonObject {
    this.#count += 1
    if (this.#count > MOST_SCHEMAS) throw this.#refused(`it grows beyond ${MOST_SCHEMAS} parts`)
    const { $ref: reference, ...own } = schema
    const inlined = this.#inlineMembers(typeof reference === 'string' ? own : schema, within)
    if (typeof reference !== 'string') return inlined
    if (within.includes(reference)) throw this.#refused(`${reference} refers to itself`)
    return { ...this.inline(this.#find(reference), [...within, reference]), ...inlined }
  }

  #inlineMembers(schema: JsonObject, within: readonly string[]): JsonObject {
    const members = Object.entries(schema).filter(([name]) => !DEFINITIONS.has(name))
    return Object.fromEntries(
      members.map(([name, value]): [string, Json] => {
        if (DATA.has(name)) return [name, value]
        return [name, NAMED_SCHEMAS.has(name) ? this.#inlineNamed(value, within) : this.#inlineValue(value, within)]
      }),
    )
  }

  #inlineNamed(schemas: Json, within: readonly string[]): Json {
    if (!isSchema(schemas)) return schemas
    return Object.fromEntries(Object.entries(schemas).map(([name, value]) => [name, this.#inlineValue(value, within)]))
  }

  #inlineValue(value: Json, within: readonly string[]): Json {
    if (Array.isArray(value)) return value.map((item) => this.#inlineValue(item, within))
    return isSchema(value) ? this.inline(value, within) : value
  }

  /** RFC 6901, as the fragment of a URL. */
  #find(reference: string): JsonObject {
    if (!reference.startsWith('#/')) throw this.#refused(`${reference} is not below #/`)
    let found: Json | undefined = this.#root
    for (const token of reference.slice(2).split('/')) {
      const name = decode(token).replaceAll('~1', '/').replaceAll('~0', '~')
      found =
        (isJsonObject(found) || Array.isArray(found)) && Object.hasOwn(found, name)
          ? (Reflect.get(found, name) as Json)
          : undefined
    }
    if (!isSchema(found)) throw this.#refused(`${reference} is not there`)
    return found
  }

  #refused(why: string): LineError {
    return unsupportedValue(this.#path, `Nova takes no references in a schema, and ${why}.`)
  }
}

const isSchema = (value: Json | undefined): value is JsonObject => isJsonObject(value) && !JSON.isRawJSON(value)

function decode(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}
