import type { Dialect } from '../../chat/openai-form/dialect.ts'
import { toShortId } from './short-id.ts'

export interface Capabilities {
  dialect: Dialect
  /** The most tokens that it writes. */
  maxTokens: number
  /**
   * Whether the model is asked as OpenAI's own are, with `required` and named choices, `stop`, `seed` and the like. The
   * others have the members of AWS's page on Mistral's chat completions and no more.
   */
  isOpenAIForm: boolean
}

/** Order of messages and ids of calls as mistral-common's validator and AWS's users have them (vercel/ai pull 11863). */
const DIALECT: Dialect = {
  developer: false,
  lateSystem: false,
  images: false,
  parts: true,
  names: false,
  contentBesideCalls: true,
  typedCalls: true,
  spellId: toShortId,
}

// AWS's page writes calls without a type.
const OLDER: Dialect = { ...DIALECT, typedCalls: false }
// AWS's page: at most 8,192. No bound is known that AWS holds newer models to.
const OLDER_MOST_TOKENS = 8192
const NEWER: Capabilities = { dialect: DIALECT, maxTokens: Infinity, isOpenAIForm: true }
const NEWER_SEEING: Capabilities = { ...NEWER, dialect: { ...DIALECT, images: true } }

const LARGE_2407: Capabilities = {
  dialect: { ...OLDER, parts: false },
  maxTokens: OLDER_MOST_TOKENS,
  isOpenAIForm: false,
}
const PIXTRAL: Capabilities = { ...LARGE_2407, dialect: { ...OLDER, images: true } }

/**
 * Capabilities by model, the first pattern that matches counts; what sees is as LiteLLM's map of models (1.106.2) has it. That
 * the models since 2509, which AWS serves as it serves other open weights, take OpenAI's form is UNVERIFIED.
 */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^mistral\.mistral-large-2407/, LARGE_2407],
  [/^mistral\.pixtral-/, PIXTRAL],
  [/^mistral\.(?:mistral-large-3|ministral|magistral)/, NEWER_SEEING],
]

/** A model that nobody has listed yet is taken for one of the newer ones, without eyes. */
export const capabilitiesOf = (modelId: string): Capabilities =>
  MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? NEWER
