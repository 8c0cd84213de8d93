import { invalidType, invalidValue, missingParameter } from '../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../formats/json-text.ts'
import { readToolName } from './tools.ts'

/** What form the answer must have. */
export type ResponseFormat = { type: 'json_object' } | JsonSchemaFormat

export interface JsonSchemaFormat {
  type: 'json_schema'
  name: string
  description: string | undefined
  schema: JsonObject
  isStrict: boolean
}

/** `response_format`, an object of another type than `text`; `undefined` where there is none. */
export function readResponseFormat(format: JsonObject | undefined): ResponseFormat | undefined {
  if (!format) return undefined
  switch (format.type) {
    case 'json_object':
      return { type: 'json_object' }
    case 'json_schema':
      return readSchema(format.json_schema)
    default:
      throw invalidValue(
        'response_format.type',
        `${JSON.stringify(format.type)} is not one of text, json_object, json_schema.`,
      )
  }
}

function readSchema(value: Json | undefined): JsonSchemaFormat {
  const path = 'response_format.json_schema'
  if (!isJsonObject(value)) throw invalidType(path, 'an object', value)
  const { schema, description } = value
  if (schema === undefined || schema === null) throw missingParameter(`${path}.schema`)
  if (!isJsonObject(schema)) throw invalidType(`${path}.schema`, 'an object', schema)
  return {
    type: 'json_schema',
    name: readToolName(value.name, `${path}.name`),
    description: typeof description === 'string' ? description : undefined,
    schema,
    isStrict: value.strict === true,
  }
}
