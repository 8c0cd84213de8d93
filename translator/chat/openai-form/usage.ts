import { isJsonObject, toNumber, type Json } from '../../formats/json-text.ts'
import type { TokenUsage } from '../chat-answer.ts'

/** `usage` in OpenAI's form; `undefined` where the model counts nothing. */
export function readUsage(usage: Json | undefined): TokenUsage | undefined {
  if (!isJsonObject(usage)) return undefined
  const prompt = toNumber(usage.prompt_tokens)
  const completion = toNumber(usage.completion_tokens)
  if (prompt === undefined && completion === undefined) return undefined
  return {
    prompt: prompt ?? 0,
    completion: completion ?? 0,
    cached: detail(usage.prompt_tokens_details, 'cached_tokens'),
    reasoning: detail(usage.completion_tokens_details, 'reasoning_tokens'),
  }
}

const detail = (details: Json | undefined, name: string): number | undefined =>
  isJsonObject(details) ? toNumber(details[name]) : undefined
