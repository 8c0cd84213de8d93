import type { ChatAnswer, FinishReason } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { ResponseContext } from '../mapping.ts'

// A turn ends at the Human: that Claude would write next, which counts as a stop sequence.
const FINISH_REASONS: Readonly<Record<string, FinishReason>> = { stop_sequence: 'stop', max_tokens: 'length' }

/** What Claude has completed: model-formats §4. */
export function toAnswer({ completion, stop_reason: reason }: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (typeof completion !== 'string') throw unreadableOutput('it has no completion.')
  report.drop('usage', 'Claude does not count its tokens in text completions.')
  // The prompt ends with `Assistant:`, and Claude goes on with the space.
  const content = completion.replace(/^ /, '')
  const finishReason = toFinishReason(reason, FINISH_REASONS, report)
  return { id: undefined, choices: [{ content, calls: [], finishReason }], usage: undefined }
}
