import * as fc from 'fast-check'
import type { JsonObject } from '../../translator/formats/json-text.ts'

/** A text that holds nothing that prompt templates are made of. */
export const plainText = (): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replace(/[<>[\]|｜:\s]/g, '_'))

export const toolName = (): fc.Arbitrary<string> => fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/)

const leaf = (): fc.Arbitrary<JsonObject> =>
  fc.constantFrom<JsonObject>(
    { type: 'string' },
    { type: 'integer' },
    { type: 'boolean' },
    { type: 'string', enum: ['a', 'b'] },
    { type: 'array', items: { type: 'number' } },
  )

/** A schema of an object that promises all of its members and no others, as OpenAI's strict mode wants it. */
export const objectSchema = (): fc.Arbitrary<JsonObject> =>
  fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), leaf(), { maxKeys: 3 }).map((properties) => ({
    type: 'object',
    properties: { ...properties },
    required: Object.keys(properties),
    additionalProperties: false,
  }))

interface ToolForm {
  description?: string
  parameters?: JsonObject
  strict?: boolean
}

const toolForm = (): fc.Arbitrary<ToolForm> =>
  fc.record(
    { description: plainText().map((text) => `A ${text}`), parameters: objectSchema(), strict: fc.boolean() },
    { requiredKeys: [] },
  )

export interface Tooling {
  /** Names of tools beside those that the conversation calls. */
  others: string[]
  forms: ToolForm[]
  choice: 'auto' | 'none' | 'required' | 'named' | undefined
  /** Whether what the conversation calls is defined no more. */
  isGone: boolean
}

export const tooling = (): fc.Arbitrary<Tooling> =>
  fc.record({
    others: fc.uniqueArray(toolName(), { maxLength: 2 }),
    forms: fc.array(toolForm(), { minLength: 1, maxLength: 3 }),
    choice: fc.constantFrom(undefined, 'auto', 'none', 'required', 'named'),
    isGone: fc.boolean(),
  })

export function toToolMembers(calledNames: string[], { others, forms, choice, isGone }: Tooling): JsonObject {
  const names = isGone ? [] : [...new Set([...calledNames, ...others])]
  if (names.length === 0) return {}
  const tools = names.map((name, index) => ({
    type: 'function',
    function: { name, ...forms[index % forms.length] },
  }))
  const named = { type: 'function', function: { name: names.at(-1)! } }
  return { tools, ...(choice && { tool_choice: choice === 'named' ? named : choice }) }
}
