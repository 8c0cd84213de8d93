import { RELAXABLE_RULES, type RelaxableRule } from './limits.ts'
import { listOf, refuse, type Reader } from './option-readers.ts'

const readRule: Reader<RelaxableRule> = (value, name) =>
  RELAXABLE_RULES.find((rule) => rule === value) ??
  refuse(
    name,
    value,
    `must be all, or some of ${RELAXABLE_RULES.join(', ')}; a command after --relaxed needs -- before it`,
  )

const SWITCHED_ON = new Set(['true', 'all', '1', 'yes'])

/** Rules of AWS that do not hold: a list, or all of them by a switch. */
export const readRelaxed: Reader<RelaxableRule[]> = (value, name) => {
  if (value === true || (typeof value === 'string' && SWITCHED_ON.has(value.toLowerCase()))) return [...RELAXABLE_RULES]
  if (value === false || value === 'false') return []
  return listOf(readRule)(value, name)
}
