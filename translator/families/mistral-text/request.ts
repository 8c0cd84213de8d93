import type { ChatRequest } from '../../chat/chat-request.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTextConversation } from '../../chat/text-conversation.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { invalidType, unsupportedValue } from '../../errors.ts'
import { toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'
import { MOST_STOPS } from './fates.ts'
import { MARKS, toPrompt } from './template.ts'

/** A chat completion as Mistral's text completion takes it: model-formats §8.1. */
export function toModelInput(
  { conversation, copied, rest }: ChatRequest,
  { modelId, report, settings }: RequestContext,
): JsonObject {
  const can = capabilitiesOf(modelId)
  const limit = toTokenLimit(rest, can.limit, report)
  const stop = toStopSequences(rest.stop, { most: MOST_STOPS }, report)
  const topK = toTopK(rest.top_k, can, report)
  return {
    prompt: toPrompt(toTextConversation(conversation, { marks: MARKS }, report), settings),
    ...copied,
    ...(limit !== undefined && { max_tokens: limit }),
    ...(stop && { stop }),
    ...(topK !== undefined && { top_k: topK }),
  }
}

function toTopK(value: Json | undefined, { topK }: Capabilities, report: LossReport): Json | undefined {
  if (value === undefined) return undefined
  const asked = toNumber(value)
  if (asked === undefined) throw invalidType('top_k', 'a number', value)
  if (topK === undefined) {
    report.unsupported('top_k', 'This model has no top_k.')
    return undefined
  }
  if (asked < 1) {
    const rule = `This model takes from 1 to ${topK}.`
    report.unsupported('top_k', rule, unsupportedValue('top_k', rule))
    return undefined
  }
  if (asked <= topK) return value
  const rule = `This model takes at most ${topK}.`
  report.approximate('top_k', `${rule} It is sent ${topK}.`, unsupportedValue('top_k', rule))
  return topK
}
