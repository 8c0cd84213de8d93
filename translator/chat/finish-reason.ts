import type { Json } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'
import type { FinishReason } from './chat-answer.ts'

/** A model's own reason as one of OpenAI's, by the family's table; one that is not in it is told as `stop` and reported. */
export function toFinishReason(
  reason: Json | undefined,
  table: Readonly<Record<string, FinishReason>>,
  report: LossReport,
): FinishReason {
  if (typeof reason === 'string' && Object.hasOwn(table, reason)) return table[reason]!
  const found = JSON.stringify(reason ?? null)
  report.change('finish_reason', `The model stopped for ${found}, which is not known; it is told as stop.`)
  return 'stop'
}
