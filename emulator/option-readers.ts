import { parseDuration } from './duration.ts'

/** An option that cannot be: one line that names it, its value, the rule and the way out. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** What is asked for cannot be done by a server that was started as this one was. */
export class ConflictError extends ConfigError {
  override name = 'ConflictError'
}

/** Checks a value of an option, or the text that a flag or variable gives for it, and says what it means. */
export type Reader<T> = (value: unknown, name: string) => T

export const refuse = (name: string, value: unknown, rule: string): never => {
  throw new ConfigError(`${name} is ${JSON.stringify(value) ?? String(value)}, but ${rule}`)
}

export const integerFrom =
  (minimum: number, maximum: number): Reader<number> =>
  (value, name) => {
    const number = typeof value === 'string' && /^[0-9]+$/.test(value) ? Number(value) : value
    return Number.isSafeInteger(number) && (number as number) >= minimum && (number as number) <= maximum
      ? (number as number)
      : refuse(name, value, `must be a whole number from ${minimum} to ${maximum}`)
  }

export const textOf =
  (pattern: RegExp, rule: string): Reader<string> =>
  (value, name) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(name, value, `must be ${rule}`)

export const oneOf =
  <T extends string>(values: readonly T[]): Reader<T> =>
  (value, name) =>
    values.find((known) => known === value) ?? refuse(name, value, `must be one of ${values.join(', ')}`)

export const readSwitch: Reader<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value
  return value === 'true' || value === 'false' ? value === 'true' : refuse(name, value, 'must be true or false')
}

/** A list, or its items in one text with commas between them. */
export const listOf =
  <T>(item: Reader<T>): Reader<T[]> =>
  (value, name) => {
    const items = typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value
    if (!Array.isArray(items)) return refuse(name, value, 'must be a list')
    return items.filter((text) => text !== '').map((text) => item(text, name))
  }

/** An object with some of the members, or `name=value` pairs in one text with commas between them. */
export const membersOf =
  <T extends object>(readers: { [Name in keyof T]: Reader<T[Name]> }): Reader<Partial<T>> =>
  (value, name) => {
    const given = typeof value === 'string' ? Object.fromEntries(listOf(toPair)(value, name)) : value
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return refuse(name, value, 'must be an object')
    const entries = Object.entries(given).map(([member, memberValue]) => {
      const reader = Object.hasOwn(readers, member) ? readers[member as keyof T] : undefined
      if (!reader) return refuse(name, member, `its members are ${Object.keys(readers).join(', ')}`)
      return [member, reader(memberValue, `${name}.${member}`)]
    })
    return Object.fromEntries(entries) as Partial<T>
  }

const toPair: Reader<[string, string]> = (value, name) => {
  const [, member, text] = /^([A-Za-z]+)=(.*)$/.exec(String(value)) ?? []
  return member === undefined ? refuse(name, value, 'must be of the form name=value') : [member, text ?? '']
}

const DURATIONS = '250ms, 30s, 5m or 2h'
const LONGEST_DAYS = 3650
const LONGEST_DURATION = LONGEST_DAYS * 86_400_000

/** A length of time, in whole milliseconds. */
export const readDuration: Reader<number> = (value, name) => {
  const duration = typeof value === 'string' || typeof value === 'number' ? parseDuration(value) : undefined
  return duration !== undefined && duration <= LONGEST_DURATION
    ? duration
    : refuse(name, value, `must be a duration such as ${DURATIONS}, and at most ${LONGEST_DAYS}d`)
}

/** RFC 3339 has four digits for the year; a job that is created then has years left for its phases. */
const LATEST_TIME = Date.UTC(9999, 0)

/** By how many milliseconds a clock that stands at `now` shall be turned. Throws a ConfigError. */
export function readAdvance(duration: string | number, now: number): number {
  const milliseconds = parseDuration(duration)
  if (milliseconds === undefined) throw new ConfigError(`${duration} is no duration such as ${DURATIONS}`)
  if (now + milliseconds > LATEST_TIME)
    throw new ConfigError(
      `${duration} would turn the clock beyond the year 9998, the last one that times can be written for`,
    )
  return milliseconds
}

/** The same reader for several members. */
export const membersWith = <K extends string, T>(names: readonly K[], reader: Reader<T>): Record<K, Reader<T>> =>
  Object.fromEntries(names.map((name) => [name, reader])) as Record<K, Reader<T>>
