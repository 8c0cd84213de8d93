import type { ChatAnswer, ChatChoice, FinishReason } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { LineError, unreadableOutput } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  COMPLETE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_TOXIC: 'content_filter',
}

/** What Command has generated: model-formats §10.1. */
export function toAnswer({ id, generations }: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (!Array.isArray(generations) || generations.length === 0) throw unreadableOutput('it has no generations.')
  report.drop('usage', 'Command does not count its tokens.')
  return {
    id: typeof id === 'string' ? id : undefined,
    choices: generations.map((generation) => toChoice(generation, report)),
    usage: undefined,
  }
}

function toChoice(generation: Json, report: LossReport): ChatChoice {
  if (!isJsonObject(generation) || typeof generation.text !== 'string')
    throw unreadableOutput('a generation has no text.')
  const { text, finish_reason: reason } = generation
  if (reason === 'ERROR') throw new LineError('The model failed before its answer was whole.', { status: 500 })
  return { content: text, calls: [], finishReason: toFinishReason(reason, FINISH_REASONS, report) }
}
