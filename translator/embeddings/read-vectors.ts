import { unreadableOutput } from '../errors.ts'
import { toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'

/** A vector of a model's output. Throws a LineError where it is none, or holds what is no finite number. */
export function toVector(value: Json | undefined): number[] {
  if (!Array.isArray(value) || value.length === 0) throw unreadableOutput('it has no vector.')
  return value.map((item) => {
    const number = toNumber(item)
    if (number === undefined || !Number.isFinite(number)) throw unreadableOutput('a vector holds what is no number.')
    return number
  })
}

/**
 * What an answer that has vectors by type gives the client, who can be told one vector for an input: the floats; where the
 * client has asked for other types only, the first of them, as plain numbers.
 */
export function pickType(byType: JsonObject, report: LossReport): Json | undefined {
  const types = Object.keys(byType).filter((type) => byType[type] !== null)
  const chosen = types.includes('float') ? 'float' : types[0]
  if (chosen === undefined) return undefined
  if (chosen !== 'float') report.change('embedding', `The vectors are the model’s ${chosen}, not floats.`)
  for (const type of types)
    if (type !== chosen) report.drop(`embedding.${type}`, 'An embedding of OpenAI is one vector.')
  return byType[chosen]
}

/** Tokens where the model tells them: OpenAI's usage is never without numbers, so that what is not known is 0 there. */
export function toTokens(value: Json | undefined, report: LossReport): number | undefined {
  const tokens = toNumber(value)
  if (tokens === undefined) report.change('usage', 'The model does not tell its tokens; they are told as 0.')
  return tokens
}
