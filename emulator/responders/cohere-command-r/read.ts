import { toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAsk, Turn } from '../../answers/answers.ts'
import { stringsIn } from '../strings-in.ts'
import {
  toCommandRInput,
  type CommandRCall,
  type CommandREntry,
  type CommandRInput,
  type CommandRResult,
} from './input.ts'
import { toTool } from './tools.ts'

/** An ask that also remembers the conversation as it came, which the output repeats. */
export interface CommandRAsk extends ChatAsk {
  history: CommandREntry[]
}

const ROLES: Record<CommandREntry['role'], Turn['role']> = {
  SYSTEM: 'system',
  USER: 'user',
  CHATBOT: 'assistant',
  TOOL: 'tool',
}

const callText = ({ name, parameters }: CommandRCall): string => `${name}(${JSON.stringify(parameters)})`
const resultText = ({ outputs }: CommandRResult): string => outputs.flatMap(stringsIn).join('\n')

function turnsOf({ role, message = '', tool_calls = [], tool_results = [] }: CommandREntry): Turn[] {
  if (role === 'TOOL') return tool_results.map((result) => ({ role: 'tool', text: resultText(result) }))
  const texts = [message, ...tool_calls.map(callText)].filter((text) => text !== '')
  return texts.length === 0 ? [] : [{ role: ROLES[role], text: texts.join('\n') }]
}

/** All that was said, the last words too; results come after the message that they belong to. */
function historyOf({ chat_history = [], message, tool_results = [] }: CommandRInput): CommandREntry[] {
  return [
    ...chat_history,
    ...(message === '' ? [] : [{ role: 'USER', message } as const]),
    ...(tool_results.length === 0 ? [] : [{ role: 'TOOL', tool_results } as const]),
  ]
}

const systemTurns = (...texts: string[]): Turn[] =>
  texts.filter((text) => text !== '').map((text) => ({ role: 'system', text }))

/** `modelInput` must have passed the check. No word of Bedrock's makes Command R call a tool. */
export function readCommandR(modelInput: JsonObject): CommandRAsk {
  const input = toCommandRInput(modelInput)
  const { preamble = '', documents = [], tools = [], stop_sequences = [] } = input
  const history = historyOf(input)
  return {
    kind: 'chat',
    turns: [...systemTurns(preamble, documents.flatMap(stringsIn).join('\n')), ...history.flatMap(turnsOf)],
    mediaCount: 0,
    tools: tools.map(toTool),
    forcedTool: undefined,
    schema: undefined,
    jsonObject: false,
    maxTokens: toNumber(input.max_tokens),
    stopSequences: stop_sequences,
    choiceCount: 1,
    reasoning: false,
    history,
  }
}
