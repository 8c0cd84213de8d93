import { namesOfCalls, toolsOfCalls } from '../../chat/called-tools.ts'
import type { Turn } from '../../chat/conversation.ts'
import { SCHEMA_TOOL } from '../../chat/schema-tool.ts'
import type { Tool, ToolChoice, Tools } from '../../chat/tools.ts'
import { unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { toNovaSchema } from './schema.ts'

/**
 * `toolConfig`. Nova knows no choice of `none`: the tools are left out instead. A conversation with calls must have
 * definitions all the same (AWS says so of Converse; of Nova's own form UNVERIFIED).
 */
export function toToolConfig(
  { tools, choice, isParallel }: Tools,
  turns: Turn[],
  report: LossReport,
): JsonObject | undefined {
  if (tools.length === 0) {
    const called = toolsOfCalls(turns, report)
    return called.length > 0 ? { tools: called.map((tool) => toToolSpec(tool, report)) } : undefined
  }
  if (choice === 'none') {
    if (namesOfCalls(turns).length === 0) return undefined
    const why = 'Nova cannot be forbidden to call the tools of a conversation with calls.'
    report.approximate('tool_choice', why, unsupportedValue('tool_choice', why))
  }
  if (isParallel === false) report.unsupported('parallel_tool_calls', 'Nova cannot be forbidden to call tools at once.')
  const sent = choice === 'none' ? 'auto' : choice
  return { tools: tools.map((tool) => toToolSpec(tool, report)), ...(sent && { toolChoice: toToolChoice(sent) }) }
}

function toToolSpec({ name, description, schema, isStrict, path }: Tool, report: LossReport): JsonObject {
  if (isStrict) report.drop(`${path}.strict`, 'Nova has no strict tools.')
  const schemaPath = name === SCHEMA_TOOL ? `${path}.schema` : `${path}.parameters`
  return {
    toolSpec: {
      name,
      ...(description !== undefined && { description }),
      inputSchema: { json: toNovaSchema(schema, schemaPath, report) },
    },
  }
}

function toToolChoice(choice: Exclude<ToolChoice, 'none'>): JsonObject {
  if (typeof choice === 'object') return { tool: { name: choice.name } }
  return choice === 'required' ? { any: {} } : { auto: {} }
}
