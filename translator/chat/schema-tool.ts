import { isJsonObject, parseKeepingNumbers, type JsonObject } from '../formats/json-text.ts'
import type { ChatChoice } from './chat-answer.ts'
import type { JsonSchemaFormat } from './response-format.ts'
import type { Tool } from './tools.ts'

/** Names of our own: no user's tool is likely to have them, and the answer tells by them what to unwrap. */
export const SCHEMA_TOOL = 'outcrop_json_schema'
export const WRAPPED = 'outcrop_value'

/** A tool whose arguments are the answer in the wanted form, for models that follow schemas in tools only. */
export function toSchemaTool({ schema, description }: JsonSchemaFormat): Tool {
  return {
    name: SCHEMA_TOOL,
    description: description ?? 'Answer by calling this tool; its arguments are the whole answer.',
    schema: schema.type === 'object' ? schema : wrap(schema),
    isStrict: false,
    path: 'response_format.json_schema',
  }
}

/** Arguments are objects; the definitions stay where references look for them. */
function wrap({ $defs, definitions, ...schema }: JsonObject): JsonObject {
  return {
    type: 'object',
    properties: { [WRAPPED]: schema },
    required: [WRAPPED],
    ...($defs !== undefined && { $defs }),
    ...(definitions !== undefined && { definitions }),
  }
}

/** An answer that came by way of the schema's tool, as the text that the client asked for. */
export function unwrapSchemaTool(choice: ChatChoice): ChatChoice {
  const call = choice.calls.find(({ name }) => name === SCHEMA_TOOL)
  if (!call) return choice
  return {
    ...choice,
    content: contentOf(call.arguments),
    calls: choice.calls.filter((other) => other !== call),
    finishReason: choice.finishReason === 'tool_calls' ? 'stop' : choice.finishReason,
  }
}

function contentOf(text: string): string {
  const value = parseKeepingNumbers(text)
  const isWrapped = isJsonObject(value) && Object.keys(value).length === 1 && Object.hasOwn(value, WRAPPED)
  return isWrapped ? JSON.stringify(value[WRAPPED]) : text
}
