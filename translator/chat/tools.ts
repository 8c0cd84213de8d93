import { invalidType, invalidValue, missingParameter, LineError } from '../errors.ts'
import { isJsonObject, parseKeepingNumbers, type Json, type JsonObject } from '../formats/json-text.ts'

export interface Tool {
  name: string
  description: string | undefined
  /** JSON Schema of the arguments, as the client wrote it; at least `{"type":"object","properties":{}}`. */
  schema: JsonObject
  isStrict: boolean
  path: string
}

/** What the model must or may do with the tools. */
export type ToolChoice = 'auto' | 'required' | 'none' | { name: string }

export interface Tools {
  tools: Tool[]
  /** `undefined` when the client said nothing: `auto`. */
  choice: ToolChoice | undefined
  /** False forbids more than one call in an answer. */
  isParallel: boolean | undefined
}

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/

/** OpenAI allows letters, digits, `_` and `-`, at most 64; so do the models. */
export function readToolName(name: Json | undefined, path: string): string {
  if (name === undefined || name === null) throw missingParameter(path)
  if (typeof name !== 'string') throw invalidType(path, 'a string', name)
  if (!TOOL_NAME.test(name))
    throw invalidValue(path, `${JSON.stringify(name)} is not made of 1 to 64 letters, digits, _ and -.`)
  return name
}

/** Arguments of a call as the object that models are given. OpenAI's own models write an empty text for none. */
export function parseArguments(text: Json | undefined, path: string): JsonObject {
  if (text === undefined || text === null) return {}
  if (isJsonObject(text)) return text
  if (typeof text !== 'string') throw invalidType(path, 'a string', text)
  if (text.trim() === '') return {}
  let value: Json
  try {
    value = parseKeepingNumbers(text)
  } catch {
    throw invalidValue(path, 'it is not valid JSON.')
  }
  if (!isJsonObject(value) || JSON.isRawJSON(value)) throw invalidValue(path, 'it is not a JSON object.')
  return value
}

/** Parameters that say which tools there are and how they are to be used. */
const TOOL_PARAMETERS = ['tools', 'functions', 'tool_choice', 'function_call', 'parallel_tool_calls']

/** Of checked types: `tools`, `tool_choice`, `parallel_tool_calls`, and `functions` and `function_call`, which they replaced. */
export function readTools(body: JsonObject): Tools {
  if (TOOL_PARAMETERS.every((name) => body[name] === undefined))
    return { tools: [], choice: undefined, isParallel: undefined }
  const tools = [
    ...((body.tools ?? []) as Json[]).map(readTool),
    ...((body.functions ?? []) as Json[]).map(readFunction),
  ]
  checkUnique(tools)
  const choice = readChoice(body.tool_choice, 'tool_choice') ?? readLegacyChoice(body.function_call)
  const allowed = readAllowed(body.tool_choice)
  const chosen = allowed ? tools.filter(({ name }) => allowed.has(name)) : tools
  if (typeof choice === 'object' && !tools.some(({ name }) => name === choice.name))
    throw invalidValue('tool_choice', `no tool has the name ${choice.name}.`)
  if (choice === 'required' && chosen.length === 0)
    throw invalidValue('tool_choice', 'there are no tools to choose from.')
  return { tools: chosen, choice, isParallel: body.parallel_tool_calls as boolean | undefined }
}

function readTool(tool: Json, index: number): Tool {
  const path = `tools[${index}]`
  if (!isJsonObject(tool)) throw invalidType(path, 'an object', tool)
  if (tool.type !== 'function')
    throw new LineError(`Unsupported value: '${path}.type'. Models of Bedrock batches take tools of type function.`, {
      param: `${path}.type`,
      code: 'unsupported_value',
    })
  return toTool(tool.function, `${path}.function`)
}

const readFunction = (value: Json, index: number): Tool => toTool(value, `functions[${index}]`)

function toTool(value: Json | undefined, path: string): Tool {
  if (!isJsonObject(value)) throw invalidType(path, 'an object', value)
  const { description, parameters } = value
  if (description !== undefined && description !== null && typeof description !== 'string')
    throw invalidType(`${path}.description`, 'a string', description)
  if (parameters !== undefined && parameters !== null && !isJsonObject(parameters))
    throw invalidType(`${path}.parameters`, 'an object', parameters)
  return {
    name: readToolName(value.name, `${path}.name`),
    description: description ? description : undefined,
    schema: toObjectSchema(parameters ?? {}),
    isStrict: value.strict === true,
    path,
  }
}

const toObjectSchema = (schema: JsonObject): JsonObject =>
  Object.keys(schema).length === 0
    ? { type: 'object', properties: {} }
    : schema.type === undefined
      ? { type: 'object', ...schema }
      : schema

function checkUnique(tools: Tool[]): void {
  const names = new Set<string>()
  for (const { name, path } of tools) {
    if (names.has(name)) throw invalidValue(`${path}.name`, `two tools have the name ${name}.`)
    names.add(name)
  }
}

const WORDS = new Set(['auto', 'required', 'none'])

function readChoice(choice: Json | undefined, path: string): ToolChoice | undefined {
  if (choice === undefined || choice === null) return undefined
  if (typeof choice === 'string' && WORDS.has(choice)) return choice as 'auto'
  if (isJsonObject(choice)) {
    if (choice.type === 'function' && isJsonObject(choice.function))
      return { name: readToolName(choice.function.name, `${path}.function.name`) }
    if (choice.type === 'allowed_tools' && isJsonObject(choice.allowed_tools))
      return choice.allowed_tools.mode === 'required' ? 'required' : 'auto'
  }
  throw invalidValue(path, 'it is not auto, required, none, nor the name of a function.')
}

function readLegacyChoice(choice: Json | undefined): ToolChoice | undefined {
  if (isJsonObject(choice)) return { name: readToolName(choice.name, 'function_call.name') }
  return readChoice(choice, 'function_call')
}

function readAllowed(choice: Json | undefined): Set<string> | undefined {
  if (!isJsonObject(choice) || choice.type !== 'allowed_tools' || !isJsonObject(choice.allowed_tools)) return undefined
  const tools = choice.allowed_tools.tools ?? []
  if (!Array.isArray(tools)) throw invalidType('tool_choice.allowed_tools.tools', 'an array of objects', tools)
  const names = tools.map((tool, index) => {
    const called = isJsonObject(tool) && isJsonObject(tool.function) ? tool.function : undefined
    return readToolName(called?.name, `tool_choice.allowed_tools.tools[${index}].function.name`)
  })
  return new Set(names)
}
