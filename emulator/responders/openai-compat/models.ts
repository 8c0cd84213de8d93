import type { Model } from '../responder.ts'

/** What one model with OpenAI's body takes and gives. */
export interface OpenaiCapabilities {
  images: boolean
  audio: boolean
  /** Whether its content begins with what it thought, in `<reasoning>` tags. */
  reasoning: boolean
}

const TEXT_ONLY: OpenaiCapabilities = { images: false, audio: false, reasoning: false }

/**
 * Sources: AWS's pages "OpenAI models" (text only, `<reasoning>`), Qwen3 VL, and Mistral's newer models; LiteLLM's map 1.109.1
 * for the rest. DeepSeek V3 and Qwen3 answer without their thoughts unless told otherwise; that MiniMax and GLM do too is
 * UNVERIFIED. First match wins; others take text only.
 */
const MODELS: { models: RegExp; capabilities: Partial<OpenaiCapabilities> }[] = [
  { models: /^openai\.gpt-oss-/, capabilities: { reasoning: true } },
  { models: /^qwen\.qwen3-vl-/, capabilities: { images: true } },
  { models: /^mistral\.(?:mistral-large-3|ministral-3|magistral)-/, capabilities: { images: true } },
  { models: /^mistral\.voxtral-/, capabilities: { audio: true } },
  { models: /^moonshot(?:ai)?\.kimi-k2-thinking/, capabilities: { reasoning: true } },
  { models: /^moonshotai\.kimi-k/, capabilities: { images: true } },
  { models: /^nvidia\.nemotron-nano-12b-v2/, capabilities: { images: true } },
  { models: /^google\.gemma-/, capabilities: { images: true } },
]

export const openaiCapabilitiesOf = ({ baseModelId }: Model): OpenaiCapabilities => ({
  ...TEXT_ONLY,
  ...MODELS.find(({ models }) => models.test(baseModelId))?.capabilities,
})
