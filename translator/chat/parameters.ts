import type { Json } from '../formats/json-text.ts'

/** Every parameter of a chat completion (openai 6.49, ChatCompletionCreateParams), beside `messages` and `model`. */
export const CHAT_PARAMETERS = [
  'audio',
  'frequency_penalty',
  'function_call',
  'functions',
  'logit_bias',
  'logprobs',
  'max_completion_tokens',
  'max_tokens',
  'metadata',
  'modalities',
  'moderation',
  'n',
  'parallel_tool_calls',
  'prediction',
  'presence_penalty',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'reasoning_effort',
  'response_format',
  'safety_identifier',
  'seed',
  'service_tier',
  'stop',
  'store',
  'stream',
  'stream_options',
  'temperature',
  'tool_choice',
  'tools',
  'top_logprobs',
  'top_p',
  'user',
  'verbosity',
  'web_search_options',
] as const
export type ChatParameter = (typeof CHAT_PARAMETERS)[number]

/** Every parameter of an embeddings request beside `input`, `model` and `encoding_format`, which is the same for all families. */
const EMBEDDING_PARAMETERS = ['dimensions', 'user'] as const
export type EmbeddingParameter = (typeof EMBEDDING_PARAMETERS)[number]

/** What becomes of a parameter in a family. Texts are sentences or read on from "becomes"; docs/translation.md prints them. */
export type Fate =
  /** Copied to this place in modelInput (`inferenceConfig.topP`). Outside min and max it is refused, or moved to the bound. */
  | { to: string; min?: number; max?: number }
  /** Made by the family's own code: what it becomes. */
  | { becomes: string }
  /** Has no effect on what the model says: left out and reported. */
  | { dropped: string }
  /** Would change the answer: the line is refused, or with `--unsupported drop` it is left out and reported. */
  | { unsupported: string }
  /** The line is refused, whatever the options say. */
  | { refused: string }

export type Fates<Name extends string> = Record<Name, Fate>

/** Values that say what leaving the parameter out says. */
const NEUTRAL: Partial<Record<ChatParameter | EmbeddingParameter, (value: Json) => boolean>> = {
  frequency_penalty: (value) => value === 0,
  presence_penalty: (value) => value === 0,
  logprobs: (value) => value === false,
  top_logprobs: (value) => value === 0,
  logit_bias: (value) => isEmpty(value),
  n: (value) => value === 1,
  stream: (value) => value === false,
  modalities: (value) => Array.isArray(value) && value.length === 1 && value[0] === 'text',
  response_format: (value) => isNamed(value, 'text'),
  tools: (value) => Array.isArray(value) && value.length === 0,
  functions: (value) => Array.isArray(value) && value.length === 0,
  stop: (value) => Array.isArray(value) && value.length === 0,
}

const isEmpty = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

const isNamed = (value: Json, type: string): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && value.type === type

export const isNeutral = (name: string, value: Json): boolean =>
  Object.hasOwn(NEUTRAL, name) && NEUTRAL[name as ChatParameter]!(value)

/** What no model of Bedrock has a word for and nobody's answer depends on: the same in every family. */
export const NEVER_SENT = {
  metadata: { dropped: 'Notes of the client; Bedrock keeps none per record.' },
  store: { dropped: 'Bedrock keeps nothing to store.' },
  service_tier: { dropped: 'A batch has no tiers.' },
  safety_identifier: { dropped: 'Bedrock has no such parameter.' },
  prompt_cache_key: { dropped: 'Bedrock has no such parameter.' },
  prompt_cache_options: { dropped: 'Bedrock has no such parameter.' },
  prompt_cache_retention: { dropped: 'Bedrock has no such parameter.' },
  prediction: { dropped: 'It only makes an answer come sooner.' },
  stream_options: { dropped: 'A batch does not stream.' },
  stream: { refused: 'A batch does not stream.' },
  n: { becomes: 'as many records as answers are wanted, with --fan-out; otherwise refused' },
  audio: { refused: 'Models of Bedrock batches do not speak.' },
  modalities: { refused: 'Models of Bedrock batches answer in text.' },
  moderation: { unsupported: 'Bedrock has no moderation beside its guardrails.' },
  web_search_options: { unsupported: 'Models of Bedrock do not search the web.' },
} satisfies Partial<Fates<ChatParameter>>
