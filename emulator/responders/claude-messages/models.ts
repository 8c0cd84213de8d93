import type { Model } from '../responder.ts'

/** What one Claude model takes and refuses on Bedrock. */
export interface ClaudeCapabilities {
  /** Most tokens of an answer. */
  maxTokens: number
  /** Which forms of `thinking` it knows; `always` thinks unasked and cannot be told not to. */
  thinking: 'none' | 'budget' | 'budgetOrAdaptive' | 'adaptive' | 'always'
  /** Whether temperature and top_p may be set: freely, one of them, or not at all. */
  sampling: 'free' | 'oneOf' | 'none'
  /** Whether an answer may be begun for it, by a last turn of the assistant. */
  prefill: boolean
  /** Values of `output_config.effort`. */
  efforts: readonly string[]
  /** Whether it takes `output_config` at all. */
  outputConfig: boolean
  /** Whether it takes `output_config.format`. */
  nativeSchema: boolean
  /** Whether it takes `strict` on a tool. */
  strictTools: boolean
  /** Whether a tool may be demanded, by `tool_choice` `any` or `tool`. */
  forcedTools: boolean
  /** Whether `system` may stand among the messages. */
  systemTurns: boolean
  /** Whether the text of thoughts comes back without being asked for; else `display` must ask. */
  thoughtsShown: boolean
  /** Whether its usage tells what was read from and written to a cache. */
  cacheUsage: boolean
  /** Whether a tool may ask for `eager_input_streaming`. */
  eagerTools: boolean
}

const UP_TO_HIGH = ['low', 'medium', 'high']
const ALL_EFFORTS = [...UP_TO_HIGH, 'xhigh', 'max']

/** A model that is not listed is refused nothing: nobody knows what it cannot do. */
const UNLISTED: ClaudeCapabilities = {
  maxTokens: 128_000,
  thinking: 'budgetOrAdaptive',
  sampling: 'free',
  prefill: true,
  efforts: ALL_EFFORTS,
  outputConfig: true,
  nativeSchema: true,
  strictTools: true,
  forcedTools: true,
  systemTurns: true,
  thoughtsShown: true,
  cacheUsage: true,
  eagerTools: true,
}

const UP_TO_4: Partial<ClaudeCapabilities> = {
  eagerTools: false,
  efforts: [],
  outputConfig: false,
  nativeSchema: false,
  strictTools: false,
  systemTurns: false,
}
const UP_TO_3_5: Partial<ClaudeCapabilities> = { ...UP_TO_4, thinking: 'none' }
const FROM_3_7: Partial<ClaudeCapabilities> = { ...UP_TO_4, thinking: 'budget', maxTokens: 64_000 }
const OF_4_5: Partial<ClaudeCapabilities> = {
  eagerTools: false,
  maxTokens: 64_000,
  thinking: 'budget',
  sampling: 'oneOf',
  efforts: [],
  systemTurns: false,
}
const OF_4_6: Partial<ClaudeCapabilities> = {
  sampling: 'oneOf',
  prefill: false,
  efforts: [...UP_TO_HIGH, 'max'],
  systemTurns: false,
}
const FROM_4_7: Partial<ClaudeCapabilities> = {
  thinking: 'adaptive',
  sampling: 'none',
  prefill: false,
  efforts: [...UP_TO_HIGH, 'xhigh'],
  nativeSchema: false,
  strictTools: false,
  thoughtsShown: false,
}
const NATIVE: Partial<ClaudeCapabilities> = { nativeSchema: true, strictTools: true }
const ALWAYS: Partial<ClaudeCapabilities> = { thinking: 'always' }

/**
 * Sources: the price and capability map of LiteLLM 1.109.1 (limits, prefill, sampling, forced tools, efforts as Bedrock
 * takes them); AWS's pages on adaptive thinking and structured output; xiehust/anthropic_api_converter, measured on
 * InvokeModel (eager tools); reports named in the rows. First match wins.
 */
const MODELS: { models: RegExp; capabilities: Partial<ClaudeCapabilities> }[] = [
  { models: /^anthropic\.claude-3-5-(?:haiku|sonnet-20241022)/, capabilities: { ...UP_TO_3_5, maxTokens: 8192 } },
  // The first Claude 3.5 Sonnet ends at 4,096 on Bedrock (anthropics/anthropic-sdk-python#665).
  { models: /^anthropic\.claude-3-5-sonnet/, capabilities: { ...UP_TO_3_5, maxTokens: 4096 } },
  // Its usage as in the output of a batch (test/emulator/responders/recorded/claude-3-haiku-batch.json).
  {
    models: /^anthropic\.claude-3-(?:haiku|sonnet|opus)/,
    capabilities: { ...UP_TO_3_5, maxTokens: 4096, cacheUsage: false },
  },
  // 4,096: BerriAI/litellm#5656.
  { models: /^anthropic\.claude-(?:v2|instant)/, capabilities: { ...UP_TO_3_5, maxTokens: 4096, cacheUsage: false } },
  { models: /^anthropic\.claude-(?:3-7-|sonnet-4-2025)/, capabilities: FROM_3_7 },
  { models: /^anthropic\.claude-opus-4-2025/, capabilities: { ...FROM_3_7, maxTokens: 32_000 } },
  // open-webui/pipelines PR 546: temperature with top_p.
  { models: /^anthropic\.claude-opus-4-1-/, capabilities: { ...FROM_3_7, maxTokens: 32_000, sampling: 'oneOf' } },
  { models: /^anthropic\.claude-opus-4-5-/, capabilities: { ...OF_4_5, efforts: UP_TO_HIGH } },
  { models: /^anthropic\.claude-(?:sonnet|haiku)-4-5-/, capabilities: OF_4_5 },
  // iOfficeAI/gemini-cli-pro PR 38 and aws-samples/bedrock-access-gateway PR 238: temperature with top_p. LiteLLM has
  // 64,000 tokens for Sonnet 4.6 on Bedrock; an AWS sample of July 2026 runs it with 128,000.
  { models: /^anthropic\.claude-(?:opus|sonnet)-4-6/, capabilities: OF_4_6 },
  // vercel/ai PR 16237 (strict tools), and seen in May 2026 (format): neither.
  { models: /^anthropic\.claude-opus-4-7/, capabilities: { ...FROM_4_7, systemTurns: false } },
  // anthropics/anthropic-sdk-python#1759: no format on these two.
  { models: /^anthropic\.claude-(?:opus-4-8|sonnet-5(?!-5))/, capabilities: FROM_4_7 },
  { models: /^anthropic\.claude-haiku-5-5/, capabilities: { ...FROM_4_7, ...NATIVE } },
  { models: /^anthropic\.claude-sonnet-5-5/, capabilities: { ...FROM_4_7, ...NATIVE, ...ALWAYS, forcedTools: false } },
  // lobehub/lobehub#19876, measured in September 2026: Opus 5 and Fable 5 take strict tools, Opus 5.5 and Fable 5.1 do not.
  {
    models: /^anthropic\.claude-opus-5-5/,
    capabilities: { ...FROM_4_7, ...ALWAYS, forcedTools: false, efforts: ALL_EFFORTS },
  },
  { models: /^anthropic\.claude-opus-5/, capabilities: { ...FROM_4_7, strictTools: true, efforts: ALL_EFFORTS } },
  { models: /^anthropic\.claude-fable-5-1/, capabilities: { ...FROM_4_7, ...ALWAYS, forcedTools: false } },
  { models: /^anthropic\.claude-fable-5/, capabilities: { ...FROM_4_7, ...ALWAYS, strictTools: true } },
  { models: /^anthropic\.claude-mythos-/, capabilities: { ...FROM_4_7, ...NATIVE, ...ALWAYS } },
]

const findCapabilities = ({ baseModelId }: Model): ClaudeCapabilities => ({
  ...UNLISTED,
  ...MODELS.find(({ models }) => models.test(baseModelId))?.capabilities,
})

/** Every record of a job asks for those of the one model. */
const known = new WeakMap<Model, ClaudeCapabilities>()

export function capabilitiesOf(model: Model): ClaudeCapabilities {
  const capabilities = known.get(model) ?? findCapabilities(model)
  known.set(model, capabilities)
  return capabilities
}
