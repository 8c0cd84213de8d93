import type { LossReport } from '../loss-report.ts'

/** How hard a model is asked to think, in the words that models share; OpenAI has `minimal` and `none` beside them. */
export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

const LADDER: Effort[] = ['low', 'medium', 'high', 'xhigh', 'max']

/** The highest effort of the model that is not above what was asked for; its lowest, where all are above. */
export function nearestEffort(asked: string, efforts: readonly Effort[], report: LossReport): Effort {
  const wanted = asked === 'minimal' ? 'low' : (asked as Effort)
  const below = LADDER.slice(0, LADDER.indexOf(wanted) + 1)
  const effort = below.findLast((step) => efforts.includes(step)) ?? efforts[0]!
  if (effort !== asked) report.change('reasoning_effort', `This model has no effort ${asked}; it is sent ${effort}.`)
  return effort
}
