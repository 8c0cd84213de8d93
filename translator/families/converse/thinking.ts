import type { Turn } from '../../chat/conversation.ts'
import { nearestEffort } from '../../chat/efforts.ts'
import { unsupportedValue } from '../../errors.ts'
import { isJsonObject, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { capabilitiesOf as claudeCapabilitiesOf } from '../claude-messages/capabilities.ts'
import { toThinking as toClaudeThinking } from '../claude-messages/thinking.ts'
import type { Capabilities } from './capabilities.ts'
import { defined } from './defined.ts'
import { toReasoningConfig } from './reasoning-config.ts'

/** What a record says of thinking. */
export interface Thinking {
  /** Members of additionalModelRequestFields. */
  fields?: JsonObject | undefined
  /** What the client wrote there itself and stays. */
  own: JsonObject
  /** What Claude is asked for. */
  asked?: JsonObject | undefined
  /** Raised, where a budget for thinking leaves no room. */
  maxTokens?: number | undefined
  responsePaths?: string[]
}

/** What the client said of it: OpenAI's parameter, and members of additionalModelRequestFields in the model's own words. */
interface Said {
  effort: Json | undefined
  own: JsonObject
  maxTokens: number | undefined
  turns: Turn[]
}

export function toThinking(said: Said, modelId: string, { thinking }: Capabilities, report: LossReport): Thinking {
  if (thinking === 'claude') return toClaude(said, modelId, report)
  const { effort, own } = said
  if (typeof effort !== 'string') return { own }
  if (thinking === 'none' || thinking === 'unasked') {
    const why = thinking === 'none' ? 'This model cannot be asked to think.' : 'This model thinks as it will.'
    if (thinking === 'unasked' || effort !== 'none') report.unsupported('reasoning_effort', why)
    return { own }
  }
  const { field, efforts, isOptional } = thinking
  if (own[field] !== undefined) {
    report.drop('reasoning_effort', `${field} stands beside it and wins.`)
    return { own }
  }
  if (effort === 'none') {
    const why = 'This model always thinks.'
    if (!isOptional) report.unsupported('reasoning_effort', why, unsupportedValue('reasoning_effort', why))
    return { own }
  }
  const asked =
    field === 'reasoningConfig' ? toReasoningConfig(effort, efforts, report) : nearestEffort(effort, efforts, report)
  return { own, fields: defined({ [field]: asked }) }
}

/** Without them Converse does not tell how many tokens were thoughts. */
const TOKENS_OF_THOUGHTS = ['/usage/output_tokens_details']

function toClaude({ effort, own, maxTokens, turns }: Said, modelId: string, report: LossReport): Thinking {
  const can = claudeCapabilitiesOf(modelId)
  // Where no limit is sent, Converse sends the model's highest, which is above any budget.
  const asked = toClaudeThinking(
    defined({ thinking: own.thinking, reasoning_effort: effort }) ?? {},
    maxTokens ?? Infinity,
    can,
    turns,
    report,
  )
  const config = isJsonObject(own.output_config) ? own.output_config : {}
  const thinks = can.thinking === 'always' || (asked.thinking !== undefined && asked.thinking.type !== 'disabled')
  const { thinking: _refused, ...others } = own
  return {
    own: asked.thinking === undefined ? others : own,
    asked: asked.thinking,
    fields: defined({
      thinking: asked.thinking,
      output_config: asked.outputConfig && { ...config, ...asked.outputConfig },
    }),
    maxTokens: asked.maxTokens,
    ...(thinks && { responsePaths: TOKENS_OF_THOUGHTS }),
  }
}
