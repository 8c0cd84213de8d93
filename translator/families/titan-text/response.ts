import type { ChatAnswer, ChatChoice, FinishReason, TokenUsage } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { isJsonObject, toNumber, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'

// AWS: the page on Titan says FINISHED, and the sample of batch results FINISH.
const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  FINISHED: 'stop',
  FINISH: 'stop',
  LENGTH: 'length',
  STOP_CRITERIA_MET: 'stop',
  CONTENT_FILTERED: 'content_filter',
}

/** What Titan Text has written: model-formats §6. */
export function toAnswer(output: JsonObject, { report }: ResponseContext): ChatAnswer {
  if (!Array.isArray(output.results) || output.results.length === 0) throw unreadableOutput('it has no results.')
  const results = output.results.map((result) => {
    if (!isJsonObject(result)) throw unreadableOutput('a result is not an object.')
    return result
  })
  return {
    id: undefined,
    choices: results.map((result) => toChoice(result, report)),
    usage: toUsage(output, results, report),
  }
}

function toChoice({ outputText, completionReason }: JsonObject, report: LossReport): ChatChoice {
  if (typeof outputText !== 'string') throw unreadableOutput('a result has no outputText.')
  // The prompt ends with `Bot:`, and Titan goes on in the next line.
  const content = outputText.replace(/^\n/, '')
  return { content, calls: [], finishReason: toFinishReason(completionReason, FINISH_REASONS, report) }
}

function toUsage(output: JsonObject, results: JsonObject[], report: LossReport): TokenUsage | undefined {
  const prompt = toNumber(output.inputTextTokenCount)
  const counts = results.map(({ tokenCount }) => toNumber(tokenCount))
  if (prompt !== undefined && counts.every((count) => count !== undefined))
    return { prompt, completion: counts.reduce((sum, count) => sum + count, 0) }
  report.drop('usage', 'The model has not counted its tokens.')
  return undefined
}
