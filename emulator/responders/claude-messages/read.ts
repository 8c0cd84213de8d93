import { toNumber, type JsonObject } from '../../../translator/formats/json-text.ts'
import type { ChatAsk, Tool, Turn } from '../../answers/answers.ts'
import {
  blocksOf,
  isThinking,
  placedBlocks,
  toClaudeInput,
  type ClaudeBlock,
  type ClaudeInput,
  type ClaudeMessage,
  type ClaudeTool,
} from './input.ts'
import { capabilitiesOf } from './models.ts'
import { TOOL_TYPES } from './tool-types.ts'
import type { Model } from '../responder.ts'

/** An ask that also remembers what only the output shows. */
export interface ClaudeAsk extends ChatAsk {
  /** Thoughts come back without their text. */
  thoughtsOmitted?: boolean
  /** The output tells which edits were made to the conversation. */
  contextManaged?: boolean
}

const documentText = ({ source, title }: ClaudeBlock): string[] => {
  if (typeof source !== 'object') return []
  const ofSource = source.type === 'text' ? [source.data ?? ''] : blocksOf(source.content).flatMap(textsOf)
  return [...(title ? [title] : []), ...ofSource]
}

/** What a model reads in a block: thoughts of earlier turns are not said again, a call is its name and its arguments. */
function textsOf(block: ClaudeBlock): string[] {
  const { type, text, name, input, content } = block
  if (type === 'tool_use') return [`${name}(${JSON.stringify(input)})`]
  if (type === 'document') return documentText(block)
  if (type === 'search_result') return [block.title ?? '', ...blocksOf(content).flatMap(textsOf)]
  if (type === 'tool_result' || type === 'compaction') return blocksOf(content).flatMap(textsOf)
  return text === undefined ? [] : [text]
}

const hasText = ({ text }: Turn): boolean => text !== ''
const turnOf = (role: Turn['role'], content: string | ClaudeBlock[]): Turn => ({
  role,
  text: typeof content === 'string' ? content : content.flatMap(textsOf).join('\n'),
})

/** Results of tools are turns of their own, before what the user says beside them. */
function turnsOf({ role, content }: ClaudeMessage): Turn[] {
  if (typeof content === 'string') return [turnOf(role, content)]
  const results = content.filter(({ type }) => type === 'tool_result')
  const rest = turnOf(
    role,
    content.filter(({ type }) => type !== 'tool_result'),
  )
  return [
    ...results.map((result) => turnOf('tool', [result])),
    ...(hasText(rest) || results.length === 0 ? [rest] : []),
  ]
}

/** What Claude's own servers run is never called by an answer here. */
const isForCaller = ({ type }: ClaudeTool): boolean => !TOOL_TYPES[type ?? '']?.isRunByServer

const toTool = ({ type, name, input_schema }: ClaudeTool): Tool => ({
  name,
  schema: input_schema ?? TOOL_TYPES[type ?? '']?.schema ?? {},
})

const forcedToolOf = ({ tool_choice }: ClaudeInput): ChatAsk['forcedTool'] => {
  if (tool_choice?.type === 'any') return 'any'
  return tool_choice?.type === 'tool' ? { name: tool_choice.name ?? '' } : undefined
}

/** `modelInput` must have passed the check. */
export function readClaudeMessages(modelInput: JsonObject, model: Model): ClaudeAsk {
  const input = toClaudeInput(modelInput)
  const capabilities = capabilitiesOf(model)
  const reasoning = isThinking(input, capabilities)
  const display = input.thinking?.display ?? (capabilities.thoughtsShown ? 'summarized' : 'omitted')
  const placed = placedBlocks(input.messages)
  return {
    kind: 'chat',
    turns: [...(input.system ? [turnOf('system', input.system)] : []), ...input.messages.flatMap(turnsOf)],
    mediaCount: placed.filter(({ block: { type } }) => type === 'image' || type === 'document').length,
    tools: (input.tools ?? []).filter(isForCaller).map(toTool),
    forcedTool: forcedToolOf(input),
    schema: input.output_config?.format?.schema,
    jsonObject: false,
    maxTokens: toNumber(input.max_tokens),
    stopSequences: input.stop_sequences ?? [],
    choiceCount: 1,
    reasoning,
    thoughtsOmitted: reasoning && display === 'omitted',
    ...(input.context_management && { contextManaged: true }),
  }
}
