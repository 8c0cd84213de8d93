import type { Fate } from '../../chat/parameters.ts'
import { toStopSequences, type StopRules } from '../../chat/stop-sequences.ts'
import { unsupportedParameter } from '../../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { defined } from './defined.ts'

export interface InferenceLimits {
  minTemperature?: number
  /** What stop sequences the model takes; undefined for none. */
  stop: StopRules | undefined
}

const LIMIT: Fate = { becomes: '`inferenceConfig.maxTokens`, within what the model can write' }

/** What becomes of the parameters that `inferenceConfig` has for every model. */
export const INFERENCE_FATES = {
  max_tokens: LIMIT,
  max_completion_tokens: LIMIT,
  temperature: { to: 'inferenceConfig.temperature', min: 0, max: 1 },
  top_p: { to: 'inferenceConfig.topP', min: 0, max: 1 },
} satisfies Record<string, Fate>

/** `inferenceConfig` within what the model takes, with `rest.stop` in its place; undefined when it would be empty. */
export function toInferenceConfig(
  config: JsonObject,
  { stop }: JsonObject,
  limits: InferenceLimits,
  report: LossReport,
): JsonObject | undefined {
  return defined({
    ...config,
    temperature: aboveZero(config.temperature, limits.minTemperature, report),
    stopSequences: limits.stop ? toStopSequences(stop, limits.stop, report) : withoutStop(stop, report),
  })
}

/** A temperature so low is one of 0 for all that can be seen. */
function aboveZero(value: Json | undefined, min: number | undefined, report: LossReport): Json | undefined {
  const temperature = toNumber(value)
  if (min === undefined || temperature === undefined || temperature >= min) return value
  report.change('temperature', `This model takes at least ${min}; it is sent that.`)
  return min
}

function withoutStop(stop: Json | undefined, report: LossReport): undefined {
  const why = 'This model takes no stop sequences in Converse.'
  if (stop !== undefined) report.unsupported('stop', why, unsupportedParameter('stop', why))
}

/** AWS: with the highest effort Nova 2 refuses a limit and sampling parameters (inspect_ai 3767). */
export function withoutLimits(
  config: JsonObject,
  reasoning: Json | undefined,
  rest: JsonObject,
  report: LossReport,
): JsonObject {
  if (!isJsonObject(reasoning) || reasoning.maxReasoningEffort !== 'high') return config
  const { maxTokens, temperature, topP, ...others } = config
  const limit = rest.max_tokens === undefined ? 'max_completion_tokens' : 'max_tokens'
  for (const [name, value] of Object.entries({ [limit]: maxTokens, temperature, top_p: topP }))
    if (value !== undefined) report.unsupported(name, 'Nova takes none with the reasoning effort high.')
  return others
}
