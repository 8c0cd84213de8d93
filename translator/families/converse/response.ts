import type { ChatAnswer, ChatChoice, FinishReason } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'
import { toThought } from './thoughts.ts'
import { toUsage } from './usage.ts'

const FINISH_REASONS: Record<string, FinishReason> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  guardrail_intervened: 'content_filter',
  content_filtered: 'content_filter',
  // Claude's own word; whether Converse hands it on is UNVERIFIED.
  refusal: 'content_filter',
}

/** Whether an output has the shape of Converse's answers, which Nova's own answers share and no other family's. */
export const isConverseOutput = ({ output }: JsonObject): boolean =>
  isJsonObject(output) && isJsonObject(output.message)

/** An answer of Converse or of Nova as a chat answer: model-formats §9.2. */
export function toAnswer(modelOutput: JsonObject, { report }: ResponseContext): ChatAnswer {
  const { output, stopReason } = modelOutput
  const message = isJsonObject(output) ? output.message : undefined
  if (!isJsonObject(message) || !Array.isArray(message.content))
    throw unreadableOutput('it has no message with content.')
  const blocks = message.content.filter((block): block is JsonObject => isJsonObject(block))
  return {
    id: undefined,
    choices: [toChoice(blocks, stopReason, report)],
    usage: toUsage(modelOutput, report),
  }
}

function toChoice(blocks: JsonObject[], stopReason: Json | undefined, report: LossReport): ChatChoice {
  const texts = blocks.flatMap(textsOf)
  const thoughts = blocks.flatMap(thoughtsOf)
  const thought = thoughts
    .map(({ thinking }) => thinking)
    .filter((text): text is string => typeof text === 'string' && text !== '')
  reportOthers(blocks, report)
  return {
    content: texts.length > 0 ? texts.join('') : undefined,
    ...(thoughts.length > 0 && {
      reasoning: thought.length > 0 ? thought.join('\n') : undefined,
      thinkingBlocks: thoughts,
    }),
    // A call that the model has spoilt is none.
    calls: stopReason === 'malformed_tool_use' ? [] : blocks.flatMap(callsOf),
    finishReason: toFinishReason(stopReason, FINISH_REASONS, report),
  }
}

function thoughtsOf({ reasoningContent }: JsonObject): JsonObject[] {
  const thought = isJsonObject(reasoningContent) ? toThought(reasoningContent) : undefined
  return thought ? [thought] : []
}

function textsOf({ text, citationsContent }: JsonObject): string[] {
  if (typeof text === 'string') return [text]
  if (!isJsonObject(citationsContent) || !Array.isArray(citationsContent.content)) return []
  return citationsContent.content.flatMap((part) => (isJsonObject(part) ? textsOf(part) : []))
}

function callsOf({ toolUse }: JsonObject): ChatChoice['calls'] {
  if (!isJsonObject(toolUse) || toolUse.type === 'server_tool_use') return []
  const { toolUseId, name, input } = toolUse
  if (typeof name !== 'string') throw unreadableOutput('it calls a tool without a name.')
  return [{ id: typeof toolUseId === 'string' ? toolUseId : undefined, name, arguments: JSON.stringify(input ?? {}) }]
}

const TOLD = new Set(['text', 'citationsContent', 'reasoningContent', 'toolUse'])

function reportOthers(blocks: JsonObject[], report: LossReport): void {
  for (const name of new Set(blocks.flatMap((block) => Object.keys(block))))
    if (!TOLD.has(name))
      report.drop('content', `OpenAI's answers have no place for a block of ${JSON.stringify(name)}.`)
}
