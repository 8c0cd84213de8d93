import { inlineSystem } from '../../chat/inline-system.ts'
import type { Turn } from '../../chat/conversation.ts'
import { toNumber, type Json, type JsonObject } from '../../formats/json-text.ts'
import type { LossReport } from '../../loss-report.ts'

/** Whether a record asks for thoughts by this `thinking`. */
export const isAskedToThink = (thinking: JsonObject | undefined): boolean =>
  thinking?.type === 'enabled' || thinking?.type === 'adaptive'

const LEAST_TOP_P = 0.95

/**
 * Sampling parameters (under OpenAI's names) that Claude takes while it thinks. Source: Anthropic's page on extended thinking,
 * and refusals that users of Bedrock saw (mnfst/modelparams.dev 214, quarkiverse/quarkus-langchain4j 1812).
 */
export function fitSampling(sampling: JsonObject, thinking: JsonObject | undefined, report: LossReport): JsonObject {
  if (!isAskedToThink(thinking)) return sampling
  const refusals: Record<string, (value: number) => boolean> = {
    temperature: (value) => value !== 1,
    top_p: (value) => value < LEAST_TOP_P,
    top_k: () => true,
  }
  const isTaken = ([name, value]: [string, Json]): boolean => {
    const number = toNumber(value)
    if (number === undefined || !refusals[name]?.(number)) return true
    report.unsupported(name, `While it thinks Claude takes temperature 1, top_p from ${LEAST_TOP_P} on and no top_k.`)
    return false
  }
  return Object.fromEntries(Object.entries(sampling).filter(isTaken))
}

/**
 * Whether the model would go on from a turn of its own that brings no thoughts: from a begun answer, or from calls that have
 * their results. Claude refuses a budget for thinking there (anomalyco/opencode 3077).
 */
export function goesOnThoughtless(conversation: Turn[]): boolean {
  const turns = inlineSystem(conversation)
  const index = turns.findLastIndex(({ role }) => role === 'assistant')
  const hasResults = turns.at(-1)!.blocks.some(({ type }) => type === 'result')
  const isLast = index === turns.length - 1 || (hasResults && index === turns.length - 2)
  return index >= 0 && isLast && turns[index]!.blocks[0]?.type !== 'thinking'
}
