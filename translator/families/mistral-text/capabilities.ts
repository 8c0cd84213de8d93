import type { TokenLimit } from '../../chat/token-limit.ts'

export interface Capabilities {
  limit: TokenLimit
  /** The highest `top_k`; undefined where the model has none. */
  topK: number | undefined
}

/**
 * Capabilities by model, the first pattern that matches counts: AWS's page on Mistral's text completion. 7B and 8x7B stop
 * after 512 tokens where no limit is given; Large and Small write all they can.
 */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^mistral\.mistral-7b-/, { limit: { max: 8192, usual: 2048 }, topK: 200 }],
  [/^mistral\.mixtral-8x7b-/, { limit: { max: 4096, usual: 2048 }, topK: 200 }],
]

const LARGE_AND_SMALL: Capabilities = { limit: { max: 8192 }, topK: undefined }

export const capabilitiesOf = (modelId: string): Capabilities =>
  MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? LARGE_AND_SMALL
