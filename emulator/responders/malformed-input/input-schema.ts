import type { Json } from '../../../translator/formats/json-text.ts'

/** The words of JSON Schema that models' inputs are described with here. */
export interface InputSchema {
  type?: InputType | InputType[]
  enum?: Json[]
  /** Lengths are in code points. */
  minLength?: number
  maxLength?: number
  /** A linear-time regular expression, with the flag `u`; it need not match the whole. */
  pattern?: string
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: InputSchema
  required?: string[]
  minProperties?: number
  maxProperties?: number
  additionalProperties?: boolean | InputSchema
  properties?: Record<string, InputSchema>
  oneOf?: InputSchema[]
  anyOf?: InputSchema[]
}

export type InputType = 'string' | 'boolean' | 'array' | 'object' | 'number' | 'integer' | 'null'
