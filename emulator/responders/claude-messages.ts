import type { ChatAnswer } from '../answers/answers.ts'
import type { Unverified } from '../unverified.ts'
import { betaRules } from './claude-messages/betas.ts'
import { toClaudeInput, type ClaudeRule } from './claude-messages/input.ts'
import { limitRules } from './claude-messages/limits.ts'
import { mediaRules } from './claude-messages/media.ts'
import { capabilitiesOf } from './claude-messages/models.ts'
import { outputConfigRules } from './claude-messages/output-config.ts'
import { readClaudeMessages, type ClaudeAsk } from './claude-messages/read.ts'
import { claudeShape } from './claude-messages/shape.ts'
import { thinkingRules } from './claude-messages/thinking.ts'
import { toolPairRules } from './claude-messages/tool-pairs.ts'
import { toolRules } from './claude-messages/tools.ts'
import { turnRules } from './claude-messages/turns.ts'
import { writeClaudeMessage } from './claude-messages/write.ts'
import { tooDeeplyNested } from './nesting.ts'
import { oneOf, text } from './claude-messages/pydantic.ts'
import { refusal } from './refusal.ts'
import type { Responder } from './responder.ts'
import { firstRefusal } from './rules.ts'

const SHAPES = {
  any: claudeShape(text()),
  'bedrock-2023-05-31': claudeShape(oneOf('bedrock-2023-05-31')),
} satisfies Record<Unverified['anthropicVersion'], unknown>

const RULES: ClaudeRule[] = [
  ...betaRules,
  ...limitRules,
  ...turnRules,
  ...toolRules,
  ...toolPairRules,
  ...thinkingRules,
  ...outputConfigRules,
  ...mediaRules,
]

/**
 * Claude's Messages format. Refuses with the first thing that is wrong, as every refusal seen on Bedrock names one thing;
 * which of several comes first is UNVERIFIED.
 */
export function createClaudeMessages({
  anthropicVersion,
}: Pick<Unverified, 'anthropicVersion'>): Responder<ClaudeAsk, ChatAnswer> {
  const shape = SHAPES[anthropicVersion]
  return {
    check(modelInput, model) {
      const tooDeep = tooDeeplyNested(modelInput)
      if (tooDeep) return tooDeep
      const complaint = shape(modelInput, '')
      if (complaint !== undefined) return refusal(complaint)
      return firstRefusal(RULES, toClaudeInput(modelInput), capabilitiesOf(model))
    },
    read: readClaudeMessages,
    write: writeClaudeMessage,
  }
}

/** Takes any `anthropic_version`. */
export const claudeMessages = createClaudeMessages({ anthropicVersion: 'any' })
