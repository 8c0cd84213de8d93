import { nearestEffort, type Effort } from '../../chat/efforts.ts'
import type { JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

/** Nova 2's `reasoningConfig` for an effort; it does not think unless asked. */
export function toReasoningConfig(
  effort: string,
  efforts: readonly Effort[],
  report: LossReport,
): JsonObject | undefined {
  if (effort === 'none') return undefined
  return { type: 'enabled', maxReasoningEffort: nearestEffort(effort, efforts, report) }
}
