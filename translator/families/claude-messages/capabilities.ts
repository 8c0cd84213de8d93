import type { Effort } from '../../chat/efforts.ts'
import type { Json } from '../../formats/json-text.ts'
import { rememberLast } from '../../remember-last.ts'

/** How a model can be asked to think. */
type Thinking = 'never' | 'budget' | 'budgetOrAdaptive' | 'adaptive' | 'always'

export interface Capabilities {
  /** The most tokens that it writes. */
  maxTokens: number
  thinking: Thinking
  /** What `output_config.effort` may say; empty where the model has none. */
  efforts: readonly Effort[]
  /** `free`; `oneOf`: temperature or top_p, not both; `fixed`: temperature 1 and nothing else. */
  sampling: 'free' | 'oneOf' | 'fixed'
  /** Whether the last message may begin the answer. */
  prefill: boolean
  /** Whether the model follows a JSON Schema by itself (`output_config.format`). */
  nativeSchema: boolean
  /** Whether `strict` may stand at a tool. */
  strictTools: boolean
  /** Whether a call can be demanded. */
  forcedTool: boolean
  /** Whether a system turn may stand in the middle of the conversation. */
  lateSystem: boolean
}

const OLDEST: Capabilities = {
  maxTokens: 4096,
  thinking: 'never',
  efforts: [],
  sampling: 'free',
  prefill: true,
  nativeSchema: false,
  strictTools: false,
  forcedTool: true,
  lateSystem: false,
}

const WITH_BUDGET: Capabilities = { ...OLDEST, maxTokens: 64_000, thinking: 'budget' }
const GENERATION_4_5: Capabilities = { ...WITH_BUDGET, sampling: 'oneOf', nativeSchema: true, strictTools: true }
const GENERATION_4_6: Capabilities = {
  ...GENERATION_4_5,
  maxTokens: 128_000,
  thinking: 'budgetOrAdaptive',
  prefill: false,
  efforts: ['low', 'medium', 'high', 'max'],
}
const ADAPTIVE: Capabilities = {
  ...OLDEST,
  maxTokens: 128_000,
  thinking: 'adaptive',
  sampling: 'fixed',
  prefill: false,
  efforts: ['low', 'medium', 'high', 'xhigh'],
}
const ALWAYS: Capabilities = { ...ADAPTIVE, thinking: 'always', lateSystem: true }

/**
 * Capabilities by model, the first pattern that matches counts; as LiteLLM's map of models (1.109, 2026-11), AWS's page on
 * structured output and the @ai-sdk/amazon-bedrock package (4.0.186) have them; temperature beside top_p as users saw it
 * refused (aws-samples/bedrock-chat pull 979: Opus 4.1; iOfficeAI/gemini-cli-pro pull 38: Opus 4.6). A native schema that is
 * unreliable or has to be enabled counts as none. Tokens are LiteLLM's, but for the first 3.5 Sonnet, which ends at 4,096 on
 * Bedrock (anthropic-sdk-python 665), and Sonnet 4.6, which AWS's own samples run with 128,000.
 */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^anthropic\.claude-3-5-(?:haiku|sonnet-20241022)/, { ...OLDEST, maxTokens: 8192 }],
  [/^anthropic\.claude-(?:instant|v1|v2|3-(?!7)|3-5)/, OLDEST],
  [/^anthropic\.claude-3-7/, WITH_BUDGET],
  [/^anthropic\.claude-sonnet-4-20/, WITH_BUDGET],
  [/^anthropic\.claude-opus-4-20/, { ...WITH_BUDGET, maxTokens: 32_000 }],
  [/^anthropic\.claude-opus-4-1-/, { ...WITH_BUDGET, maxTokens: 32_000, sampling: 'oneOf' }],
  [/^anthropic\.claude-opus-4-5/, { ...GENERATION_4_5, efforts: ['low', 'medium', 'high'] }],
  [/^anthropic\.claude-(?:sonnet|haiku)-4-5/, GENERATION_4_5],
  [/^anthropic\.claude-(?:opus|sonnet)-4-6/, GENERATION_4_6],
  [/^anthropic\.claude-opus-4-7/, ADAPTIVE],
  [/^anthropic\.claude-opus-4-8/, { ...ADAPTIVE, lateSystem: true }],
  [/^anthropic\.claude-(?:opus-5-5|sonnet-5-5|fable-5-1)/, { ...ALWAYS, forcedTool: false }],
  [/^anthropic\.claude-mythos-5/, { ...ALWAYS, nativeSchema: true }],
  [/^anthropic\.claude-(?:fable|mythos)/, ALWAYS],
  [/^anthropic\.claude-haiku-5-5/, { ...ADAPTIVE, lateSystem: true }],
  [/^anthropic\.claude-sonnet-5/, { ...ADAPTIVE, lateSystem: true }],
  [/^anthropic\.claude-opus-5/, { ...ADAPTIVE, efforts: ['low', 'medium', 'high', 'xhigh', 'max'] }],
]

/** A model that nobody has listed yet is taken for one that thinks adaptively, as most of the newest do. */
const UNLISTED = ADAPTIVE

export const capabilitiesOf = rememberLast(
  (modelId: string): Capabilities => MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? UNLISTED,
)

/** The most that it writes for a client who sends these flags; the one that counts is documented for 3.7. */
export const mostTokens = ({ maxTokens }: Capabilities, betas: Json | undefined): number =>
  Array.isArray(betas) && betas.includes('output-128k-2025-02-19') ? Math.max(maxTokens, 128_000) : maxTokens

/** Thinking tokens for OpenAI's efforts where a model takes a budget: LiteLLM's scale. */
export const BUDGETS = { minimal: 1024, low: 1024, medium: 2048, high: 4096, xhigh: 8192, max: 16384 } as const
