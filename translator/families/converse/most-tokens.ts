import { familyOf, type FamilyKey } from '../../formats/models/index.ts'
import { MOST_TOKENS as JAMBA } from '../ai21-jamba/capabilities.ts'
import { capabilitiesOf as claudeCapabilitiesOf, mostTokens } from '../claude-messages/capabilities.ts'
import { LIMIT as R1 } from '../deepseek-r1/fates.ts'
import { capabilitiesOf as llamaCapabilitiesOf } from '../llama/capabilities.ts'
import { capabilitiesOf as mistralChatCapabilitiesOf } from '../mistral-chat/capabilities.ts'
import { capabilitiesOf as mistralTextCapabilitiesOf } from '../mistral-text/capabilities.ts'
import { capabilitiesOf as novaCapabilitiesOf } from '../nova/capabilities.ts'
import { limitOf as titanLimitOf } from '../titan-text/capabilities.ts'
import type { Json } from '../../formats/json-text.ts'

type Most = (modelId: string, betas: Json | undefined) => number

const ofLlama: Most = (modelId) => llamaCapabilitiesOf(modelId).limit.max

/** As the families' own tables have it; a family that is not here is known no bound. */
const FAMILIES: Partial<Record<FamilyKey, Most>> = {
  'claude-messages': (modelId, betas) => mostTokens(claudeCapabilitiesOf(modelId), betas),
  // Fewer than its own form takes: litellm#5656.
  'claude-text': () => 4096,
  nova: (modelId) => novaCapabilitiesOf(modelId).maxTokens,
  'titan-text': (modelId) => titanLimitOf(modelId).max,
  llama2: ofLlama,
  llama3: ofLlama,
  llama4: ofLlama,
  'mistral-text': (modelId) => mistralTextCapabilitiesOf(modelId).limit.max,
  'mistral-chat': (modelId) => mistralChatCapabilitiesOf(modelId).maxTokens,
  'ai21-jamba': () => JAMBA,
  'deepseek-r1': () => R1.max,
}

/** The most tokens that a model writes for a client who sends these flags of Claude's. */
export function mostTokensOf(modelId: string, betas: Json | undefined): number {
  const family = familyOf(modelId)
  return (family && FAMILIES[family]?.(modelId, betas)) ?? Infinity
}
