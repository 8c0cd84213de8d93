import type { ChatRequest } from '../../chat/chat-request.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { defined } from '../converse/defined.ts'
import { toInferenceConfig, withoutLimits } from '../converse/inference-config.ts'
import type { MessageForm } from '../converse/message-form.ts'
import { toMessages } from '../converse/messages.ts'
import { toReasoningConfig } from '../converse/reasoning-config.ts'
import { reportCacheMarks, toOneSystem } from '../converse/system.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'
import { toWantedTools } from './response-form.ts'
import { toToolConfig } from './tools.ts'

const SCHEMA_VERSION = 'messages-v1'

/** A chat completion as Nova's own form has it: model-formats §5.1. */
export function toModelInput(request: ChatRequest, { modelId, report, settings }: RequestContext): JsonObject {
  const can = capabilitiesOf(modelId)
  const { conversation, copied, rest } = request
  const form = formOf(can)
  reportCacheMarks(conversation, form, report)
  const reasoning = toReasoning(rest.reasoning_effort, copied.reasoningConfig, can, report)
  const given = isJsonObject(copied.inferenceConfig) ? copied.inferenceConfig : {}
  const limited = defined({ maxTokens: toTokenLimit(rest, { max: can.maxTokens }, report), ...given }) ?? {}
  const config = withoutLimits(limited, copied.reasoningConfig ?? reasoning, rest, report)
  const inference = toInferenceConfig(config, rest, { ...can, stop: { most: Infinity } }, report)
  const isApart = settings.novaReasoningConfig === 'topLevel'
  return defined({
    schemaVersion: SCHEMA_VERSION,
    system: toOneSystem(conversation.system, form),
    messages: toMessages(conversation.turns, form, report),
    inferenceConfig: reasoning && !isApart ? { ...inference, reasoningConfig: reasoning } : inference,
    toolConfig: toToolConfig(toWantedTools(request, report), conversation.turns, report),
    reasoningConfig: copied.reasoningConfig ?? (isApart ? reasoning : undefined),
  })!
}

const formOf = ({ images, cachePoints }: Capabilities): MessageForm => ({
  untaken: {
    document: 'Nova reads documents in Converse jobs only; translate with --converse, or send the text itself.',
    ...(images === 'none' && { image: 'This model sees no images.' }),
    ...(images !== 'bytesOrS3' && { s3Image: 'This model takes no images out of S3; send it as a data URL.' }),
  },
  takesThoughts: false,
  takesCachePoints: cachePoints,
  most: { image: Infinity, document: 0 },
})

function toReasoning(
  effort: Json | undefined,
  own: Json | undefined,
  { efforts }: Capabilities,
  report: LossReport,
): JsonObject | undefined {
  if (typeof effort !== 'string') return undefined
  if (isJsonObject(own)) {
    report.drop('reasoning_effort', 'reasoningConfig stands beside it and wins.')
    return undefined
  }
  if (efforts.length > 0) return toReasoningConfig(effort, efforts, report)
  if (effort !== 'none') report.unsupported('reasoning_effort', 'This model does not think.')
  return undefined
}
