import { unsupportedValue } from '../errors.ts'
import { toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'

export interface TokenLimit {
  /** The most tokens that the model can be told to write. */
  max: number
  /** What it is told where the client names no limit; for models that by themselves stop much sooner than OpenAI's. */
  usual?: number
}

/** `at most 8191; 4096 where no limit is given`. */
export const limitInWords = ({ max, usual }: TokenLimit): string =>
  `at most ${max}${usual === undefined ? '' : `; ${usual} where no limit is given`}`

/** The client's limit within the model's; `rest` holds it under either of its names. */
export function toTokenLimit(rest: JsonObject, { max, usual }: TokenLimit, report: LossReport): Json | undefined {
  const name = rest.max_tokens === undefined ? 'max_completion_tokens' : 'max_tokens'
  const asked = rest[name]
  if (asked === undefined) {
    if (usual !== undefined)
      report.change('max_tokens', `Without a limit this model stops early, or fails; it is sent ${usual}.`)
    return usual
  }
  if (toNumber(asked)! <= max) return asked
  const rule = `This model writes at most ${max} tokens.`
  report.approximate(name, `${rule} It is sent ${max}.`, unsupportedValue(name, rule))
  return max
}
