import type { ChatRequest } from '../../chat/chat-request.ts'
import { dropChoice, toOpenAITools } from '../../chat/openai-form/tools.ts'
import { toSchemaTool } from '../../chat/schema-tool.ts'
import type { Tools } from '../../chat/tools.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

/** Tools and `response_format` for Large 24.07 and Pixtral Large, which know `auto`, `any` and `none` and no formats. */
export function toOlderToolMembers(request: ChatRequest, report: LossReport): JsonObject {
  const schemaTool = toForcedFormat(request, report)
  if (schemaTool) return schemaTool
  const { tools, choice, isParallel } = request.tools
  if (tools.length === 0) return dropChoice(request.tools, report)
  if (isParallel === false) report.unsupported('parallel_tool_calls', 'This model cannot be kept from parallel calls.')
  const named = typeof choice === 'object' ? choice.name : undefined
  if (named !== undefined && tools.length > 1)
    report.change('tool_choice', 'This model knows no named choice; it is sent that tool alone, and must call it.')
  const chosen = named === undefined ? tools : tools.filter(({ name }) => name === named)
  return { tools: toOpenAITools(chosen, false, report), ...toChoice(choice) }
}

function toChoice(choice: Tools['choice']): { tool_choice?: string } {
  if (choice === undefined) return {}
  return { tool_choice: choice === 'auto' || choice === 'none' ? choice : 'any' }
}

/** A schema by way of a tool that must be called. */
function toForcedFormat({ responseFormat, tools }: ChatRequest, report: LossReport): JsonObject | undefined {
  if (!responseFormat) return undefined
  if (responseFormat.type === 'json_object')
    report.unsupported('response_format', 'This model has no mode for JSON without a schema; use json_schema.')
  else if (tools.tools.length > 0)
    report.unsupported(
      'response_format',
      'This model follows a schema only by way of a tool that it must call, and there are other tools.',
    )
  else {
    dropChoice(tools, report)
    return { tools: toOpenAITools([toSchemaTool(responseFormat)], false, report), tool_choice: 'any' }
  }
  return undefined
}
