import type { TokenLimit } from '../../chat/token-limit.ts'

export interface Capabilities {
  limit: TokenLimit
  /** Whether the model sees images (`images`). */
  images: boolean
}

/** What Llama is sent where no limit is given: it would stop after 512 tokens. */
export const USUAL = 2048
// AWS's page says 1 to 2,048, with 512 for who says nothing. Later models were seen to take 8,192 (pollinations PR 5503, 2025-11).
const DOCUMENTED: TokenLimit = { max: 2048, usual: USUAL }
const LATER: TokenLimit = { max: 8192, usual: USUAL }

/** Capabilities by model, the first pattern that matches counts. Images: AWS's page on Llama's parameters and LiteLLM's map. */
const MODELS: [pattern: RegExp, Capabilities][] = [
  [/^meta\.llama2-/, { limit: DOCUMENTED, images: false }],
  [/^meta\.llama3-[0-9]+b-/, { limit: DOCUMENTED, images: false }],
  [/^meta\.llama3-2-(?:11|90)b-/, { limit: LATER, images: true }],
  [/^meta\.llama4-/, { limit: LATER, images: true }],
]

const UNLISTED: Capabilities = { limit: LATER, images: false }

export const capabilitiesOf = (modelId: string): Capabilities =>
  MODELS.find(([pattern]) => pattern.test(modelId))?.[1] ?? UNLISTED
