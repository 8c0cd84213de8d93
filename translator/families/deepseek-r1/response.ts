import type { ChatAnswer, ChatChoice, FinishReason } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'
import { splitThoughts } from './thoughts.ts'

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = { stop: 'stop', length: 'length' }

/** What DeepSeek R1 has written: model-formats §10.4. */
export function toAnswer({ choices }: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (!Array.isArray(choices) || choices.length === 0) throw unreadableOutput('it has no choices.')
  report.drop('usage', 'DeepSeek R1 does not count its tokens.')
  return { id: undefined, choices: choices.map((choice) => toChoice(choice, report)), usage: undefined }
}

function toChoice(choice: Json, report: LossReport): ChatChoice {
  if (!isJsonObject(choice) || typeof choice.text !== 'string') throw unreadableOutput('a choice has no text.')
  const { thoughts, answer } = splitThoughts(choice.text)
  return {
    content: answer,
    reasoning: thoughts,
    calls: [],
    finishReason: toFinishReason(choice.stop_reason, FINISH_REASONS, report),
  }
}
