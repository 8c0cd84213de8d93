import type { ChatAnswer, ChatChoice, FinishReason, TokenUsage } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

const FINISH_REASONS: Record<string, FinishReason> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  pause_turn: 'stop',
  refusal: 'content_filter',
  compaction: 'length',
}

/** Claude's message as a chat answer: model-formats §3.5. */
export function toAnswer(output: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (!Array.isArray(output.content)) throw unreadableOutput('it has no content.')
  const blocks = output.content.filter((block): block is JsonObject => isJsonObject(block))
  return {
    id: typeof output.id === 'string' ? output.id : undefined,
    choices: [toChoice(blocks, output, report)],
    usage: toUsage(output.usage),
  }
}

function toChoice(blocks: JsonObject[], output: JsonObject, report: ResponseContext['report']): ChatChoice {
  const thoughts = blocks.filter(({ type }) => type === 'thinking' || type === 'redacted_thinking')
  const texts = blocks.filter(({ type }) => type === 'text').map(({ text }) => text as string)
  const content = texts.length > 0 ? texts.join('') : undefined
  const calls = blocks
    .filter(({ type }) => type === 'tool_use')
    .map(({ id, name, input }) => ({
      id: typeof id === 'string' ? id : undefined,
      name: name as string,
      arguments: JSON.stringify(input ?? {}),
    }))
  const finishReason = toFinishReason(output.stop_reason, FINISH_REASONS, report)
  return {
    content,
    ...(output.stop_reason === 'refusal' && toRefusal(output.stop_details, content)),
    ...(thoughts.length > 0 && { reasoning: joinThoughts(thoughts), thinkingBlocks: thoughts }),
    calls,
    finishReason,
  }
}

const joinThoughts = (thoughts: JsonObject[]): string | undefined => {
  const texts = thoughts.flatMap(({ thinking }) => (typeof thinking === 'string' && thinking !== '' ? [thinking] : []))
  return texts.length > 0 ? texts.join('\n') : undefined
}

/** The explanation is the refusal; without one, what the model said instead of an answer is. */
function toRefusal(details: Json | undefined, content: string | undefined): Pick<ChatChoice, 'content' | 'refusal'> {
  if (isJsonObject(details) && typeof details.explanation === 'string') return { content, refusal: details.explanation }
  return { content: undefined, refusal: content }
}

function toUsage(usage: Json | undefined): TokenUsage | undefined {
  if (!isJsonObject(usage)) return undefined
  const cached = toNumber(usage.cache_read_input_tokens)
  const cacheWritten = toNumber(usage.cache_creation_input_tokens)
  const details = usage.output_tokens_details
  return {
    // AWS: input_tokens leaves out what was read from the cache or written to it.
    prompt: (toNumber(usage.input_tokens) ?? 0) + (cached ?? 0) + (cacheWritten ?? 0),
    completion: toNumber(usage.output_tokens) ?? 0,
    cached,
    cacheWritten,
    reasoning: isJsonObject(details) ? toNumber(details.thinking_tokens) : undefined,
  }
}
