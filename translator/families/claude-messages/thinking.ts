import type { Turn } from '../../chat/conversation.ts'
import { nearestEffort, type Effort } from '../../chat/efforts.ts'
import { invalidType, unsupportedValue } from '../../errors.ts'
import { isJsonObject, toNumber, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'
import { BUDGETS, type Capabilities } from './capabilities.ts'
import { goesOnThoughtless } from './while-thinking.ts'

interface Thinking {
  thinking?: JsonObject
  outputConfig?: JsonObject
  /** Raised above the budget, where the client's limit or ours leaves no room. */
  maxTokens?: number
}

/** Room for the answer itself, above a budget that leaves none. */
const ROOM = 4096

/** `thinking` as the client wrote it, else what `reasoning_effort` asks for; none where the conversation forbids it. */
export function toThinking(
  said: JsonObject,
  maxTokens: number | undefined,
  can: Capabilities,
  turns: Turn[],
  report: LossReport,
): Thinking {
  const asked = readThinking(said, maxTokens, can, report)
  if (asked.thinking?.type !== 'enabled' || !goesOnThoughtless(turns)) return asked
  const why =
    'The turn that the model goes on from has no thoughts (thinking_blocks), without which it cannot think on.'
  report.unsupported(said.thinking === undefined ? 'reasoning_effort' : 'thinking', why)
  return {}
}

function readThinking(
  { thinking, reasoning_effort: effort }: JsonObject,
  maxTokens: number | undefined,
  can: Capabilities,
  report: LossReport,
): Thinking {
  if (thinking !== undefined) {
    if (!isJsonObject(thinking)) throw invalidType('thinking', 'an object', thinking)
    if (effort !== undefined) report.drop('reasoning_effort', 'thinking stands beside it and wins.')
    return withRoom({ thinking }, toNumber(thinking.budget_tokens), maxTokens, can, report)
  }
  if (typeof effort !== 'string') return {}
  switch (can.thinking) {
    case 'never':
      if (effort !== 'none') report.unsupported('reasoning_effort', 'This model does not think.')
      return {}
    case 'budget':
      return effort === 'none' ? {} : withBudget(effort, maxTokens, can, report)
    default:
      return withEffort(effort, can, report)
  }
}

function withBudget(effort: string, maxTokens: number | undefined, can: Capabilities, report: LossReport): Thinking {
  const budget = BUDGETS[effort as keyof typeof BUDGETS]
  const outputConfig = can.efforts.includes(effort as Effort) ? { outputConfig: { effort } } : {}
  return withRoom(
    { thinking: { type: 'enabled', budget_tokens: budget }, ...outputConfig },
    budget,
    maxTokens,
    can,
    report,
  )
}

function withRoom(
  asked: Thinking,
  budget: number | undefined,
  maxTokens: number | undefined,
  { maxTokens: most }: Capabilities,
  report: LossReport,
): Thinking {
  if (budget === undefined || (maxTokens !== undefined && maxTokens > budget)) return asked
  const raised = Math.min(budget + (maxTokens ?? ROOM), most)
  report.change('max_tokens', `It must be greater than the ${budget} tokens for thinking; it is sent ${raised}.`)
  return { ...asked, maxTokens: raised }
}

function withEffort(asked: string, can: Capabilities, report: LossReport): Thinking {
  if (asked === 'none') {
    if (can.thinking === 'always')
      report.unsupported(
        'reasoning_effort',
        'This model always thinks.',
        unsupportedValue('reasoning_effort', 'This model always thinks.'),
      )
    return {}
  }
  const effort = nearestEffort(asked, can.efforts, report)
  // Without `display` the thoughts come back blank.
  return { thinking: { type: 'adaptive', display: 'summarized' }, outputConfig: { effort } }
}
