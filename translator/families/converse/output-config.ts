import type { ResponseFormat } from '../../chat/response-format.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { toNativeSchema } from '../claude-messages/native-schema.ts'
import type { Capabilities } from './capabilities.ts'

/** `response_format` as `outputConfig`. The other way, a tool that must be called, is closed: batches take no tools. */
export function toOutputConfig(
  format: ResponseFormat | undefined,
  { schema: follows, thinking }: Capabilities,
  report: LossReport,
): JsonObject | undefined {
  if (!format) return undefined
  if (format.type === 'json_object') {
    report.unsupported(
      'response_format',
      'Converse has no mode for JSON without a schema; use json_schema, or ask for JSON in words.',
    )
    return undefined
  }
  if (follows === 'none') {
    report.unsupported(
      'response_format',
      'This model follows no schema in a Converse batch; some do in the InvokeModel form (without --converse).',
    )
    return undefined
  }
  if (follows === 'loose')
    report.change('response_format', 'This model is told the schema, and does not always follow it.')
  const { name, description } = format
  const isClaude = thinking === 'claude'
  const schema = isClaude ? toNativeSchema(format.schema, 'response_format.json_schema.schema', report) : format.schema
  const jsonSchema = { schema: JSON.stringify(schema), name, ...(description !== undefined && { description }) }
  return { textFormat: { type: 'json_schema', structure: { jsonSchema } } }
}
