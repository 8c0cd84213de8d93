import { SchemaError } from '../../emulator/answers/json-schema/schema-error.ts'
import { valueBySchema } from '../../emulator/answers/value-by-schema.ts'
import { createRandom } from '../../emulator/random.ts'
import { isJsonObject, parseKeepingNumbers, type Json, type JsonObject } from '../../translator/formats/json-text.ts'

/** Reads a schema as records are read: numbers that JavaScript would change are kept. */
function toSchema(text: string): JsonObject {
  const schema = parseKeepingNumbers(text)
  if (!isJsonObject(schema)) throw new Error(`${text} is no object`)
  return schema
}

export const make = (schema: object, seed: string | number = 'seed'): Json =>
  valueBySchema(toSchema(JSON.stringify(schema)), createRandom(seed))

/** The text of a value by a schema that is given as text. */
export const makeText = (schema: string): string =>
  JSON.stringify(valueBySchema(toSchema(schema), createRandom('seed')))

/** Why no value is made; `undefined` where one is. */
export function refusalOf(schema: object): string | undefined {
  try {
    make(schema)
    return undefined
  } catch (error) {
    if (error instanceof SchemaError) return error.reason
    throw error
  }
}
