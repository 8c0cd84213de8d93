import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { Tool, Tools } from '../tools.ts'

/** Tools in OpenAI's form, for models that know `strict` and for others. */
export function toOpenAITools(tools: Tool[], takesStrict: boolean, report: LossReport): JsonObject[] {
  return tools.map(({ name, description, schema, isStrict, path }) => {
    if (isStrict && !takesStrict) report.drop(`${path}.strict`, 'This model has no strict tools.')
    return {
      type: 'function',
      function: {
        name,
        ...(description !== undefined && { description }),
        parameters: schema,
        ...(isStrict && takesStrict && { strict: true }),
      },
    }
  })
}

/** `tools`, `tool_choice` and `parallel_tool_calls` as OpenAI's own models take them. */
export function toToolMembers(asked: Tools, report: LossReport): JsonObject {
  const { tools, choice, isParallel } = asked
  if (tools.length === 0) return dropChoice(asked, report)
  return {
    tools: toOpenAITools(tools, true, report),
    ...(choice !== undefined && {
      tool_choice: typeof choice === 'object' ? { type: 'function', function: { name: choice.name } } : choice,
    }),
    ...(isParallel !== undefined && { parallel_tool_calls: isParallel }),
  }
}

/** Without tools, what is said about calling them says nothing, and the service refuses it. */
export function dropChoice({ choice, isParallel }: Tools, report: LossReport): Record<string, never> {
  if (choice !== undefined) report.drop('tool_choice', 'There are no tools to choose from.')
  if (isParallel !== undefined) report.drop('parallel_tool_calls', 'There are no tools to call.')
  return {}
}
