import { isObjectInJson, toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAsk, Tool, Turn } from '../../answers/answers.ts'
import {
  callsOf,
  partsOf,
  schemaOf,
  stopsOf,
  toOpenaiInput,
  type OpenaiInput,
  type OpenaiMessage,
  type OpenaiPart,
  type OpenaiTool,
} from './input.ts'
import { openaiCapabilitiesOf } from './models.ts'
import type { Model } from '../responder.ts'

const ROLES: Record<OpenaiMessage['role'], Turn['role']> = {
  developer: 'system',
  system: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

const textOf = (part: OpenaiPart): string => {
  if (part.type === 'text') return part.text
  return part.type === 'refusal' ? part.refusal : ''
}

/** A call is its name and its arguments. */
function turnOf(message: OpenaiMessage): Turn {
  const { role, refusal } = message
  const texts = [
    ...partsOf(message).map(textOf),
    (role === 'assistant' && refusal) || '',
    ...callsOf(message).map((call) => `${call.name}(${call.arguments})`),
  ]
  return { role: ROLES[role], text: texts.filter((text) => text !== '').join('\n') }
}

const isMedium = ({ type }: OpenaiPart): boolean => type === 'image_url' || type === 'input_audio'

const toTool = ({ function: { name, parameters } }: OpenaiTool): Tool => ({
  name,
  schema: isObjectInJson(parameters) ? parameters : { type: 'object', properties: {} },
})

function forcedToolOf({ tool_choice }: OpenaiInput): ChatAsk['forcedTool'] {
  if (tool_choice === 'required') return 'any'
  return typeof tool_choice === 'object' && tool_choice ? { name: tool_choice.function.name } : undefined
}

/** `modelInput` must have passed the check. */
export function readOpenaiChat(modelInput: JsonObject, model: Model): ChatAsk {
  const input = toOpenaiInput(modelInput)
  const { messages, tools, response_format } = input
  const schema = schemaOf(input)
  return {
    kind: 'chat',
    turns: messages.map(turnOf),
    mediaCount: messages.flatMap(partsOf).filter(isMedium).length,
    tools: (tools ?? []).map(toTool),
    forcedTool: forcedToolOf(input),
    schema: isObjectInJson(schema) ? schema : undefined,
    jsonObject: response_format?.type === 'json_object',
    maxTokens: toNumber(input.max_completion_tokens) ?? toNumber(input.max_tokens),
    stopSequences: stopsOf(input),
    choiceCount: toNumber(input.n) ?? 1,
    // What include_reasoning does on Bedrock is UNVERIFIED: elsewhere it leaves thoughts out.
    reasoning: openaiCapabilitiesOf(model).reasoning && input.include_reasoning !== false,
  }
}
