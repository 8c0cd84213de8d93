import { unsupportedValue } from '../errors.ts'
import type { Json } from '../formats/json-text.ts'
import type { LossReport } from '../loss-report.ts'

export interface StopRules {
  /** How many the model takes. */
  most: number
  /** What each must look like, and the sentence that says so. Default: not empty. */
  form?: { matches: RegExp; rule: string }
}

const NOT_EMPTY = { matches: /[^]/, rule: 'An empty stop sequence stops nothing.' }

/** `stop`, which is a list, as what the model takes; what it does not take is refused or left out. */
export function toStopSequences(
  stop: Json | undefined,
  { most, form = NOT_EMPTY }: StopRules,
  report: LossReport,
): string[] | undefined {
  const asked = (stop ?? []) as string[]
  const fitting = asked.filter((text) => form.matches.test(text))
  if (fitting.length < asked.length) report.unsupported('stop', form.rule, unsupportedValue('stop', form.rule))
  if (fitting.length > most) {
    const rule = most === 1 ? 'This model takes one stop sequence.' : `This model takes at most ${most} stop sequences.`
    const which = most === 1 ? 'It is sent the first.' : `It is sent the first ${most}.`
    report.approximate('stop', `${rule} ${which}`, unsupportedValue('stop', rule))
  }
  return fitting.length > 0 ? fitting.slice(0, most) : undefined
}
