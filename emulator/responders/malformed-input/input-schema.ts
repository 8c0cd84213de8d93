import type { Json } from '../../../translator/formats/json-text.ts'

/** The words of JSON Schema that models' inputs are described with here. */
export interface InputSchema {
  type?: InputType | InputType[]
  enum?: Json[]
  const?: Json
  /** Lengths are in code points. */
  minLength?: number
  maxLength?: number
  /** A linear-time regular expression, with the flag `u`; it need not match the whole. */
  pattern?: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: InputSchema
  required?: string[]
  minProperties?: number
  maxProperties?: number
  additionalProperties?: boolean | InputSchema
  properties?: Record<string, InputSchema>
  not?: InputSchema
  oneOf?: InputSchema[]
  anyOf?: InputSchema[]
  allOf?: InputSchema[]
}

export type InputType = 'string' | 'boolean' | 'array' | 'object' | 'number' | 'integer' | 'null'

const WORDS: Record<keyof InputSchema, 'plain' | 'schema' | 'schemas' | 'named'> = {
  type: 'plain',
  enum: 'plain',
  const: 'plain',
  minLength: 'plain',
  maxLength: 'plain',
  pattern: 'plain',
  minimum: 'plain',
  exclusiveMinimum: 'plain',
  maximum: 'plain',
  minItems: 'plain',
  maxItems: 'plain',
  items: 'schema',
  required: 'plain',
  minProperties: 'plain',
  maxProperties: 'plain',
  additionalProperties: 'schema',
  properties: 'named',
  not: 'schema',
  oneOf: 'schemas',
  anyOf: 'schemas',
  allOf: 'schemas',
}

const isWord = (word: string): word is keyof InputSchema => Object.hasOwn(WORDS, word)

function unknownWord(schema: object): string | undefined {
  for (const [word, argument] of Object.entries(schema) as [string, unknown][]) {
    if (!isWord(word)) return word
    if (WORDS[word] === 'plain' || typeof argument !== 'object' || argument === null) continue
    const schemas: unknown[] = WORDS[word] === 'schema' ? [argument] : Object.values(argument)
    for (const inner of schemas) {
      const unknown = typeof inner === 'object' && inner !== null ? unknownWord(inner) : word
      if (unknown !== undefined) return unknown
    }
  }
  return undefined
}

/** Fails for a schema with other words: they would be silently passed over. */
export function assertInputSchema(schema: object): asserts schema is InputSchema {
  const unknown = unknownWord(schema)
  if (unknown !== undefined) throw new Error(`the schema says ${unknown}, which is not known here`)
}
