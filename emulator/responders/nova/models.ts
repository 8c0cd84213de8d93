import type { Model } from '../responder.ts'

type NovaMedium = 'image' | 'video'

/** What one Nova model takes in the InvokeModel form. */
export interface NovaCapabilities {
  /** Most tokens of an answer, and what it may have when the input says nothing. */
  maxTokens: number
  media: readonly NovaMedium[]
  minTemperature: number
  /** Whether it knows `reasoningConfig`, and answers with what it thought. */
  reasoning: boolean
  /** Whether a text may carry a `cachePoint`. */
  cachePoints: boolean
  /** Whether it has tools of its own (`systemTool`). */
  systemTools: boolean
  /** How its refusals of malformed inputs end. */
  ending: string
}

const NOVA_1: NovaCapabilities = {
  maxTokens: 10_000,
  media: ['image', 'video'],
  minTemperature: 0,
  reasoning: false,
  cachePoints: true,
  systemTools: false,
  ending: 'please reformat your input and try again.',
}
const MICRO: NovaCapabilities = { ...NOVA_1, media: [] }
const NOVA_2: NovaCapabilities = {
  ...NOVA_1,
  maxTokens: 64_000,
  minTemperature: 0.00001,
  reasoning: true,
  cachePoints: false,
  systemTools: true,
  ending: 'reformat your input and try again.',
}

/**
 * Sources: LiteLLM's map 1.109.1 (limits); AWS's pages on the request schemas of Nova 1 and 2. AWS: Nova 2 refuses cache
 * points (zeroclaw-labs/zeroclaw PR 8943), and says "reformat" without "please" (run-llama/llama_index#21420). First match
 * wins.
 */
export const NOVA_MODELS: { models: RegExp; capabilities: NovaCapabilities }[] = [
  { models: /^amazon\.nova-micro-/, capabilities: MICRO },
  { models: /^amazon\.nova-2-/, capabilities: NOVA_2 },
  { models: /^amazon\.nova-/, capabilities: NOVA_1 },
]

export const novaCapabilitiesOf = ({ baseModelId }: Model): NovaCapabilities =>
  NOVA_MODELS.find(({ models }) => models.test(baseModelId))?.capabilities ?? NOVA_1
