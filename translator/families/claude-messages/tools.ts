import type { Tool, ToolChoice } from '../../chat/tools.ts'
import { unsupportedValue } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { Capabilities } from './capabilities.ts'
import { isNativeSchema } from './native-schema.ts'

export function toTools(tools: Tool[], { strictTools }: Capabilities, report: LossReport): JsonObject[] | undefined {
  if (tools.length === 0) return undefined
  return tools.map(({ name, description, schema, isStrict, path }) => {
    const why = strictTools ? 'Claude is strict with some schemas only.' : 'This model has no strict tools.'
    const sendsStrict = isStrict && strictTools && isNativeSchema(schema)
    if (isStrict && !sendsStrict) report.drop(`${path}.strict`, why)
    return {
      name,
      ...(description !== undefined && { description }),
      input_schema: toInputSchema(schema, path, report),
      ...(sendsStrict && { strict: true }),
    }
  })
}

/** AWS: a record whose tool has one of them at the top of its schema is refused. */
const COMBINING = ['anyOf', 'oneOf', 'allOf']

function toInputSchema(schema: JsonObject, path: string, report: LossReport): JsonObject {
  if (!COMBINING.some((word) => Object.hasOwn(schema, word))) return schema
  report.unsupported(`${path}.parameters`, 'Claude takes no anyOf, oneOf or allOf at the top of a schema.')
  return Object.fromEntries(Object.entries(schema).filter(([word]) => !COMBINING.includes(word)))
}

export function toToolChoice(
  choice: ToolChoice | undefined,
  isParallel: boolean | undefined,
  tools: Tool[],
  { forcedTool }: Capabilities,
  report: LossReport,
): JsonObject | undefined {
  if (tools.length === 0) return undefined
  if (choice === 'none') return { type: 'none' }
  const isForced = choice === 'required' || typeof choice === 'object'
  if (isForced && !forcedTool)
    report.approximate(
      'tool_choice',
      'This model cannot be forced to call a tool; it is sent auto.',
      unsupportedValue('tool_choice', 'This model cannot be forced to call a tool.'),
    )
  const alone = isParallel === false ? { disable_parallel_tool_use: true } : {}
  if (!isForced || !forcedTool)
    return choice === undefined && isParallel !== false ? undefined : { type: 'auto', ...alone }
  return typeof choice === 'object' ? { type: 'tool', name: choice.name, ...alone } : { type: 'any', ...alone }
}
