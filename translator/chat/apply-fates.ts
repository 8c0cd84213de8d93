import { LineError, unsupportedValue } from '../errors.ts'
import { isJsonObject, toNumber, type Json, type JsonObject } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'
import { checkParameterType } from './parameter-types.ts'
import { isNeutral, type Fate } from './parameters.ts'

/** What is left of a body when each parameter has met its fate. */
export interface Fated {
  /** Parameters whose fate is in the family's own code, as the client wrote them. */
  rest: JsonObject
  /** The parameters that are copied, each at its place in modelInput. */
  copied: JsonObject
}

/** Gives each member of a body its fate. `taken` names members that others read: `messages`, `model`. */
export function applyFates(
  body: JsonObject,
  fates: Readonly<Record<string, Fate>>,
  taken: ReadonlySet<string>,
  report: LossReport,
): Fated {
  const fated: Fated = { rest: {}, copied: {} }
  for (const name of Object.keys(body)) {
    const value = body[name]!
    if (value === null || taken.has(name)) continue
    checkParameterType(name, value)
    if (isNeutral(name, value)) continue
    const fate = Object.hasOwn(fates, name) ? fates[name]! : UNKNOWN
    if ('refused' in fate) throw new LineError(`Unsupported parameter: '${name}'. ${fate.refused}`, refusalOf(name))
    if ('dropped' in fate) report.drop(name, fate.dropped)
    else if ('unsupported' in fate) report.unsupported(name, fate.unsupported)
    else if ('becomes' in fate) fated.rest[name] = value
    else place(fated.copied, fate.to, withinBounds(name, value, fate, report))
  }
  return fated
}

const UNKNOWN: Fate = { unsupported: 'No model of this family takes it.' }

const refusalOf = (param: string): { param: string; code: string } => ({ param, code: 'unsupported_parameter' })

function withinBounds(
  name: string,
  value: Json,
  { min, max }: { min?: number; max?: number },
  report: LossReport,
): Json {
  const number = toNumber(value)
  if (number === undefined || ((min === undefined || number >= min) && (max === undefined || number <= max)))
    return value
  const bound = min !== undefined && number < min ? min : max!
  const rule = bound === max ? `This model takes at most ${max}.` : `This model takes at least ${min}.`
  report.approximate(name, `${rule} It is sent ${bound}.`, unsupportedValue(name, rule))
  return bound
}

/** Sets `a.b` in an object, making `a` where it is not there. */
export function place(object: JsonObject, path: string, value: Json): void {
  const dot = path.indexOf('.')
  if (dot < 0) {
    object[path] = value
    return
  }
  const name = path.slice(0, dot)
  const inner = object[name]
  const holder: JsonObject = isJsonObject(inner) ? inner : {}
  object[name] = holder
  place(holder, path.slice(dot + 1), value)
}
