import type { ChatAnswer, FinishReason, TokenUsage } from '../../chat/chat-answer.ts'
import { toFinishReason } from '../../chat/finish-reason.ts'
import { unreadableOutput } from '../../errors.ts'
import { toNumber, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { ResponseContext } from '../mapping.ts'

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = { stop: 'stop', length: 'length' }

/** What Llama has generated: model-formats §7. */
export function toAnswer(output: JsonObject, { report }: ResponseContext): ChatAnswer {
  const { generation, stop_reason: reason } = output
  if (typeof generation !== 'string') throw unreadableOutput('it has no generation.')
  const finishReason = toFinishReason(reason, FINISH_REASONS, report)
  return { id: undefined, choices: [{ content: generation, calls: [], finishReason }], usage: toUsage(output, report) }
}

/** AWS: the counts may be null. */
function toUsage(output: JsonObject, report: LossReport): TokenUsage | undefined {
  const prompt = toNumber(output.prompt_token_count)
  const completion = toNumber(output.generation_token_count)
  if (prompt !== undefined && completion !== undefined) return { prompt, completion }
  report.drop('usage', 'The model has not counted its tokens.')
  return undefined
}
