import type { ChatRequest } from '../../chat/chat-request.ts'
import { toSchemaTool } from '../../chat/schema-tool.ts'
import type { Tools } from '../../chat/tools.ts'
import type { LossReport } from '../../loss-report.ts'

/** The tools that the record needs: the client's, or the one that stands for a schema of the answer. */
export function toWantedTools({ tools, responseFormat }: ChatRequest, report: LossReport): Tools {
  if (!responseFormat) return tools
  if (responseFormat.type === 'json_object') {
    report.unsupported(
      'response_format',
      'Nova has no mode for JSON without a schema; use json_schema, or ask for JSON in words.',
    )
    return tools
  }
  if (tools.tools.length > 0) {
    report.unsupported(
      'response_format',
      'Nova follows a schema only by way of a tool that it must call, and there are other tools.',
    )
    return tools
  }
  const tool = toSchemaTool(responseFormat)
  return { tools: [tool], choice: { name: tool.name }, isParallel: undefined }
}
