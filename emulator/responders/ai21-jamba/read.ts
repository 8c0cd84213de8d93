import { toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAsk, Tool, Turn } from '../../answers/answers.ts'
import { stringsIn } from '../strings-in.ts'
import { toJambaInput, type JambaMessage, type JambaTool } from './input.ts'
import { MOST_TOKENS } from './schema.ts'

/** A call is its name and its arguments. */
function turnOf({ role, content, tool_calls }: JambaMessage): Turn {
  const calls = (tool_calls ?? []).map((call) => `${call.function.name}(${call.function.arguments})`)
  return { role, text: [content ?? '', ...calls].filter((text) => text !== '').join('\n') }
}

/** Documents are read before the conversation, after what the system says first. */
function turnsOf(messages: JambaMessage[], documents: JsonObject[]): Turn[] {
  const turns = messages.map(turnOf)
  if (documents.length === 0) return turns
  const first = turns.findIndex(({ role }) => role !== 'system')
  const text = documents.flatMap(stringsIn).join('\n')
  return turns.toSpliced(first === -1 ? turns.length : first, 0, { role: 'system', text })
}

/** A function described without parameters takes none. */
const toTool = ({ function: { name, parameters } }: JambaTool): Tool => ({
  name,
  schema: parameters ?? { type: 'object', properties: {} },
})

/** `modelInput` must have passed the check. Jamba has no word by which it could be made to call a tool. */
export function readJamba(modelInput: JsonObject): ChatAsk {
  const { messages, tools = [], documents = [], stop = [], ...input } = toJambaInput(modelInput)
  return {
    kind: 'chat',
    turns: turnsOf(messages, documents),
    mediaCount: 0,
    tools: tools.map(toTool),
    forcedTool: undefined,
    schema: undefined,
    jsonObject: input.response_format?.type === 'json_object',
    maxTokens: toNumber(input.max_tokens) ?? MOST_TOKENS,
    stopSequences: [stop].flat(),
    choiceCount: toNumber(input.n) ?? 1,
    reasoning: false,
  }
}
