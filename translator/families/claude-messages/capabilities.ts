import type { Effort } from '../../chat/efforts.ts'
import { rememberLast } from '../../remember-last.ts'

/** How a model can be asked to think. */
type Thinking = 'never' | 'budget' | 'budgetOrAdaptive' | 'adaptive' | 'always'

export interface Capabilities {
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
  thinking: 'never',
  efforts: [],
  sampling: 'free',
  prefill: true,
  nativeSchema: false,
  strictTools: false,
  forcedTool: true,
  lateSystem: false,
}

const WITH_BUDGET: Capabilities = { ...OLDEST, thinking: 'budget' }
const GENERATION_4_5: Capabilities = { ...WITH_BUDGET, sampling: 'oneOf', nativeSchema: true, strictTools: true }
const GENERATION_4_6: Capabilities = {
  ...GENERATION_4_5,
  thinking: 'budgetOrAdaptive',
  prefill: false,
  efforts: ['low', 'medium', 'high', 'max'],
}
const ADAPTIVE: Capabilities = {
  ...OLDEST,
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
 * unreliable or has to be enabled counts as none.
 */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^anthropic\.claude-(?:instant|v1|v2|3-(?!7)|3-5)/, OLDEST],
  [/^anthropic\.claude-3-7/, WITH_BUDGET],
  [/^anthropic\.claude-(?:opus|sonnet)-4-20/, WITH_BUDGET],
  [/^anthropic\.claude-opus-4-1-/, { ...WITH_BUDGET, sampling: 'oneOf' }],
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

/** A model that nobody has listed yet is taken for one of the newest, which refuse most. */
const UNLISTED: Capabilities = { ...ADAPTIVE, forcedTool: true }

export const capabilitiesOf = rememberLast(
  (modelId: string): Capabilities => MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? UNLISTED,
)

/** Thinking tokens for OpenAI's efforts where a model takes a budget: LiteLLM's scale. */
export const BUDGETS = { minimal: 1024, low: 1024, medium: 2048, high: 4096, xhigh: 8192, max: 16384 } as const
