import type { RecordError } from '../../../translator/formats/bedrock/record.ts'
import type { JsonObject } from '../../../translator/formats/json-text.ts'
import { malformedInput } from '../malformed-input.ts'
import type { Model } from '../responder.ts'

export type Medium = 'image' | 'document' | 'video' | 'audio'

/** What one model takes and refuses in a Converse request. */
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
  /** Whether it says what it thought: never, always, or when Nova's `reasoningConfig` asks for it. */
  reasoning: 'never' | 'always' | 'onRequest'
  /** What is wrong with `additionalModelRequestFields`; AWS: they go into the model's own format, which is closed. */
  additionalFields: (fields: JsonObject) => RecordError | undefined
}

const integer = (minimum: number, maximum: number): JsonObject => ({ type: 'integer', minimum, maximum })
const number = (minimum: number, maximum: number): JsonObject => ({ type: 'number', minimum, maximum })
const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties, additionalProperties: false })
const oneOf = (...values: string[]): JsonObject => ({ type: 'string', enum: values })

const only = (properties: Record<string, JsonObject>): ConverseCapabilities['additionalFields'] =>
  malformedInput(object(properties))

const TOP_K = { inferenceConfig: object({ topK: integer(0, 128) }) }
const REASONING_CONFIG = object({
  type: oneOf('enabled', 'disabled'),
  maxReasoningEffort: oneOf('low', 'medium', 'high'),
})
const PENALTY = number(-2, 2)
const SCALE = (maximum: number): JsonObject => ({ type: 'object', properties: { scale: number(0, maximum) } })

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
  reasoning: 'never',
  additionalFields: only({}),
}

const WITH_IMAGES: Partial<ConverseCapabilities> = { media: ['image', 'document'] }
/** Claude's own responder says the rest, also of S3: Bedrock hands the request on in Claude's format. */
const CLAUDE: Partial<ConverseCapabilities> = {
  s3Locations: true,
  outputConfig: true,
  additionalFields: () => undefined,
}
const NOVA: Partial<ConverseCapabilities> = {
  media: ['image', 'document', 'video'],
  s3Locations: true,
  maxTokens: 10_000,
  additionalFields: only(TOP_K),
}
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
const OPEN: Partial<ConverseCapabilities> = {
  media: [],
  additionalFields: only({
    frequency_penalty: PENALTY,
    presence_penalty: PENALTY,
    reasoning_effort: oneOf('low', 'medium', 'high'),
    seed: { type: 'integer' },
  }),
}

/**
 * Sources: AWS's table of models and features of Converse (system prompts, chat, documents, images, S3); LiteLLM's map 1.109.1
 * (limits, images of newer models); refused stop sequences: langgenius/dify-official-plugins#1767 (Qwen3),
 * crewAIInc/crewAI#3317 (gpt-oss), langchain-ai/langchain-aws#664 (DeepSeek V3.1), and Llama, whose own format has none
 * (UNVERIFIED). Which members a model takes beside Converse's own: its own format. First match wins.
 */
const MODELS: { models: RegExp; capabilities: Partial<ConverseCapabilities> }[] = [
  {
    models: /^anthropic\.claude-(?:v1|v2|instant)/,
    capabilities: { maxTokens: 8191, additionalFields: only({ top_k: integer(0, 500) }) },
  },
  { models: /^anthropic\.claude-3-5-haiku/, capabilities: CLAUDE },
  { models: /^anthropic\.claude-/, capabilities: { ...CLAUDE, ...WITH_IMAGES } },
  { models: /^amazon\.nova-micro-/, capabilities: { ...NOVA, media: [], s3Locations: false } },
  {
    models: /^amazon\.nova-2-/,
    capabilities: {
      ...NOVA,
      maxTokens: 64_000,
      reasoning: 'onRequest',
      additionalFields: only({ ...TOP_K, reasoningConfig: REASONING_CONFIG }),
    },
  },
  { models: /^amazon\.nova-/, capabilities: NOVA },
  { models: /^amazon\.titan-text-premier-/, capabilities: { ...TITAN, media: [], maxTokens: 3072 } },
  { models: /^amazon\.titan-text-lite-/, capabilities: { ...TITAN, maxTokens: 4096 } },
  { models: /^amazon\.titan-/, capabilities: { ...TITAN, maxTokens: 8192 } },
  { models: /^meta\.llama(?:4-|3-2-(?:11b|90b)-)/, capabilities: { ...WITH_IMAGES, stopSequences: false } },
  { models: /^meta\.llama/, capabilities: { stopSequences: false } },
  { models: /^mistral\.mistral-7b-/, capabilities: { ...OLD_MISTRAL, maxTokens: 8192 } },
  { models: /^mistral\.mixtral-/, capabilities: { ...OLD_MISTRAL, maxTokens: 4096 } },
  { models: /^mistral\.voxtral-/, capabilities: { media: ['audio'] } },
  {
    models: /^mistral\.(?:pixtral|magistral|ministral-3|mistral-large-3)-/,
    capabilities: WITH_IMAGES,
  },
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
  { models: /^deepseek\.r1-/, capabilities: { maxTokens: 32_768, reasoning: 'always' } },
  {
    models: /^openai\.gpt-oss-/,
    capabilities: { ...OPEN, stopSequences: false, outputConfig: true, reasoning: 'always' },
  },
  { models: /^(?:qwen\.qwen3-|deepseek\.v3)/, capabilities: { ...OPEN, stopSequences: false, outputConfig: true } },
  { models: /^moonshot(?:ai)?\.kimi-k2-thinking/, capabilities: { ...OPEN, reasoning: 'always' } },
  { models: /^google\.gemma-|^moonshotai\.kimi-k/, capabilities: { ...OPEN, ...WITH_IMAGES } },
  { models: /^(?:moonshot|minimax|zai|nvidia)/, capabilities: OPEN },
]

export const converseCapabilitiesOf = ({ baseModelId }: Model): ConverseCapabilities => ({
  ...UNLISTED,
  ...MODELS.find(({ models }) => models.test(baseModelId))?.capabilities,
})
