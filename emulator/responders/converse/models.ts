import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { familyOf, type FamilyKey } from '../../../translator/formats/models/index.ts'
import { LLAMA_2_MODELS } from '../llama2.ts'
import { LLAMA_3_MODELS } from '../llama3.ts'
import { LLAMA_4_MODELS } from '../llama4.ts'
import { malformedInput } from '../malformed-input.ts'
import type { InputSchema } from '../malformed-input/input-schema.ts'
import { integer, number, object, type Properties } from '../malformed-input/schema-words.ts'
import { novaCapabilitiesOf } from '../nova/models.ts'
import { openaiCapabilitiesOf } from '../openai-compat/models.ts'
import type { Model } from '../responder.ts'

export type Medium = 'image' | 'document' | 'video' | 'audio'

/** What one model takes and refuses in a Converse request, besides what its own format says (native.ts). */
export interface ConverseCapabilities {
  systemPrompts: boolean
  /** Whether `system` may be the role of a message. */
  systemRole: boolean
  /** Whether it can be given more than one message. */
  history: boolean
  media: readonly Medium[]
  /** Whether media may lie in S3. */
  s3Locations: boolean
  stopSequences: boolean
  /** Whether it takes `outputConfig`. */
  outputConfig: boolean
  /** Most tokens of an answer; `undefined` where no bound is known. */
  maxTokens: number | undefined
  /** Whether it says what it thought, unasked. */
  reasoning: boolean
  /** What is wrong with `additionalModelRequestFields`; AWS: they go into the model's own format, which is closed. */
  additionalFields: (fields: JsonObject) => RecordError | undefined
}

const only = (properties: Properties): ConverseCapabilities['additionalFields'] => malformedInput(object(properties))

const PENALTY = number(-2, 2)
const SCALE = (maximum: number): InputSchema => ({ type: 'object', properties: { scale: number(0, maximum) } })
const NOTHING = only({})

/** A model that is not listed chats, about texts and documents. `systemRole`: AWS refused it even to Opus 4.8. */
const UNLISTED: ConverseCapabilities = {
  systemPrompts: true,
  systemRole: false,
  history: true,
  media: ['document'],
  s3Locations: false,
  stopSequences: true,
  outputConfig: false,
  maxTokens: undefined,
  reasoning: false,
  additionalFields: NOTHING,
}

const WITH_IMAGES: Partial<ConverseCapabilities> = { media: ['image', 'document'] }
/** Claude's own responder says the rest, also of S3. */
const CLAUDE: Partial<ConverseCapabilities> = { s3Locations: true, outputConfig: true }
const TITAN: Partial<ConverseCapabilities> = { systemPrompts: false }
const OLD_MISTRAL: Partial<ConverseCapabilities> = {
  systemPrompts: false,
  additionalFields: only({ top_k: integer(0, 200) }),
}
const COMMAND: Partial<ConverseCapabilities> = {
  systemPrompts: false,
  history: false,
  maxTokens: 4096,
  additionalFields: only({ k: integer(0, 500) }),
}

function ofNova(model: Model): Partial<ConverseCapabilities> {
  const { media, maxTokens } = novaCapabilitiesOf(model)
  return media.length > 0 ? { media: [...media, 'document'], s3Locations: true, maxTokens } : { media: [], maxTokens }
}

const LLAMA_MODELS = [...LLAMA_2_MODELS, ...LLAMA_3_MODELS, ...LLAMA_4_MODELS]

/**
 * That Converse takes stop sequences for Llama, whose own format has none, is UNVERIFIED: Bedrock's agents, which send them to
 * every model, run on Llama, and fail on those that refuse them.
 */
function ofLlama({ baseModelId }: Model): Partial<ConverseCapabilities> {
  const { images, maxTokens } = LLAMA_MODELS.find(({ models }) => models.test(baseModelId))!
  return { ...(images && WITH_IMAGES), maxTokens }
}

function ofOpenai(model: Model): Partial<ConverseCapabilities> {
  const { images, audio } = openaiCapabilitiesOf(model)
  if (images) return WITH_IMAGES
  return { media: audio ? ['audio'] : [] }
}

/** Those that only write are not known to refuse documents. */
function ofMistral(model: Model): Partial<ConverseCapabilities> {
  const { images, audio } = openaiCapabilitiesOf(model)
  return images || audio ? ofOpenai(model) : {}
}

/** What models take in their families' own formats, as those say themselves. */
const FAMILIES: Partial<Record<FamilyKey, (model: Model) => Partial<ConverseCapabilities>>> = {
  nova: ofNova,
  llama2: ofLlama,
  llama3: ofLlama,
  llama4: ofLlama,
  'mistral-chat': ofMistral,
  'openai-compat': ofOpenai,
}

/**
 * Refused stop sequences: langgenius/dify-official-plugins#1767 (Qwen3), crewAIInc/crewAI#3317 (gpt-oss),
 * langchain-ai/langchain-aws#664 (DeepSeek V3.1); seen in March 2026 with GLM 4.7 and 5, in May with Kimi K2.5, MiniMax M2.5
 * and Gemma 3.
 */
const WITHOUT_STOP =
  /^(?:openai\.gpt-oss-|qwen\.qwen3-|deepseek\.v3|zai\.glm-|moonshot(?:ai)?\.kimi-|minimax\.|google\.gemma-3-)/

/** AWS's page on structured output, and its cards of newer models. Claude's own responder says which Claude can. */
const WITH_OUTPUT_CONFIG =
  /^(?:openai\.gpt-oss-|qwen\.qwen3-|deepseek\.v3|zai\.glm-|moonshot(?:ai)?\.kimi-|minimax\.|google\.gemma-3-(?:12|27)b|nvidia\.nemotron-|mistral\.(?:ministral-3|mistral-large-3|magistral|voxtral|devstral-2)-)/

/**
 * Sources: AWS's table of models and features of Converse (system prompts, chat, documents, images, S3); LiteLLM's map 1.109.1
 * (limits, images of newer models). Which members a model takes beside Converse's own: its own format. First match wins.
 */
const MODELS: { models: RegExp; capabilities: Partial<ConverseCapabilities> }[] = [
  // 4,096: BerriAI/litellm#5656.
  {
    models: /^anthropic\.claude-(?:v1|v2|instant)/,
    capabilities: { maxTokens: 4096, additionalFields: only({ top_k: integer(0, 500) }) },
  },
  { models: /^anthropic\.claude-3-5-haiku/, capabilities: CLAUDE },
  { models: /^anthropic\.claude-/, capabilities: { ...CLAUDE, ...WITH_IMAGES } },
  { models: /^amazon\.titan-text-premier-/, capabilities: { ...TITAN, media: [], maxTokens: 3072 } },
  { models: /^amazon\.titan-text-lite-/, capabilities: { ...TITAN, maxTokens: 4096 } },
  { models: /^amazon\.titan-/, capabilities: { ...TITAN, maxTokens: 8192 } },
  { models: /^mistral\.mistral-7b-/, capabilities: { ...OLD_MISTRAL, maxTokens: 8192 } },
  { models: /^mistral\.mixtral-/, capabilities: { ...OLD_MISTRAL, maxTokens: 4096 } },
  { models: /^mistral\.pixtral-/, capabilities: WITH_IMAGES },
  { models: /^cohere\.command-light-/, capabilities: { ...COMMAND, media: [] } },
  { models: /^cohere\.command-text-/, capabilities: COMMAND },
  {
    models: /^cohere\.command-r/,
    capabilities: {
      additionalFields: only({
        k: integer(0, 500),
        frequency_penalty: number(0, 1),
        presence_penalty: number(0, 1),
        seed: { type: 'integer' },
      }),
    },
  },
  {
    models: /^ai21\.j2-/,
    capabilities: {
      systemPrompts: false,
      history: false,
      media: [],
      maxTokens: 8191,
      additionalFields: only({ presencePenalty: SCALE(5), countPenalty: SCALE(1), frequencyPenalty: SCALE(500) }),
    },
  },
  { models: /^ai21\.jamba-instruct-/, capabilities: { media: [], maxTokens: 4096 } },
  {
    models: /^ai21\.jamba-/,
    capabilities: {
      maxTokens: 4096,
      additionalFields: only({ frequency_penalty: PENALTY, presence_penalty: PENALTY }),
    },
  },
  { models: /^deepseek\.r1-/, capabilities: { maxTokens: 32_768, reasoning: true } },
  // AWS: "This model doesn't support documents.", seen with Kimi as with gpt-oss and GLM 5, which see no images either.
  { models: /^moonshotai\.kimi-k(?!2-thinking)/, capabilities: { media: ['image'] } },
]

export function converseCapabilitiesOf(model: Model): ConverseCapabilities {
  const family = familyOf(model.baseModelId)
  return {
    ...UNLISTED,
    stopSequences: !WITHOUT_STOP.test(model.baseModelId),
    outputConfig: WITH_OUTPUT_CONFIG.test(model.baseModelId),
    ...(family && FAMILIES[family]?.(model)),
    ...MODELS.find(({ models }) => models.test(model.baseModelId))?.capabilities,
  }
}
