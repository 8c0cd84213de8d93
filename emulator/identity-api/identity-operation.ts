import type { Claimant } from '../auth/claimant.ts'
import type { Sessions } from '../auth/sessions.ts'
import { constraintMessage } from '../constraint-message.ts'
import { constraintsViolated } from './errors.ts'
import type { AccountPartition } from './principal.ts'
import type { Elements } from './query-answer.ts'

export interface IdentityContext extends AccountPartition {
  /** Who asks. */
  claimant: Claimant
  sessions: Sessions
  /** The real time, in epoch milliseconds: signatures and sessions are in it. */
  now: number
}

/** Reads the parameters of a request and gives the elements of the result. Throws an IdentityError. */
export type IdentityOperation = (parameters: URLSearchParams, context: IdentityContext) => Elements

/** What a text must be, in AWS's words. */
export interface TextRule {
  least: number
  most: number
  pattern?: RegExp
}

/** A parameter that there must be. Throws `ValidationError`. */
export function readText(parameters: URLSearchParams, name: string, rule: TextRule): string {
  const value = parameters.get(name)
  const member = name[0]!.toLowerCase() + name.slice(1)
  if (value === null) throw constraintsViolated([constraintMessage.missing(member)])
  const { least, most, pattern } = rule
  const violations: string[] = []
  if (value.length < least || value.length > most)
    violations.push(constraintMessage.length(value, member, value.length, [least, most]))
  if (pattern?.test(value) === false)
    violations.push(constraintMessage.pattern(value, member, describePattern(pattern)))
  if (violations.length > 0) throw constraintsViolated(violations)
  return value
}

/** AWS publishes patterns without anchors. */
const describePattern = ({ source }: RegExp): string => source.replaceAll(/^\^|\$$/g, '')
