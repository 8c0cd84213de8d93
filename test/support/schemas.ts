import { valueBySchema } from '../../emulator/answers/value-by-schema.ts'
import { createRandom } from '../../emulator/random.ts'
import { isJsonObject, parseKeepingNumbers, type Json, type JsonObject } from '../../translator/formats/json-text.ts'

/** Reads a schema as records are read: numbers that JavaScript would change are kept. */
function toSchema(text: string): JsonObject {
  const schema = parseKeepingNumbers(text)
  if (!isJsonObject(schema)) throw new Error(`${text} is no object`)
  return schema
}

function makeBy(schema: JsonObject, seed: string | number): Json {
  const made = valueBySchema(schema, createRandom(seed))
  if ('reason' in made) throw new Error(made.reason)
  return made.value
}

export const make = (schema: object, seed: string | number = 'seed'): Json =>
  makeBy(toSchema(JSON.stringify(schema)), seed)

/** Values by the same schema with fifty seeds. */
export const makeMany = (schema: object): Json[] => Array.from({ length: 50 }, (_, seed) => make(schema, seed))

export const manyStrings = (schema: object): string[] => makeMany(schema).filter((value) => typeof value === 'string')

/** The text of a value by a schema that is given as text. */
export const makeText = (schema: string): string => JSON.stringify(makeBy(toSchema(schema), 'seed'))

/** Why no value is made; `undefined` where one is. */
export function refusalOf(schema: object, options: { mustBeObject?: boolean } = {}): string | undefined {
  const made = valueBySchema(toSchema(JSON.stringify(schema)), createRandom('seed'), options)
  return 'reason' in made ? made.reason : undefined
}
