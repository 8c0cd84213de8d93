import type { ChatRequest } from '../../chat/chat-request.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { invalidType } from '../../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { capabilitiesOf as claudeCapabilitiesOf } from '../claude-messages/capabilities.ts'
import { checkSampling } from '../claude-messages/request.ts'
import { fitSampling } from '../claude-messages/while-thinking.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'
import { defined } from './defined.ts'
import { toInferenceConfig, withoutLimits } from './inference-config.ts'
import type { MessageForm } from './message-form.ts'
import { toMessages } from './messages.ts'
import { mostTokensOf } from './most-tokens.ts'
import { toOutputConfig } from './output-config.ts'
import { reportCacheMarks, systemAsUser, toOneSystem, toSystem } from './system.ts'
import { toThinking } from './thinking.ts'

/** A chat completion as the body of Converse: model-formats §9. The job names the model. */
export function toModelInput(request: ChatRequest, { modelId, report }: RequestContext): JsonObject {
  const can = capabilitiesOf(modelId)
  const { copied, rest } = request
  const form = formOf(can)
  reportCacheMarks(request.conversation, form, report)
  const { system, turns } = can.system === 'none' ? systemAsUser(request.conversation, report) : request.conversation
  const own = readOwnFields(request, can, report)
  const most = mostTokensOf(modelId, own.anthropic_beta)
  const { maxTokens, sampling } = readInference(request, modelId, { can, most }, report)
  const said = { effort: rest.reasoning_effort, own, maxTokens: toNumber(maxTokens), turns }
  const thinking = toThinking(said, modelId, can, report)
  const { temperature, top_p: topP, top_k: topK } = fitSampling(sampling, thinking.asked, report)
  const fields: JsonObject = { ...thinking.own, ...thinking.fields }
  if (topK !== undefined) placeTopK(fields, topK, can, report)
  const inference = defined({ maxTokens: thinking.maxTokens ?? maxTokens, temperature, topP }) ?? {}
  const config = withoutLimits(inference, fields.reasoningConfig, rest, report)
  return defined({
    system: can.system === 'one' ? toOneSystem(system, form) : toSystem(system),
    messages: toMessages(turns, form, report),
    inferenceConfig: toInferenceConfig(config, rest, can, report),
    additionalModelRequestFields: Object.keys(fields).length > 0 ? fields : undefined,
    additionalModelResponseFieldPaths: thinking.responsePaths,
    outputConfig: toOutputConfig(request.responseFormat, can, report),
    guardrailConfig: copied.guardrailConfig,
    requestMetadata: copied.requestMetadata,
  })!
}

function formOf({ images, documents, prefill, thinking }: Capabilities): MessageForm {
  return {
    untaken: {
      call: 'A Converse batch takes no calls of tools; translate to the InvokeModel form instead (without --converse).',
      ...(images === 'none' && { image: 'This model sees no images.' }),
      ...(images !== 'bytesOrS3' && { s3Image: 'This model takes no images out of S3; send it as a data URL.' }),
      ...(!documents && { document: 'This model reads no documents.' }),
      ...(!prefill && { prefill: 'This model does not continue an answer that the client has begun.' }),
    },
    takesThoughts: thinking === 'claude',
    // A job was seen whose every record with a cache point failed; which model it had is not known.
    takesCachePoints: false,
    // AWS: Message of Converse.
    most: { image: 20, document: 5 },
  }
}

/** The limit, and the sampling parameters under OpenAI's names without those that a Claude refuses. */
function readInference(
  { copied, rest }: ChatRequest,
  modelId: string,
  { can, most }: { can: Capabilities; most: number },
  report: LossReport,
) {
  const { temperature, topP }: JsonObject = isJsonObject(copied.inferenceConfig) ? copied.inferenceConfig : {}
  if (rest.top_k !== undefined && toNumber(rest.top_k) === undefined) throw invalidType('top_k', 'a number', rest.top_k)
  const named = defined({ temperature, top_p: topP, top_k: rest.top_k }) ?? {}
  if (can.thinking === 'claude') checkSampling(named, claudeCapabilitiesOf(modelId).sampling, report)
  return { maxTokens: toTokenLimit(rest, { max: most }, report), sampling: named }
}

function placeTopK(fields: JsonObject, topK: Json, { topK: path }: Capabilities, report: LossReport): void {
  if (path === undefined) return report.unsupported('top_k', 'This model has no such parameter in Converse.')
  const [name, inner] = path.split('.') as [string, string?]
  const holder = fields[name]
  fields[name] = inner === undefined ? topK : { ...(isJsonObject(holder) && holder), [inner]: topK }
}

/** What the client wrote in the model's own words. */
function readOwnFields({ copied, rest }: ChatRequest, can: Capabilities, report: LossReport): JsonObject {
  let own: JsonObject = {}
  for (const name of ['additionalModelRequestFields', 'thinking', 'output_config']) {
    const value = rest[name]
    if (value === undefined) continue
    if (!isJsonObject(value)) throw invalidType(name, 'an object', value)
    if (name === 'additionalModelRequestFields') own = { ...own, ...value }
    else if (can.thinking === 'claude') own = { ...own, [name]: value }
    else report.unsupported(name, 'Only Claude takes it.')
  }
  return isJsonObject(copied.additionalModelRequestFields) ? { ...own, ...copied.additionalModelRequestFields } : own
}
