import type { JsonObject } from '../../formats/json-text.ts'
import type { ResponseFormat } from '../response-format.ts'

/** `response_format` in OpenAI's form. */
export function toFormatMember(format: ResponseFormat | undefined): { response_format?: JsonObject } {
  if (!format) return {}
  if (format.type === 'json_object') return { response_format: { type: 'json_object' } }
  const { name, description, schema, isStrict } = format
  return {
    response_format: {
      type: 'json_schema',
      json_schema: {
        name,
        ...(description !== undefined && { description }),
        schema,
        ...(isStrict && { strict: true }),
      },
    },
  }
}
