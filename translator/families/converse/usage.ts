import type { TokenUsage } from '../../chat/chat-answer.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

/** Tokens as Converse counts them, or Nova, whose names for those of the cache end with Count. */
export function toUsage(
  { usage, additionalModelResponseFields }: JsonObject,
  report: LossReport,
): TokenUsage | undefined {
  if (!isJsonObject(usage)) return undefined
  const cached = toNumber(usage.cacheReadInputTokens) ?? toNumber(usage.cacheReadInputTokenCount)
  const cacheWritten = toNumber(usage.cacheWriteInputTokens) ?? toNumber(usage.cacheWriteInputTokenCount)
  const input = toNumber(usage.inputTokens) ?? 0
  // AWS: inputTokens leaves out what was read from the cache or written to it.
  const prompt = input + (cached ?? 0) + (cacheWritten ?? 0)
  const completion = toNumber(usage.outputTokens) ?? 0
  const total = toNumber(usage.totalTokens)
  if (total !== undefined && total !== prompt + completion && total !== input + completion)
    report.change('usage.total_tokens', 'It is the sum of the others, and Bedrock told another.')
  return { prompt, completion, cached, cacheWritten, reasoning: toTokensOfThoughts(additionalModelResponseFields) }
}

/** What `/usage/output_tokens_details`, which we ask for, has brought. */
function toTokensOfThoughts(fields: Json | undefined): number | undefined {
  const usage = isJsonObject(fields) ? fields.usage : undefined
  const details = isJsonObject(usage) ? usage.output_tokens_details : undefined
  return isJsonObject(details) ? toNumber(details.thinking_tokens) : undefined
}
