import type { Effort } from '../../chat/efforts.ts'
import { asWritten, type Dialect } from '../../chat/openai-form/dialect.ts'

export interface Capabilities {
  dialect: Dialect
  /** What `reasoning_effort` may say; empty where the model does not think. */
  efforts: readonly Effort[] | 'any'
  /** Whether an answer is held to `response_format`. */
  followsFormat: boolean
}

const DIALECT: Dialect = {
  developer: false,
  lateSystem: true,
  images: false,
  parts: true,
  names: true,
  contentBesideCalls: false,
  typedCalls: true,
  spellId: asWritten,
}

const PLAIN: Capabilities = { dialect: DIALECT, efforts: [], followsFormat: true }
// Which efforts a model other than gpt-oss tells apart is UNVERIFIED: what OpenAI allows is sent as it stands.
const THINKING: Capabilities = { ...PLAIN, efforts: 'any' }
const SEEING: Capabilities = { ...PLAIN, dialect: { ...DIALECT, images: true } }
const THINKING_AND_SEEING: Capabilities = { ...SEEING, efforts: 'any' }

// AWS: the answer of gpt-oss is not held to response_format, though it is accepted (LiteLLM 1.106.2's price map).
const GPT_OSS: Capabilities = {
  dialect: { ...DIALECT, developer: true },
  efforts: ['low', 'medium', 'high'],
  followsFormat: false,
}

/**
 * Capabilities by model, the first pattern that matches counts; what sees and what thinks is as LiteLLM's map of models
 * (1.106.2, rows of bedrock, bedrock_converse and bedrock_mantle) has it, gpt-oss as AWS's page on it.
 */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^openai\.gpt-oss-/, GPT_OSS],
  [/^deepseek\.v3(?!\.1)/, THINKING],
  [/^qwen\.qwen3-vl-/, SEEING],
  // Qwen's own card says that its coders do not think.
  [/^qwen\.qwen3-(?:coder|next-80b-a3b$)/, PLAIN],
  [/^qwen\.qwen3-/, THINKING],
  // Its own service takes texts as texts only (LiteLLM's transformation for Bedrock).
  [/^moonshot(?:ai)?\.kimi-k2-thinking/, { ...THINKING, dialect: { ...DIALECT, parts: false } }],
  [/^moonshotai\.kimi-k2\.5/, SEEING],
  [/^moonshotai\.kimi-k3/, THINKING_AND_SEEING],
  [/^minimax\.minimax-m2\.5/, THINKING],
  [/^zai\.glm-/, THINKING],
  [/^nvidia\.nemotron-super-/, THINKING],
  [/^nvidia\.nemotron-nano-12b-v2/, SEEING],
  [/^google\.gemma-3-/, SEEING],
  [/^google\.gemma-4-/, THINKING_AND_SEEING],
]

/** A model that nobody has listed yet reads text and is not asked to think. */
export const capabilitiesOf = (modelId: string): Capabilities =>
  MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? PLAIN
