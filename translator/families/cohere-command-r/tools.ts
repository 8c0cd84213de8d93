import type { Tool, Tools } from '../../chat/tools.ts'
import { unsupportedValue } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { toParameterType } from './parameter-type.ts'

/** The tools that the model may call. It has no choice of its own but to call or not; results want their tools beside them. */
export function fitTools({ tools, choice, isParallel }: Tools, hasResults: boolean, report: LossReport): Tool[] {
  if (tools.length === 0) return tools
  if (choice === 'none') return hasResults ? withResults(tools, report) : []
  if (isParallel === false) report.unsupported('parallel_tool_calls', 'Command R may call several tools at once.')
  if (choice === undefined || choice === 'auto') return tools
  const why = 'Command R cannot be forced to call a tool'
  const instead = choice === 'required' ? 'it may call one.' : 'it is only told of this one.'
  report.approximate('tool_choice', `${why}; ${instead}`, unsupportedValue('tool_choice', `${why}.`))
  return choice === 'required' ? tools : tools.filter(({ name }) => name === choice.name)
}

function withResults(tools: Tool[], report: LossReport): Tool[] {
  const why = 'Command R wants the tools beside their results'
  report.approximate('tool_choice', `${why}; it may call one.`, unsupportedValue('tool_choice', `${why}.`))
  return tools
}

export const toTools = (tools: Tool[], report: LossReport): JsonObject[] => tools.map((tool) => toTool(tool, report))

/** What the form itself says of every tool. */
const SAID: Record<string, (value: Json) => boolean> = {
  type: (value) => value === 'object',
  properties: (value) => isJsonObject(value),
  required: (value) => Array.isArray(value),
  additionalProperties: (value) => value === false,
  $schema: () => true,
}

function toTool({ name, description, schema, isStrict, path }: Tool, report: LossReport): JsonObject {
  if (isStrict) report.drop(`${path}.strict`, 'Command R has no strict tools.')
  const unsaid = Object.entries(schema).filter(
    ([keyword, value]) => !(Object.hasOwn(SAID, keyword) && SAID[keyword]!(value)),
  )
  return {
    name,
    description: describe(description ?? '', Object.fromEntries(unsaid), `${path}.parameters`, report),
    parameter_definitions: toDefinitions(schema, `${path}.parameters.properties`, report),
  }
}

function toDefinitions({ properties, required }: JsonObject, path: string, report: LossReport): JsonObject {
  if (!isJsonObject(properties)) return {}
  const needed = new Set(Array.isArray(required) ? required : [])
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const { description, ...schema } = isJsonObject(value) ? value : {}
      const { type, unsaid } = toParameterType(schema)
      const words = typeof description === 'string' ? description : ''
      return [
        name,
        { description: describe(words, unsaid, `${path}.${name}`, report), type, required: needed.has(name) },
      ]
    }),
  )
}

/** A description and, after it, what of a schema has no other place. */
function describe(description: string, schema: JsonObject, path: string, report: LossReport): string {
  if (Object.keys(schema).length === 0) return description
  report.change(path, 'Command R takes no JSON Schema; what it has no word for is told in the description.')
  return `${description === '' ? '' : `${description}\n`}JSON Schema: ${JSON.stringify(schema)}`
}
