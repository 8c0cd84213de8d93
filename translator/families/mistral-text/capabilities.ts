import type { TokenLimit } from '../../chat/token-limit.ts'

export interface Capabilities {
  limit: TokenLimit
  /** The highest `top_k`; undefined where the model has none. */
  topK: number | undefined
}

/** 7B and 8x7B stop after 512 tokens where no limit is given: they are sent this one. */
export const USUAL = 2048
export const MOST_TOP_K = 200

/**
 * Capabilities by model, the first pattern that matches counts: AWS's page on Mistral's text completion. Large and Small write
 * all they can where no limit is given.
 */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^mistral\.mistral-7b-/, { limit: { max: 8192, usual: USUAL }, topK: MOST_TOP_K }],
  [/^mistral\.mixtral-8x7b-/, { limit: { max: 4096, usual: USUAL }, topK: MOST_TOP_K }],
]

const LARGE_AND_SMALL: Capabilities = { limit: { max: 8192 }, topK: undefined }

export const capabilitiesOf = (modelId: string): Capabilities =>
  MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? LARGE_AND_SMALL
