import type { ChatRequest } from '../../chat/chat-request.ts'
import { toSchemaTool } from '../../chat/schema-tool.ts'
import type { Tool, ToolChoice } from '../../chat/tools.ts'
import { unsupportedParameter } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { RequestContext } from '../mapping.ts'
import type { Capabilities } from './capabilities.ts'
import { toNativeSchema } from './native-schema.ts'

interface ResponseForm {
  tools: Tool[]
  choice: ToolChoice | undefined
  outputConfig: JsonObject | undefined
  betas: string[]
}

const NATIVE_SCHEMA_BETA = 'structured-outputs-2025-11-13'

const SCHEMA_PATH = 'response_format.json_schema.schema'

/** `response_format`, by the model's own schema where it has one, else by a tool that it must call. */
export function toResponseForm(
  { tools, responseFormat }: ChatRequest,
  can: Capabilities,
  { report, settings }: RequestContext,
): ResponseForm {
  const asGiven: ResponseForm = { tools: tools.tools, choice: tools.choice, outputConfig: undefined, betas: [] }
  if (!responseFormat) return asGiven
  if (responseFormat.type === 'json_object') {
    report.unsupported(
      'response_format',
      'Claude has no mode for JSON without a schema; use json_schema, or ask for JSON in words.',
    )
    return asGiven
  }
  if (can.nativeSchema)
    return {
      ...asGiven,
      outputConfig: {
        format: { type: 'json_schema', schema: toNativeSchema(responseFormat.schema, SCHEMA_PATH, report) },
      },
      betas: settings.claudeSchemaBeta === 'sent' ? [NATIVE_SCHEMA_BETA] : [],
    }
  const why = !can.forcedTool
    ? 'This model follows no schema and cannot be forced to call a tool.'
    : tools.tools.length > 0
      ? 'This model follows a schema only by way of a tool that it must call, and there are other tools.'
      : undefined
  if (why !== undefined) {
    report.unsupported('response_format', why, unsupportedParameter('response_format', why))
    return asGiven
  }
  const tool = toSchemaTool(responseFormat)
  return { ...asGiven, tools: [tool], choice: { name: tool.name } }
}
