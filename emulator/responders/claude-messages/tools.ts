import { isObjectInJson } from '../../../translator/formats/json-text.ts'
import { hasBeta, placedBlocks, type ClaudeInput, type ClaudeRule, type ClaudeTool } from './input.ts'
import { unsupportedInSchema } from './schema.ts'
import { BETA_MEMBERS, TOOL_TYPES } from './tool-types.ts'
import { isSchema2020 } from './json-schema-2020.ts'
import { unexpectedTag } from './pydantic.ts'

const INVALID_SCHEMA =
  'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview.'
const COMBINED = 'input_schema does not support oneOf, allOf, or anyOf at the top level'

/** The first complaint about a tool, made for each in turn. */
const eachTool =
  (rule: (tool: ClaudeTool, path: string, ...rest: Parameters<ClaudeRule>) => string | undefined): ClaudeRule =>
  (input, capabilities) => {
    for (const [index, tool] of (input.tools ?? []).entries()) {
      const complaint = rule(tool, `tools.${index}`, input, capabilities)
      if (complaint !== undefined) return complaint
    }
    return undefined
  }

const isTypeKnown = (input: ClaudeInput, type: string): boolean => {
  const beta = TOOL_TYPES[type]?.beta
  return beta === undefined || hasBeta(input, [beta])
}

/** Text: anthropics/claude-quickstarts#251 (Bedrock). */
const type = eachTool(({ type: tag = 'custom' }, path, input) => {
  const known = Object.keys(TOOL_TYPES).filter((candidate) => isTypeKnown(input, candidate))
  return tag === null || tag === 'custom' || known.includes(tag)
    ? undefined
    : `${path}: ${unexpectedTag(tag, [...known, 'custom'])}`
})

const betaMembers = eachTool((tool, path, input) => {
  const extra = Object.entries(BETA_MEMBERS).find(
    ([name, { betas }]) => Object.hasOwn(tool, name) && !hasBeta(input, betas),
  )
  return extra && `${path}.custom.${extra[0]}: Extra inputs are not permitted`
})

/** Text: vercel/ai PR 16237 (Bedrock). */
const strict = eachTool((tool, path, _input, { strictTools }) =>
  Object.hasOwn(tool, 'strict') && !strictTools ? `${path}.custom.strict: Extra inputs are not permitted` : undefined,
)

/** Text: seen by several projects on Bedrock with models up to 4.5. */
const eager = eachTool((tool, path, _input, { eagerTools }) =>
  Object.hasOwn(tool, 'eager_input_streaming') && !eagerTools
    ? `${path}.custom.eager_input_streaming: Extra inputs are not permitted`
    : undefined,
)

const PROPERTY_KEY = /^[a-zA-Z0-9_.-]{1,64}$/

/** Text: seen by several projects in 2026, of properties at the top; whether it holds deeper is UNVERIFIED. */
const propertyKeys = eachTool(({ input_schema }, path) => {
  const properties = input_schema?.['properties']
  return isObjectInJson(properties) && !Object.keys(properties).every((key) => PROPERTY_KEY.test(key))
    ? `${path}.custom.input_schema.properties: Property keys should match pattern '${PROPERTY_KEY.source}'`
    : undefined
})

/** Texts: seen in August 2026; of combined schemas seen by several projects; path of the last UNVERIFIED. */
const schema = eachTool(({ input_schema, strict: isStrict }, path) => {
  if (input_schema === undefined) return undefined
  const schemaPath = `${path}.custom.input_schema`
  if (['oneOf', 'allOf', 'anyOf'].some((word) => Object.hasOwn(input_schema, word))) return `${schemaPath}: ${COMBINED}`
  if (!isSchema2020(input_schema)) return `${schemaPath}: ${INVALID_SCHEMA}`
  const flaw = isStrict ? unsupportedInSchema(input_schema) : undefined
  return flaw && `${path}.custom: ${flaw}`
})

/** Text: tailcallhq/forgecode#892. */
const names: ClaudeRule = ({ tools = [] }) =>
  new Set(tools.map(({ name }) => name)).size === tools.length ? undefined : 'tools: Tool names must be unique.'

/** Texts: measured on 2026-09-29 on Anthropic's own API, which takes `auto` and `none` without tools. */
const choice: ClaudeRule = ({ tools = [], tool_choice }) => {
  if (tool_choice?.type === 'any' && tools.length === 0)
    return 'tool_choice.any may only be specified while providing tools'
  return tool_choice?.type === 'tool' && !tools.some(({ name }) => name === tool_choice.name)
    ? `Tool '${tool_choice.name}' not found in provided tools`
    : undefined
}

/** The text is UNVERIFIED. */
const forced: ClaudeRule = ({ tool_choice }, { forcedTools }) =>
  !forcedTools && (tool_choice?.type === 'any' || tool_choice?.type === 'tool')
    ? 'tool_choice: type "tool" and "any" are not supported for this model.'
    : undefined

/** Text: seen by several projects from 2024 to 2026. */
const history: ClaudeRule = ({ tools = [], messages }) =>
  tools.length === 0 &&
  placedBlocks(messages).some(({ block }) => block.type === 'tool_use' || block.type === 'tool_result')
    ? 'Requests which include `tool_use` or `tool_result` blocks must define tools.'
    : undefined

export const toolRules: ClaudeRule[] = [
  type,
  betaMembers,
  strict,
  eager,
  schema,
  propertyKeys,
  names,
  choice,
  forced,
  history,
]
