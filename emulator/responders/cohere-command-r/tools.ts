import type { JsonObject } from '../../../translator/formats/json-text.ts'
import type { Tool } from '../../answers/answers.ts'
import type { CommandRParameter, CommandRTool } from './input.ts'

/** Cohere's documents have Python's words, AWS's sample says `string`. */
const TYPES = new Map<string, string>([
  ['str', 'string'],
  ['int', 'integer'],
  ['float', 'number'],
  ['bool', 'boolean'],
  ['list', 'array'],
  ['dict', 'object'],
  ...['string', 'integer', 'number', 'boolean', 'array', 'object'].map((type): [string, string] => [type, type]),
])

/** `List[int]`, `Optional[str]`: one word within another. */
const NESTED = /^(List|Optional)\[(\w{1,20})\]$/i

/** What a parameter's type says; a type of unknown words says nothing. */
function schemaOf(type: string): JsonObject {
  const [, outer, inner] = NESTED.exec(type) ?? []
  const named = TYPES.get((inner ?? type).toLowerCase())
  const schema: JsonObject = named === undefined ? {} : { type: named }
  return outer?.toLowerCase() === 'list' ? { type: 'array', items: schema } : schema
}

const toProperty = ({ type, description = '' }: CommandRParameter): JsonObject => ({
  ...schemaOf(type),
  ...(description !== '' && { description }),
})

/** A tool as the answers know it. */
export function toTool({ name, parameter_definitions = {} }: CommandRTool): Tool {
  const parameters = Object.entries(parameter_definitions)
  return {
    name,
    schema: {
      type: 'object',
      properties: Object.fromEntries(parameters.map(([key, parameter]) => [key, toProperty(parameter)])),
      required: parameters.filter(([, { required }]) => required).map(([key]) => key),
      additionalProperties: false,
    },
  }
}
