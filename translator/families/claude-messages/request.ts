import { toolsOfCalls } from '../../chat/called-tools.ts'
import type { ChatRequest } from '../../chat/chat-request.ts'
import { toStopSequences } from '../../chat/stop-sequences.ts'
import { toTokenLimit } from '../../chat/token-limit.ts'
import { unsupportedParameter } from '../../errors.ts'
import { isJsonObject, toNumber, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import type { RequestContext } from '../mapping.ts'
import { capabilitiesOf, mostTokens, type Capabilities } from './capabilities.ts'
import { DEFAULT_MAX_TOKENS } from './fates.ts'
import { toMessages, toSystem } from './messages.ts'
import { toResponseForm } from './response-form.ts'
import { CLAUDE_STOP } from './stop-rules.ts'
import { toThinking } from './thinking.ts'
import { toToolChoice, toTools } from './tools.ts'
import { fitSampling, isAskedToThink } from './while-thinking.ts'

const VERSION = 'bedrock-2023-05-31'
const LATE_SYSTEM_BETA = 'mid-conversation-system-2026-04-07'

/** A chat completion as Claude's Messages API on Bedrock takes it: model-formats §3.4. */
export function toModelInput(request: ChatRequest, context: RequestContext): JsonObject {
  const { modelId, report } = context
  const { rest } = request
  const { turns } = request.conversation
  const known = capabilitiesOf(modelId)
  checkSampling(request.copied, known.sampling, report)
  const limit = toTokenLimit(rest, { max: mostTokens(known, rest.anthropic_beta) }, report)
  const thinking = toThinking(rest, toNumber(limit), known, turns, report)
  const copied = fitSampling(request.copied, thinking.thinking, report)
  const can = isAskedToThink(thinking.thinking) ? { ...known, forcedTool: false } : known
  const { tools: asked, choice, outputConfig, betas } = toResponseForm(request, can, context)
  const tools = asked.length > 0 ? asked : toolsOfCalls(turns, report)
  const messages = toMessages(request.conversation, can, report)
  const lateSystem = messages.some(({ role }) => role === 'system')
  const maxTokens = thinking.maxTokens ?? limit ?? defaultLimit(report)
  const input: JsonObject = Object.assign({ anthropic_version: VERSION, max_tokens: maxTokens }, copied)
  set(input, 'system', toSystem(request.conversation))
  input.messages = messages
  set(input, 'tools', toTools(tools, can, report))
  set(input, 'tool_choice', toToolChoice(choice, request.tools.isParallel, tools, can, report))
  set(input, 'stop_sequences', toStopSequences(rest.stop, CLAUDE_STOP, report))
  set(input, 'thinking', thinking.thinking)
  set(input, 'output_config', merged(rest.output_config, outputConfig, thinking.outputConfig))
  set(input, 'metadata', toMetadata(rest.user, report))
  set(input, 'anthropic_beta', toBetas(rest.anthropic_beta, [...betas, ...(lateSystem ? [LATE_SYSTEM_BETA] : [])]))
  return input
}

function set(object: JsonObject, name: string, value: JsonObject[string] | undefined): void {
  if (value !== undefined) object[name] = value
}

function defaultLimit(report: LossReport): number {
  report.change('max_tokens', `Claude needs a limit; it is sent ${DEFAULT_MAX_TOKENS}.`)
  return DEFAULT_MAX_TOKENS
}

/** Takes out of `copied` (under OpenAI's names) what the model refuses. */
export function checkSampling(copied: JsonObject, sampling: Capabilities['sampling'], report: LossReport): void {
  if (sampling === 'fixed')
    for (const name of ['temperature', 'top_p', 'top_k']) {
      const value = toNumber(copied[name])
      if (value === undefined) continue
      delete copied[name]
      if (name === 'temperature' && value === 1) report.drop(name, 'This model takes none, and 1 is what it has.')
      else report.unsupported(name, 'This model takes no sampling parameters.')
    }
  if (sampling === 'oneOf' && copied.temperature !== undefined && copied.top_p !== undefined) {
    report.unsupported('top_p', 'This model takes temperature or top_p, not both.')
    delete copied.top_p
  }
}

const MAIL = /^[^@\s]{1,64}@[^@\s]{1,255}$/
const TELEPHONE = /^\+?[0-9][0-9 ()./-]{6,20}$/

function toMetadata(user: JsonObject[string] | undefined, report: LossReport): JsonObject | undefined {
  if (typeof user !== 'string' || user === '') return undefined
  if (!MAIL.test(user) && !TELEPHONE.test(user)) return { user_id: user }
  report.drop('user', 'Claude wants no mail addresses or telephone numbers as user_id.')
  return undefined
}

function merged(...parts: (JsonObject[string] | undefined)[]): JsonObject | undefined {
  const objects = parts.filter((part): part is JsonObject => isJsonObject(part))
  return objects.length === 0 ? undefined : Object.assign({}, ...objects)
}

function toBetas(given: JsonObject[string] | undefined, needed: string[]): string[] | undefined {
  if (given !== undefined && !(Array.isArray(given) && given.every((beta) => typeof beta === 'string')))
    throw unsupportedParameter('anthropic_beta', 'It is a list of strings.')
  if (given === undefined && needed.length === 0) return undefined
  const betas = new Set([...(given ?? []), ...needed])
  return betas.size > 0 ? [...betas] : undefined
}
