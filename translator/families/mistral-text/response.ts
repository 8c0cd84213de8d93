import type { ChatAnswer, ChatChoice, FinishReason } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = { stop: 'stop', length: 'length' }

/** What a Mistral model has completed: model-formats §8.1. */
export function toAnswer({ outputs }: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (!Array.isArray(outputs) || outputs.length === 0) throw unreadableOutput('it has no outputs.')
  report.drop('usage', 'This model does not count its tokens.')
  return { id: undefined, choices: outputs.map((output) => toChoice(output, report)), usage: undefined }
}

function toChoice(output: Json, report: LossReport): ChatChoice {
  if (!isJsonObject(output) || typeof output.text !== 'string') throw unreadableOutput('an output has no text.')
  const finishReason = toFinishReason(output.stop_reason, FINISH_REASONS, report)
  return { content: output.text, calls: [], finishReason }
}
