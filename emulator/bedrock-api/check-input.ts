import { constraintMessage, type Range } from '../constraint-message.ts'
import { constraintsViolated, unreadableInput } from '../errors.ts'
import type { Constraint, Members } from './constraints.ts'

const RFC_3339 = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})$/

/** Date.parse alone would take February 31st for March 3rd, and 24 o'clock for the next day. */
function isTimestamp(value: unknown): boolean {
  if (typeof value !== 'string' || !RFC_3339.test(value) || Number.isNaN(Date.parse(value))) return false
  const withoutOffset = value.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)
  return new Date(`${withoutOffset}Z`).toISOString().startsWith(withoutOffset)
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isOutside = (size: number, [minimum, maximum]: Range): boolean => size < minimum || size > maximum

const EXPECTED = {
  string: (value: unknown) => typeof value === 'string',
  integer: (value: unknown) => Number.isSafeInteger(value),
  timestamp: isTimestamp,
  boolean: (value: unknown) => typeof value === 'boolean',
  list: (value: unknown) => Array.isArray(value),
  structure: isObject,
  union: isObject,
} satisfies Record<Constraint['type'], (value: unknown) => boolean>

function checkMembers(input: Record<string, unknown>, members: Members, path: string, violations: string[]): void {
  for (const [name, constraint] of Object.entries(members)) {
    const value = input[name]
    const memberPath = path === '' ? name : `${path}.${name}`
    if (!isAbsent(value)) checkValue(value, constraint, memberPath, violations)
    else if (constraint.required) violations.push(constraintMessage.missing(memberPath))
  }
}

function checkValue(value: unknown, constraint: Constraint, path: string, violations: string[]): void {
  if (!EXPECTED[constraint.type](value)) throw unreadableInput(`The value at '${path}' is not a ${constraint.type}`)
  if (constraint.type === 'string') {
    const text = value as string
    const { length, pattern, values } = constraint
    if (values && !values.includes(text)) violations.push(constraintMessage.values(text, path, values))
    if (length && isOutside(text.length, length))
      violations.push(constraintMessage.length(text, path, text.length, length))
    if (pattern && !pattern.matches.test(text))
      violations.push(constraintMessage.pattern(text, path, pattern.published))
  } else if (constraint.type === 'integer') {
    const number = value as number
    if (constraint.range && isOutside(number, constraint.range))
      violations.push(constraintMessage.range(number, path, number, constraint.range))
  } else if (constraint.type === 'list') {
    const items = value as unknown[]
    if (constraint.length && isOutside(items.length, constraint.length))
      violations.push(constraintMessage.length(items, path, items.length, constraint.length))
    for (const [index, item] of items.entries()) {
      const itemPath = `${path}.${index + 1}.member`
      if (isAbsent(item)) violations.push(constraintMessage.missing(itemPath))
      else checkValue(item, constraint.item, itemPath, violations)
    }
  } else if (constraint.type === 'structure' || constraint.type === 'union') {
    const object = value as Record<string, unknown>
    const names = Object.keys(constraint.members)
    if (constraint.type === 'union' && names.filter((name) => !isAbsent(object[name])).length !== 1)
      violations.push(constraintMessage.union(path, names))
    checkMembers(object, constraint.members, path, violations)
  }
}

/**
 * Holds an operation's input, in its wire form, against its constraints. Throws `SerializationException` for the first
 * value of a wrong type, else one `ValidationException` with every violation in it. Unknown members pass, as restJson1
 * services let them (UNVERIFIED for Bedrock).
 */
export function checkInput(input: Record<string, unknown>, members: Members): void {
  const violations: string[] = []
  checkMembers(input, members, '', violations)
  if (violations.length > 0) throw constraintsViolated(violations)
}
