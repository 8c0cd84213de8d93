import type { Effort } from '../../chat/efforts.ts'
import type { StopRules } from '../../chat/stop-sequences.ts'
import { familyOf } from '../../formats/models/index.ts'
import { capabilitiesOf as claudeCapabilitiesOf } from '../claude-messages/capabilities.ts'
import { CLAUDE_STOP } from '../claude-messages/stop-rules.ts'
import { TITAN_STOP } from '../titan-text/capabilities.ts'

export interface Capabilities {
  /** How many system texts the model takes beside each other. */
  system: 'many' | 'one' | 'none'
  images: 'none' | 'bytes' | 'bytesOrS3'
  documents: boolean
  /** What stop sequences the model takes; undefined for none. */
  stop: StopRules | undefined
  /** Whether the last message may begin the answer. */
  prefill: boolean
  /** Whether the model follows `outputConfig`; `loose` where answers were seen that did not. */
  schema: 'none' | 'native' | 'loose'
  /** Where `top_k` stands in additionalModelRequestFields. */
  topK?: string
  thinking: Thinking
  minTemperature?: number
}

/** How a model is asked to think: not at all, Claude's way, or by a member of additionalModelRequestFields. */
export type Thinking =
  | 'none'
  | 'unasked'
  | 'claude'
  | {
      field: 'reasoningConfig' | 'reasoning_effort' | 'reasoning_config'
      efforts: readonly Effort[]
      isOptional: boolean
    }

const ANY_STOP: StopRules = { most: Infinity }
const THREE_EFFORTS: Effort[] = ['low', 'medium', 'high']

const TEXT: Capabilities = {
  system: 'many',
  images: 'none',
  documents: true,
  stop: ANY_STOP,
  prefill: false,
  schema: 'none',
  thinking: 'none',
}
const VISION: Capabilities = { ...TEXT, images: 'bytes' }
const CLAUDE: Capabilities = { ...VISION, stop: CLAUDE_STOP, topK: 'top_k', thinking: 'claude' }
const CLAUDE_2: Capabilities = { ...TEXT, stop: CLAUDE_STOP, prefill: true, topK: 'top_k' }
const NOVA: Capabilities = {
  ...TEXT,
  system: 'one',
  prefill: true,
  topK: 'inferenceConfig.topK',
}
const NOVA_2: Capabilities = {
  ...NOVA,
  images: 'bytes',
  thinking: { field: 'reasoningConfig', efforts: THREE_EFFORTS, isOptional: true },
  minTemperature: 0.00001,
}
const TITAN: Capabilities = { ...TEXT, system: 'none', stop: TITAN_STOP }
const MISTRAL_INSTRUCT: Capabilities = { ...TEXT, system: 'none', topK: 'top_k' }
/** Open weights that AWS serves with OpenAI's body. */
const OPEN: Capabilities = { ...TEXT, documents: false, stop: undefined }
const GPT_OSS: Capabilities = {
  ...OPEN,
  schema: 'loose',
  thinking: { field: 'reasoning_effort', efforts: THREE_EFFORTS, isOptional: false },
}
const DEEPSEEK_3: Capabilities = {
  ...OPEN,
  schema: 'native',
  thinking: { field: 'reasoning_effort', efforts: THREE_EFFORTS, isOptional: true },
}
const QWEN_3: Capabilities = { ...OPEN, schema: 'native' }
const GEMMA: Capabilities = { ...OPEN, images: 'bytes' }
const NEMOTRON: Capabilities = { ...OPEN, stop: ANY_STOP }
const GLM: Capabilities = {
  ...OPEN,
  thinking: { field: 'reasoning_config', efforts: THREE_EFFORTS, isOptional: true },
}

/**
 * Capabilities by model, the first pattern that matches counts. Sources: AWS's page on models and features of Converse
 * (system, images, documents); LiteLLM's map of models (1.106, 2026-11) for images of newer models and native schemas;
 * users' refused requests: stopSequences (crewAI 3317, dify-official-plugins 1767, langchain-aws 664; GLM, Kimi, MiniMax and
 * Gemma in 2026), documents of gpt-oss, GLM and Kimi, a last assistant turn (beeai-framework 753), topK of Nova (inspect_ai
 * 3939), reasoning members (langchain-aws 1188 and 1261, opencode 48195, LibreChat 11974). UNVERIFIED: documents and stop
 * sequences of models that none of them names; other open weights are taken to be like those that refuse documents.
 */
export const MODELS: readonly (readonly [pattern: RegExp, can: Capabilities])[] = [
  [/^anthropic\.claude-(?:v1|v2|instant)/, CLAUDE_2],
  [/^anthropic\.claude-3-5-haiku/, { ...CLAUDE, images: 'none' }],
  [/^anthropic\.claude-/, CLAUDE],
  [/^amazon\.nova-micro/, { ...NOVA, documents: false }],
  [/^amazon\.nova-(?:lite|pro|premier)/, { ...NOVA, images: 'bytesOrS3' }],
  [/^amazon\.nova-2-/, NOVA_2],
  [/^amazon\.titan-text-premier/, { ...TITAN, documents: false }],
  [/^amazon\.titan-/, TITAN],
  [/^meta\.llama(?:3-2-(?:11|90)b|4)-/, VISION],
  [/^meta\.llama/, TEXT],
  [/^mistral\.mixtral/, MISTRAL_INSTRUCT],
  [/^mistral\.mistral-7b/, MISTRAL_INSTRUCT],
  [/^mistral\.(?:ministral-3|mistral-large-3)/, { ...VISION, schema: 'native' }],
  [/^mistral\.(?:pixtral|magistral)/, VISION],
  [/^mistral\.voxtral/, { ...TEXT, documents: false, schema: 'native' }],
  [/^mistral\.(?:mistral|devstral)/, TEXT],
  [/^cohere\.command-r/, { ...TEXT, topK: 'k' }],
  [/^ai21\.jamba-instruct/, { ...TEXT, documents: false }],
  [/^ai21\.jamba/, TEXT],
  [/^deepseek\.r1/, { ...TEXT, thinking: 'unasked' }],
  [/^deepseek\.v3/, DEEPSEEK_3],
  [/^openai\.gpt-oss/, GPT_OSS],
  [/^qwen\.qwen3-vl/, { ...QWEN_3, images: 'bytes' }],
  [/^qwen\.qwen3-coder-next/, { ...QWEN_3, schema: 'none' }],
  [/^qwen\./, QWEN_3],
  [/^google\.gemma-3-(?:12|27)b/, { ...GEMMA, schema: 'native' }],
  [/^google\.gemma/, GEMMA],
  [/^minimax\.minimax-m2$/, { ...OPEN, schema: 'native' }],
  [/^minimax\./, OPEN],
  [
    /^moonshot(?:ai)?\.kimi-k2-thinking/,
    {
      ...OPEN,
      schema: 'native',
      thinking: { field: 'reasoning_effort', efforts: THREE_EFFORTS, isOptional: false },
    },
  ],
  [/^moonshot(?:ai)?\.kimi-k2/, { ...GLM, images: 'bytes' }],
  [
    // Efforts as Moonshot's own API has them; on Bedrock UNVERIFIED.
    /^moonshot(?:ai)?\.kimi-k3/,
    {
      ...OPEN,
      images: 'bytes',
      thinking: { field: 'reasoning_effort', efforts: ['low', 'high', 'max'], isOptional: false },
    },
  ],
  [/^zai\.glm-5/, { ...OPEN, schema: 'native' }],
  [/^zai\./, GLM],
  [/^nvidia\.nemotron-nano-12b/, { ...NEMOTRON, images: 'bytes' }],
  [/^nvidia\.nemotron-nano-3-30b/, { ...NEMOTRON, schema: 'native' }],
  [/^nvidia\./, NEMOTRON],
]

/** A model that nobody has listed yet is given what it may refuse itself, and asked for nothing beyond Converse's own words. */
const UNLISTED: Capabilities = VISION

export function capabilitiesOf(modelId: string): Capabilities {
  const can = MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? UNLISTED
  if (familyOf(modelId) !== 'claude-messages') return can
  const { prefill, nativeSchema } = claudeCapabilitiesOf(modelId)
  return { ...can, prefill, schema: nativeSchema ? 'native' : 'none' }
}
